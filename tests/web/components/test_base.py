"""The frame of every page, in a bare Flask application that has nothing but the templates."""

from typing import Any

import pytest
from flask import Flask, flash, render_template
from jinja2 import StrictUndefined

from tests.web.components.normal_html import mistakes
from tests.web.components.template_rendering import TEMPLATES

ERRORS = (400, 403, 404, 405, 409, 413, 500, 503)


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return an application with the context processors' part played by the test."""
    app = Flask("frame", template_folder=str(TEMPLATES), static_folder=None)
    app.secret_key = "for tests"
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals["csrf_token"] = lambda: "t0ken"
    app.add_url_rule("/static/<path:filename>", "static", lambda filename: filename)
    return app


class Worker:
    """A signed-in user."""

    name = "Ruth Adeyemi"
    role = "Social worker"


SIGNED_IN: dict[str, Any] = {
    "user": Worker,
    "sign_out_href": "/sign-out",
    "navigation": [
        {"text": "My work", "href": "/", "current": True},
        {"text": "Families", "href": "/families"},
    ],
    "footer_links": [{"text": "Privacy", "href": "/privacy"}],
}


def page(app: Flask, template: str = "base.html", message: str = "", **context: Any) -> str:
    """Render a page, after flashing a message if there is one."""
    with app.test_request_context():
        if message:
            flash(message, "success")
        return render_template(template, **{"page_title": "My work", "typed": [], **context})


def test_the_frame_needs_no_more_than_a_title(app: Flask) -> None:
    html = page(app)
    assert "<title>My work – Parenting assessment</title>" in html
    assert '<html lang="en"' in html
    assert '<main class="govuk-main-wrapper" id="main-content">' in html
    assert "Sign out" not in html


def test_a_page_with_errors_says_so_in_its_title_and_lists_them_first(app: Flask) -> None:
    html = page(app, errors=[{"text": "Enter a date", "href": "#date"}])
    assert "<title>Error: My work – Parenting assessment</title>" in html
    assert '<a href="#date">Enter a date</a>' in html


def test_a_demonstration_says_that_it_is_one_on_every_page_and_real_work_does_not(app: Flask) -> None:
    sentence = "This is a demonstration with a fictional family. Do not enter real people."
    assert sentence in page(app, demonstration=True)
    assert sentence in page(app, "errors/error.html", status=404, demonstration=True)
    assert sentence not in page(app, demonstration=False)


def test_a_signed_in_worker_sees_their_name_role_navigation_and_the_way_out(app: Flask) -> None:
    html = page(app, **SIGNED_IN)
    for part in (
        "Ruth Adeyemi",
        "Social worker",
        'action="/sign-out"',
        'value="t0ken"',
        'href="/families"',
        "/privacy",
    ):
        assert part in html


def test_a_flashed_message_is_shown_once_and_leaves_the_focus_to_the_errors(app: Flask) -> None:
    html = page(app, message="Saved", errors=[{"text": "Enter a date", "href": "#date"}])
    assert html.count('<p class="govuk-notification-banner__heading">Saved</p>') == 1
    assert 'data-disable-auto-focus="true"' in html


@pytest.mark.parametrize("status", ERRORS)
def test_every_error_page_says_what_happened_and_what_to_do_without_anyone_signed_in(
    app: Flask, status: int
) -> None:
    html = page(app, "errors/error.html", status=status)
    assert html.count('<p class="govuk-body">') == 3
    assert mistakes(html) == []


def test_the_error_pages_differ_and_an_unknown_one_reads_as_our_own_fault(app: Flask) -> None:
    pages = {status: page(app, "errors/error.html", status=status) for status in ERRORS}
    assert len(set(pages.values())) == len(ERRORS)
    assert page(app, "errors/error.html", status=418) == pages[500]


def test_the_whole_frame_is_parsed_without_a_mistake(app: Flask) -> None:
    html = page(
        app,
        message="Saved",
        demonstration=True,
        back_href="/back",
        breadcrumb=[{"text": "Here"}],
        **SIGNED_IN,
    )
    assert mistakes(html) == []

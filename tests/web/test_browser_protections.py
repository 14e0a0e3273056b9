"""What the browser is told and asked so that other sites, caches and the next person get nothing."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, MetaData, select

from assessment_tool.records.engine import reading
from tests.web.browsing import Browser
from tests.web.family import STAFF, Example
from tests.web.test_routes import address, rules

TRAFFIC = {"audit_entries", "audit_heads", "sign_ins", "sign_in_attempts", "alembic_version"}
SHIPPED = {".css", ".js", ".svg", ".json", "LICENCE"}


def family_paths(app: Flask, example: Example) -> list[str]:
    """Every address that can be fetched, with the number of the example's family in its place."""
    found = [rule for rule in rules(app) if "GET" in (rule.methods or set()) and rule.endpoint != "static"]
    own = f"/families/{example.family_id}"
    return [address(rule).replace("/families/77", own) for rule in found]


def content(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those that note the traffic."""
    tables = MetaData()
    tables.reflect(engine)
    with reading(engine) as session:
        return {
            name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for name, table in tables.tables.items()
            if name not in TRAFFIC
        }


@pytest.mark.parametrize("username", sorted(STAFF))
def test_reading_a_page_changes_nothing(
    app: Flask, browser_of: Callable[[str], Browser], example: Example, engine: Engine, username: str
) -> None:
    browser = browser_of(username)
    before = content(engine)
    assert before["families"]
    for path in family_paths(app, example):
        browser.client.get(path).close()
    assert content(engine) == before


def test_a_request_of_another_site_is_refused_unless_it_leads_a_person_here(stranger: FlaskClient) -> None:
    for site, mode, place, method in product(
        ("same-origin", "same-site", "cross-site", "none"),
        ("navigate", "no-cors", "cors"),
        ("document", "image", "script", "iframe", "object", "embed"),
        ("GET", "POST"),
    ):
        said = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": place}
        answer = stranger.open("/sign-in", method=method, headers=said)
        leads_here = (mode, place, method) == ("navigate", "document", "GET")
        refused = site in {"same-site", "cross-site"} and not leads_here
        assert (answer.status_code == 403) is refused, said


def test_an_address_with_something_behind_it_is_not_the_page(
    app: Flask, worker: Browser, example: Example
) -> None:
    paths = family_paths(app, example)
    assert len(paths) > 40
    for path in paths:
        for suffix in ("/x.css", ".css", ";x.js"):
            status = worker.client.get(f"{path.rstrip('/')}{suffix}").status_code
            assert status in {403, 404}, (path, suffix)


def test_no_folder_is_listed_and_files_of_few_kinds_alone_are_sent(app: Flask, stranger: FlaskClient) -> None:
    for folder in (
        "/static/",
        "/static/vendor/",
        "/static/vendor",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ):
        assert stranger.get(folder).status_code == 404, folder
    sent = Path(str(app.static_folder))
    kinds = {file.suffix or file.name for file in sent.rglob("*") if file.is_file()}
    assert kinds <= SHIPPED


def test_signing_out_clears_what_the_browser_kept(worker: Browser) -> None:
    assert worker.send("/sign-out").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_no_answer_opens_to_scripts_of_another_origin(worker: Browser) -> None:
    for path in ("/", "/sign-in", "/nowhere", "/?callback=steal"):
        answer = worker.client.get(path, headers={"Origin": "https://elsewhere.example"})
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]
        assert "steal(" not in answer.text

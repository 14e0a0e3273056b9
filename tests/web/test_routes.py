"""Every route stands in exactly one list, and answers strangers, wrong roles and forged forms rightly."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from assessment_tool.core.permissions import Action, Role
from assessment_tool.web.routes import ACTIONS, PUBLIC
from tests.web.browsing import Browser
from tests.web.family import STAFF, Example

WORKERS = {Role.FAMILY_SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.SUPERVISOR}
MAY: dict[Action, set[Role]] = {
    Action.LIST_FAMILIES: WORKERS | {Role.SERVICE_MANAGER, Role.READER},
    Action.READ_FAMILY: WORKERS | {Role.SERVICE_MANAGER, Role.READER},
    Action.RECORD_EVENT: WORKERS,
    Action.STRIKE_OUT_EVENT: WORKERS,
    Action.DRAFT_ASSESSMENT: WORKERS,
    Action.DISCARD_DRAFT: WORKERS,
    Action.SIGN_ASSESSMENT: {Role.SOCIAL_WORKER, Role.SUPERVISOR},
    Action.COUNTERSIGN_ASSESSMENT: {Role.SUPERVISOR},
    Action.RETURN_ASSESSMENT: {Role.SUPERVISOR},
    Action.AMEND_ASSESSMENT: {Role.SOCIAL_WORKER, Role.SUPERVISOR},
    Action.VOID_ASSESSMENT: {Role.SUPERVISOR},
    Action.AUDIT_ASSESSMENT: {Role.SUPERVISOR},
    Action.RATE_AGAIN: WORKERS,
    Action.READ_TEAM: {Role.SUPERVISOR, Role.SERVICE_MANAGER},
    Action.READ_AGREEMENT: {Role.SUPERVISOR, Role.SERVICE_MANAGER},
    Action.MAKE_REPORT: {Role.SOCIAL_WORKER, Role.SUPERVISOR},
    Action.READ_INSTRUMENTS: set(Role),
    Action.READ_DRAFT_INSTRUMENTS: {Role.ADMINISTRATOR, Role.SERVICE_MANAGER},
    Action.PROPOSE_VERSION_STEP: {Role.ADMINISTRATOR},
    Action.DECIDE_VERSION_STEP: {Role.ADMINISTRATOR, Role.SERVICE_MANAGER},
    Action.READ_ACCESS_LOG: {Role.SUPERVISOR},
    Action.READ_AUDIT: {Role.AUDITOR},
    Action.KEEP_OWN_ACCOUNT: set(Role),
    Action.READ_SECURITY: {Role.ADMINISTRATOR, Role.AUDITOR},
}
"""Written by hand from the description of the people, not from the code that it tests."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def address(rule: Rule) -> str:
    """The rule's address with a number or word in each place; nothing of that number exists."""
    numbered = re.sub(r"<record_id:\w+>", "77", rule.rule)
    return re.sub(r"<[^>]+>", "none", numbered)


def requests(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every route that is not public, as endpoint, method and address."""
    for rule in rules(app):
        if rule.endpoint not in PUBLIC:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.endpoint, method, address(rule)


def test_every_route_stands_in_exactly_one_list(app: Flask) -> None:
    routes = {rule.endpoint for rule in rules(app)}
    assert not PUBLIC & ACTIONS.keys()
    assert routes == PUBLIC | ACTIONS.keys()


def test_a_stranger_is_sent_to_sign_in_from_everywhere(app: Flask, stranger: FlaskClient) -> None:
    token = Browser(stranger).token()
    tried = 0
    for _endpoint, method, path in requests(app):
        answer = stranger.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
        assert answer.status_code == 302, (method, path)
        assert answer.location.startswith("/sign-in"), (method, path)
        tried += 1
    assert tried >= 20


@pytest.mark.parametrize("username", sorted(STAFF))
def test_each_role_gets_into_the_routes_of_its_actions_and_no_others(
    app: Flask, browser_of: Callable[[str], Browser], username: str
) -> None:
    browser, role = browser_of(username), STAFF[username][0]
    token = browser.token()
    for endpoint, method, path in requests(app):
        data = {"csrf_token": token} if method == "POST" else None
        status = browser.client.open(path, method=method, data=data).status_code
        if role in MAY[ACTIONS[endpoint]]:
            assert status in {200, 400, 404}, (method, path, status)
        else:
            assert status == 403, (method, path, status)


def test_no_form_is_taken_without_its_token(app: Flask, worker: Browser, example: Example) -> None:
    assert example.family_id
    for _endpoint, method, path in requests(app):
        if method == "POST":
            assert worker.client.post(path).status_code == 400, path


def test_other_verbs_are_refused_everywhere(app: Flask, worker: Browser) -> None:
    for rule in rules(app):
        for verb in ("PUT", "DELETE", "PATCH", "TRACE"):
            assert worker.client.open(address(rule), method=verb).status_code in {404, 405}


def test_every_answer_carries_the_protective_headers(app: Flask, worker: Browser) -> None:
    paths = [address(rule) for rule in rules(app) if "GET" in (rule.methods or set())]
    for path in [*paths, "/nowhere", "/static/app.css"]:
        answer = worker.client.get(path)
        answer.close()
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        is_static = path.startswith("/static")
        assert answer.headers["Cache-Control"] == ("public, max-age=3600" if is_static else "no-store"), path


def test_a_body_beyond_the_limit_is_refused_and_nothing_breaks(worker: Browser, example: Example) -> None:
    path = f"/families/{example.family_id}/events/new"
    data = {"csrf_token": worker.token(), "title": "x" * (3 * 1024 * 1024)}
    assert worker.client.post(path, data=data).status_code == 413


def test_a_nul_is_answered_everywhere_and_breaks_nothing(worker: Browser, example: Example) -> None:
    family, token = f"/families/{example.family_id}", worker.token()
    assert worker.client.get(f"{family}/trends/a%00b").status_code == 404
    assert worker.client.get(f"{family}/trends/graded-care?child=1%00").status_code == 404
    sent = {
        "/sign-in": {"username": "a\0b", "password": "x"},
        f"{family}/reports/trend": {"instrument": "a\0b", "submission": "a-key"},
        f"{family}/events/new": {"submission": "a\0b", "title": "x"},
    }
    for path, fields in sent.items():
        assert worker.client.post(path, data={"csrf_token": token, **fields}).status_code in {400, 404}, path

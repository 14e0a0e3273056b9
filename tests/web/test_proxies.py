"""Whose address counts: that of whoever connects, or what as many proxies as are trusted have said."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.app import create_app
from assessment_tool.config import Settings, SettingsError
from assessment_tool.records import writing
from assessment_tool.services.sign_in import begin
from assessment_tool.services.throttle import ATTEMPTS_OF_AN_ADDRESS
from tests.web.browsing import TOKEN
from tests.web.family import AT, AUDIT_KEY, CHEAP_HASHER

GUESSER, PROXY, OTHER = "203.0.113.9", "127.0.0.1", "198.51.100.7"
SECRET = "only for tests, and long enough to be taken"
Serve = Callable[[int], Flask]


@pytest.fixture
def serve(engine: Engine) -> Iterator[Serve]:
    """The application behind so many trusted proxies; the guesser's address has had its attempts."""
    with writing(engine) as session:
        for number in range(ATTEMPTS_OF_AN_ADDRESS):
            begin(session, f"nobody{number}", GUESSER, AT, is_demonstration=False)
    served: list[Flask] = []

    def behind(proxies: int) -> Flask:
        url = engine.url.render_as_string(hide_password=False)
        served.append(create_app(Settings(url, SECRET, (AUDIT_KEY,), trusted_proxies=proxies), CHEAP_HASHER))
        return served[-1]

    yield behind
    for app in served:
        app.extensions["parts"].engine.dispose()


@pytest.mark.parametrize(
    ("proxies", "connects", "forwarded", "status"),
    [
        (0, GUESSER, "", 429),
        (0, GUESSER, OTHER, 429),
        (0, PROXY, GUESSER, 400),
        (1, PROXY, GUESSER, 429),
        (1, PROXY, f"{OTHER}, {GUESSER}", 429),
        (1, PROXY, f"{GUESSER}, {OTHER}", 400),
        (2, PROXY, f"{GUESSER}, {OTHER}", 429),
        (2, PROXY, f"{OTHER}, {GUESSER}, {PROXY}", 429),
        (1, PROXY, "", 400),
    ],
)
def test_as_many_entries_are_believed_as_proxies_are_trusted_and_no_more(
    serve: Serve, proxies: int, connects: str, forwarded: str, status: int
) -> None:
    client = serve(proxies).test_client()
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    page = client.get("/sign-in", base_url="https://assess.example")
    found = TOKEN.search(page.get_data(as_text=True))
    assert found
    answer = client.post(
        "/sign-in",
        base_url="https://assess.example",
        data={"csrf_token": found.group(1), "username": "nobody", "password": "wrong"},
        headers={"Referer": "https://assess.example/sign-in", **headers},
        environ_overrides={"REMOTE_ADDR": connects},
    )
    assert answer.status_code == status


@pytest.mark.parametrize("told", ["-1", "10", "one", "1.0", "\u0661", " 1"])
def test_what_is_no_number_of_proxies_is_refused(told: str) -> None:
    environment = {
        "ASSESSMENT_TOOL_SECRET_KEY": SECRET,
        "ASSESSMENT_TOOL_AUDIT_KEY": AUDIT_KEY,
        "ASSESSMENT_TOOL_TRUSTED_PROXIES": told,
    }
    with pytest.raises(SettingsError, match="TRUSTED_PROXIES"):
        Settings.from_environment(environment)


def test_without_a_number_no_proxy_is_trusted_and_in_a_demonstration_none_can_be() -> None:
    environment = {"ASSESSMENT_TOOL_SECRET_KEY": SECRET, "ASSESSMENT_TOOL_AUDIT_KEY": AUDIT_KEY}
    assert Settings.from_environment(environment).trusted_proxies == 0
    environment["ASSESSMENT_TOOL_TRUSTED_PROXIES"] = "2"
    assert Settings.from_environment(environment).trusted_proxies == 2
    with pytest.raises(SettingsError, match="TRUSTED_PROXIES"):
        Settings.from_environment({**environment, "ASSESSMENT_TOOL_DEMO": "1"})

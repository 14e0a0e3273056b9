"""A served demonstration and a real browser; whatever the console complains of fails the test."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from sqlalchemy import update
from werkzeug.serving import make_server

from assessment_tool import clock
from assessment_tool.app import create_app
from assessment_tool.config import Settings
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records import Authenticator
from assessment_tool.records.engine import create_engine_for, writing
from assessment_tool.resources import instruments_dir
from assessment_tool.services.demonstration.accounts import PASSWORD
from assessment_tool.services.demonstration.load import load
from tests.database import skip_or_fail
from tests.web.family import AUDIT_KEY, CHEAP_HASHER

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPECTED_NOISE = ("the server responded with a status of 4",)
"""What Chromium says of an answer that the journey provokes on purpose, such as a conflict."""

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def demonstration(database_folder: Path, sqlite_template: Path) -> Path:
    """A SQLite file with the demonstration in it, to be copied."""
    file = database_folder / "demonstration.sqlite"
    shutil.copy(sqlite_template, file)
    engine = create_engine_for(f"sqlite:///{file}")
    with writing(engine) as session:
        load(session, Catalogue([instruments_dir()]), CHEAP_HASHER, clock.now())
    engine.dispose()
    return file


@pytest.fixture(scope="module")
def served_database(demonstration: Path, request: pytest.FixtureRequest) -> Path:
    """The SQLite file of this module's own that is served."""
    file = demonstration.with_stem(request.module.__name__.rpartition(".")[2])
    shutil.copy(demonstration, file)
    return file


@pytest.fixture(scope="module")
def served(served_database: Path) -> Iterator[Flask]:
    """The application that serves the demonstration."""
    settings = Settings(
        f"sqlite:///{served_database}",
        "only for tests, and long enough to be taken",
        (AUDIT_KEY,),
        is_demonstration=True,
    )
    app = create_app(settings, CHEAP_HASHER)
    yield app
    app.extensions["parts"].engine.dispose()


@pytest.fixture(scope="module")
def address(served: Flask) -> Iterator[str]:
    """Where the demonstration is served."""
    server = make_server("127.0.0.1", 0, served, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine; the test is skipped, or fails where it must not be, without one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        skip_or_fail("chromium", "no Chromium was found on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser's console complained of; anything unexpected fails the test at its end."""
    found: list[str] = []
    yield found
    assert [one for one in found if not any(noise in one for noise in EXPECTED_NOISE)] == []


@pytest.fixture
def sign_in(chromium: Browser, served: Flask, address: str, complaints: list[str]) -> Iterator[SignIn]:
    """Opens a browser of its own, signed in as somebody, at a width, with or without JavaScript."""
    contexts: list[BrowserContext] = []

    def opened(username: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=address, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(message, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        let_codes_open_again(served)
        page.goto("/sign-in")
        page.fill("#username", username)
        page.fill("#password", PASSWORD)
        page.click("main button:has-text('Sign in')")
        page.click("main button:has-text('Continue')")
        page.wait_for_selector("h1:has-text('My work')")
        return page

    yield opened
    for context in contexts:
        context.close()


def let_codes_open_again(served: Flask) -> None:
    """As if half a minute had passed: journeys sign in as the same person many times a minute."""
    with writing(served.extensions["parts"].engine) as session:
        session.execute(update(Authenticator).values(last_step=0))


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type in {"error", "warning"}:
        complaints.append(message.text)

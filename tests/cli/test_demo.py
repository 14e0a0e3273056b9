"""`demo`: loaded once, listed, served on this machine alone."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from assessment_tool.core.permissions import Role
from tests.cli.conftest import Run, refused
from tests.cli.test_help_and_faults import COMMAND

SECONDS_TO_START = 30


def test_loading_twice_says_what_was_done_each_time(run: Run) -> None:
    assert "was loaded" in run("demo", "load").stdout
    assert "is there already" in run("demo", "load").stdout


def test_a_database_with_other_users_is_refused(run: Run) -> None:
    run("db", "upgrade")
    new = ("--name", "Ann", "--role", "auditor", "--post", "Auditor", "--password", "a long enough password")
    assert run("user", "add", "ann", *new, ASSESSMENT_TOOL_AUDIT_KEY="k" * 32).exit_code == 0
    assert "users already" in refused(run("demo", "load"))


def test_the_accounts_are_listed_one_for_each_role(run: Run) -> None:
    listed = json.loads(run("demo", "accounts", "--json").stdout)
    assert {one["role"] for one in listed} == {role.value for role in Role}
    assert all(one["username"].startswith("demo.") for one in listed)
    assert "demo.supervisor" in run("demo", "accounts").stdout


def test_a_port_that_another_program_holds_is_one_line(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = refused(run("demo", "serve", "--port", other.getsockname()[1]))
    assert "cannot be used" in said


@contextmanager
def serving(database: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "ASSESSMENT_TOOL_DATABASE": f"sqlite:///{database}"}
    words = [str(COMMAND), "demo", "serve", "--port", str(port)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server
        finally:
            server.terminate()


def page(port: int, path: str) -> str:
    """The page, once the server answers."""
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline, "The server did not start."
            time.sleep(0.1)
        finally:
            connection.close()


def test_serving_loads_the_family_and_offers_the_accounts(database: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with serving(database, port) as server:
        text = page(port, "/sign-in")
        server.terminate()
        said, _ = server.communicate(timeout=SECONDS_TO_START)
    assert "demo.supervisor" in text
    assert "This is a demonstration" in text
    assert f"http://127.0.0.1:{port}/" in said
    assert said.count("demo.") >= len(Role)
    assert server.returncode == 0

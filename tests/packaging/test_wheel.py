"""The wheel is whole: installed away from the checkout it finds its instruments and templates, and serves."""

import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.conftest import ROOT, Installation

SECONDS_TO_START = 30


def files_below(folder: Path) -> set[str]:
    """The files of a folder of the checkout, by their path in the checkout."""
    return {file.relative_to(ROOT).as_posix() for file in folder.rglob("*") if file.is_file()}


def get(port: int, path: str) -> tuple[int, str]:
    """The status and the text of a page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_listening(server: "subprocess.Popen[str]", port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server did not start.")


@contextmanager
def serving(installation: Installation) -> Iterator[int]:
    """Serve from the installation for as long as the block lasts; yields the port."""
    installation.run("assessment-tool", "db", "upgrade")
    port = free_port()
    words = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "assessment_tool.app:create_app()"]
    log = installation.folder / "server.log"
    with (
        log.open("w", encoding="utf-8") as output,
        subprocess.Popen(
            installation.command("python", *words),
            cwd=installation.folder,
            env=installation.settings,
            stdout=output,
            stderr=output,
            text=True,
        ) as server,
    ):
        try:
            wait_until_listening(server, port)
            yield port
        finally:
            server.terminate()


def test_the_wheel_holds_every_template_instrument_and_file_of_the_package(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    data = {
        f"assessment_tool/_data/{file}"
        for name in ("templates", "instruments")
        for file in files_below(ROOT / name)
    }
    package = {file for file in files_below(ROOT / "assessment_tool") if "__pycache__" not in file}
    assert (data | package) - packed == set()
    ours = {file for file in packed if "/_data/tests/" in file or file.startswith("tests/")}
    assert ours == {"assessment_tool/_data/tests/asvs.toml"}


def test_the_installation_knows_nothing_of_the_checkout(installation: Installation) -> None:
    question = "import sys, assessment_tool as a; print(a.__file__, *sys.path, sep='\\n')"
    package, *path = installation.run("python", "-c", question).splitlines()
    assert Path(package).is_relative_to(installation.programs.parent)
    assert str(ROOT) not in path


def test_the_installation_lists_the_instruments_it_came_with(installation: Installation) -> None:
    listed = json.loads(installation.run("assessment-tool", "instruments", "list", "--json"))
    shipped = {folder.name for folder in (ROOT / "instruments").iterdir() if folder.is_dir()}
    assert {instrument["id"] for instrument in listed} == shipped


def test_the_installation_serves_a_page_and_its_stylesheet(installation: Installation) -> None:
    with serving(installation) as port:
        status, page = get(port, "/sign-in")
        assert status == 200
        stylesheet = re.search(r'<link[^>]+href="(/[^"]+\.css)"', page)
        assert stylesheet, page
        assert get(port, stylesheet.group(1))[0] == 200

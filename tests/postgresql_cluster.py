"""A throw-away PostgreSQL: made in memory for one run of the tests, reached by a socket, then removed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psycopg

START_SECONDS = 30
_INITDB = ("--no-sync", "--encoding=UTF8", "--locale=C")
_MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made inside it
_SETTINGS = {
    "listen_addresses": "",  # the socket only
    "fsync": "off",  # these data may be lost; the tests of durability look at the settings of the application
    "full_page_writes": "off",
    "max_connections": "60",
}


def memory_folder() -> Path:
    """A new private folder, in memory where that is possible; its path is short enough for a socket."""
    parent = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="records-", dir=parent))


def postgresql_binaries() -> Path | None:
    """The folder with `initdb` and `postgres`, or None where there is none."""
    for folder in _candidates():
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of a database in the cluster."""
        return f"postgresql://tests@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction, in the database that always exists."""
        address = f"host={self.folder} user=tests dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def is_ready(self) -> bool:
        """Whether the server answers."""
        with suppress(psycopg.OperationalError):
            self.run("SELECT 1")
            return True
        return False


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """A server of its own, stopped and removed at the end. As root it runs as the user `postgres`."""
    folder = memory_folder()
    try:
        _give_away(folder)
        data = folder / "data"
        initdb: list[str | Path] = [binaries / "initdb", "-D", data, "-U", "tests", "-A", "trust", *_INITDB]
        subprocess.run(initdb, check=True, capture_output=True, user=_servant(), cwd=folder)
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        with _server([binaries / "postgres", "-D", data, "-k", folder, *settings], folder) as cluster:
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(command: Sequence[str | Path], folder: Path) -> Iterator[Cluster]:
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, user=_servant())
    try:
        cluster = Cluster(folder)
        _wait_for(cluster, server, log)
        yield cluster
    finally:
        server.send_signal(signal.SIGQUIT)  # stop at once; nothing needs to be saved
        server.wait(START_SECONDS)


def _wait_for(cluster: Cluster, server: subprocess.Popen[bytes], log: Path) -> None:
    end = monotonic() + START_SECONDS
    while not cluster.is_ready():
        if server.poll() is not None or monotonic() > end:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")
        sleep(0.02)


def _candidates() -> Iterator[Path]:
    for name in ("initdb", "postgres"):
        if found := shutil.which(name):
            yield Path(found).resolve().parent
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True)
        yield Path(answer.stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)


def _version(folder: Path) -> float:
    with suppress(ValueError):
        return float(folder.parent.name)
    return 0.0


def _servant() -> int | None:
    """The user who runs the server: PostgreSQL refuses to run as root."""
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None


def _give_away(folder: Path) -> None:
    if (servant := _servant()) is not None:
        os.chown(folder, servant, -1)

"""Sets up, serves, tests and measures this project with nothing but Python's standard library.

python3 dev.py setup                  install what serving and testing need
python3 dev.py serve [--port 8000]    a demonstration with a fictional family
python3 dev.py test [pytest's own]    every check; with arguments, pytest alone
python3 dev.py bench [pytest's own]   print the benchmark figures
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from ctypes.util import find_library
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
RUNTIME_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "tests" / "requirements.lock"
DEMO_DATABASE = ROOT / "var" / "assessment.sqlite"
OLDEST, NEWEST = (3, 11), (3, 13)
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# As pip writes them: the shell hands over to Python, which reads lines two and three as a string; for a
# "#!" line cannot name a Python in a folder whose name has a space. The last condition keeps the process
# that prints documents, which imports this script, from running the command once more.
CONSOLE_SCRIPT = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys
from assessment_tool.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""

CHECKS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "import contracts": ["lint-imports", "--no-logo"],
}
PYTEST = ["python", "-m", "pytest", "-p", "no:cacheprovider"]


class StopError(Exception):
    """Something only the person can put right; the message says what."""


class Need(NamedTuple):
    """A part of the operating system that pip cannot bring."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]
    without_it: str


PANGO = Need(
    "Pango",
    lambda: all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")),
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    "reports cannot be printed",
)
CHROMIUM = Need(
    "Chromium",
    lambda: any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")),
    ("chromium",),
    "the browser tests cannot run",
)
POSTGRESQL = Need(  # Debian keeps its server's programs off the path
    "PostgreSQL",
    lambda: bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    ("postgresql",),
    "the PostgreSQL tests cannot run",
)


def provide(needs: Sequence[Need]) -> None:
    """Install what is missing where apt allows it; else say what will not work, and the one command."""
    missing = [need for need in needs if not need.is_there()]
    packages = [package for need in missing for package in need.packages]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", *packages, "…", flush=True)
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *packages)
        missing = [need for need in missing if not need.is_there()]
    for need in missing:
        print(f"{need.name} is not installed: {need.without_it}.")
    if missing:
        print("On Debian or Ubuntu: sudo apt-get install", *packages, flush=True)


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions; what it said is shown only when it failed."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    words = ["apt-get", "-q", *arguments]
    done = subprocess.run(words, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n")


def check_python() -> None:
    """Stop unless this Python is one that the locks were made for and can make an environment."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        version = ".".join(map(str, sys.version_info[:2]))
        raise StopError(f"Python 3.11, 3.12 or 3.13 is needed; this is {version}. Try: python3.11 dev.py …")
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        raise StopError("Python's venv is missing. On Debian or Ubuntu: sudo apt-get install python3-venv")


def install(*locks: Path) -> None:
    """Make .venv and install the locks into it; what is already in place is left alone."""
    check_python()
    try:
        with_stamp("environment", f"{ROOT}\n{sys.version}", make_environment)
        for lock in locks:
            digest = hashlib.sha256(lock.read_bytes()).hexdigest()
            with_stamp("-".join(lock.relative_to(ROOT).parts), digest, partial(pip_install, lock))
    except OSError as error:
        raise StopError(f"{error.filename} cannot be written ({error.strerror}).") from error


def with_stamp(name: str, content: str, work: Callable[[], None]) -> None:
    """Do the work unless its stamp in .venv already says that it was done for the same content."""
    stamp = VENV / f"{name}.stamp"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != content:
        work()
        stamp.write_text(content, encoding="utf-8")


def make_environment() -> None:
    """Make an empty .venv in which the checkout itself is importable and is the assessment-tool command."""
    import venv  # noqa: PLC0415 - Debian ships it apart: check_python has looked first

    print("Making .venv …", flush=True)
    venv.create(VENV, clear=True, with_pip=True, symlinks=True)
    packages = next(VENV.glob("lib/python3.*/site-packages"))
    (packages / "assessment_tool_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = BIN / "assessment-tool"
    command.write_text(CONSOLE_SCRIPT.format(python=BIN / "python"), encoding="utf-8")
    command.chmod(0o755)


def pip_install(lock: Path) -> None:
    """Install one lock, every file checked against its hash."""
    print(f"Installing {lock.relative_to(ROOT)} …", flush=True)
    pip = [str(BIN / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(lock)], cwd=ROOT, check=False).returncode:
        raise StopError(f"pip could not install {lock.relative_to(ROOT)}; its own words are above.")


def run(command: Sequence[str], **environment: str) -> bool:
    """Run a command of .venv in the checkout, and tell whether it succeeded."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    surroundings = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV), **environment}
    words = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(words, cwd=ROOT, env=surroundings, check=False).returncode == 0


def setup() -> None:
    """Install everything that serving and testing need."""
    install(RUNTIME_LOCK, TEST_LOCK)
    provide([PANGO, CHROMIUM, POSTGRESQL])


def serve(port: int) -> NoReturn:
    """Become the demonstration's server: it migrates, loads the family if there is none, and listens."""
    install(RUNTIME_LOCK)
    provide([PANGO])
    refuse_a_taken(port)
    DEMO_DATABASE.parent.mkdir(exist_ok=True)
    settings = {"ASSESSMENT_TOOL_DEMO": "1", "ASSESSMENT_TOOL_DATABASE": f"sqlite:///{DEMO_DATABASE}"}
    command = str(BIN / "assessment-tool")
    arguments = [command, "demo", "serve", "--port", str(port)]
    os.execve(command, arguments, {**os.environ, **settings})  # noqa: S606 - no shell is wanted


def refuse_a_taken(port: int) -> None:
    """Stop when another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise StopError(f"Port {port} cannot be used ({error}): name another with --port.") from error


def test(arguments: list[str]) -> bool:
    """Run every check, or with arguments pytest alone; in CI an engine that is missing is a failure."""
    setup()
    required = {"ASSESSMENT_TOOL_TEST_REQUIRE": "postgresql,chromium"} if IN_CI else {}
    if arguments:
        return run([*PYTEST, *arguments], **required)
    steps = {**CHECKS, "pytest": [*PYTEST, "-n", "2"]}
    failed = [name for name, command in steps.items() if not step(name, command, required)]
    if failed:
        print("Failed:", ", ".join(failed))
    return not failed


def step(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one step under its own heading; its time follows, but for pytest, which prints its own."""
    print(f"── {name}", flush=True)
    began = time.perf_counter()
    succeeded = run(command, **environment)
    if name != "pytest":
        print(f"   {'passed' if succeeded else 'FAILED'} in {time.perf_counter() - began:.1f} s", flush=True)
    return succeeded


def bench(arguments: list[str]) -> bool:
    """Print the benchmark figures, undisturbed by a second worker."""
    setup()
    return run([*PYTEST, "-p", "no:xdist", "-s", "tests/benchmarks", *arguments])


def perform(task: str, arguments: list[str]) -> int:
    """Do one task; 0 when it went well, 1 when a check failed, 2 when the task is not known."""
    if task in {"test", "bench"}:
        return 0 if {"test": test, "bench": bench}[task](arguments) else 1
    if task == "setup" and not arguments:
        setup()
        return 0
    if task == "serve":
        serve(port_in(arguments))
    print(__doc__)
    return 0 if task in {"help", "-h", "--help"} else 2


def port_in(arguments: list[str]) -> int:
    """The port that serve was asked for."""
    parser = argparse.ArgumentParser(prog="dev.py serve", description="Serve the demonstration on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    return int(parser.parse_args(arguments).port)


def main() -> int:
    """Do what the command line asks, and end with one clear line where that cannot be done."""
    task, *arguments = sys.argv[1:] or [""]
    try:
        return perform(task, arguments)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())

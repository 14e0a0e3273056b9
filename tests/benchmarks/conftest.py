"""Benchmarks: named on the command line they print one table at the end; else each is rehearsed once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assessment_tool import clock
from tests.benchmarks.figures import Figures
from tests.benchmarks.service import Service, serving
from tests.web.family import AT

HERE = Path(__file__).parent
_FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin an empty table; in a run that does not name the benchmarks, each work is done once."""
    folder = config.invocation_params.dir
    named = ((folder / argument.partition("::")[0]).resolve() for argument in config.args)
    config.stash[_FIGURES] = Figures(is_rehearsal=not any(path.is_relative_to(HERE) for path in named))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was measured."""
    measured = config.stash.get(_FIGURES, None)
    if measured and measured.rows and not measured.is_rehearsal:
        terminalreporter.section("figures")
        for line in measured.lines():
            terminalreporter.write_line(line)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where this run's figures go."""
    return request.config.stash[_FIGURES]


@pytest.fixture(autouse=True)
def _day_of_the_benchmarks() -> Iterator[None]:
    with clock.fixed(AT):
        yield


@pytest.fixture
def service(engine: Engine) -> Iterator[Service]:
    """The application with the made-up family, once on each make of database; its worker is signed in."""
    with serving(engine) as running:
        yield running


@pytest.fixture
def sqlite_service(sqlite_engine: Engine) -> Iterator[Service]:
    """The same where one make is enough."""
    with serving(sqlite_engine) as running:
        yield running

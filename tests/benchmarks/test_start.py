"""What starting costs: the application in a process of its own, and an empty database."""

import os
import sys
from itertools import count
from pathlib import Path

import pytest

from assessment_tool.records import create_engine_for
from assessment_tool.records.migrate import upgrade
from tests.benchmarks.figures import Figure, Figures

pytestmark = pytest.mark.benchmark

RUNS = 5
START = """
from assessment_tool.app import create_app
from assessment_tool.config import Settings
secret = "only for benchmarks, and long enough to be taken"
app = create_app(Settings(database_url="sqlite:///{database}", secret_key=secret, is_demonstration=True))
assert app.test_client().get("/sign-in", base_url="http://localhost").status_code == 200
"""


def started(database: Path) -> tuple[float, float]:
    """CPU milliseconds and peak memory (MB) of a fresh process up to its first page."""
    words = [sys.executable, "-c", START.format(database=database)]
    child = os.posix_spawn(sys.executable, words, os.environ)
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024


def test_starting_the_application(figures: Figures, sqlite_template: Path) -> None:
    started(sqlite_template)
    runs = [started(sqlite_template) for _ in range(RUNS)]
    times, memory = zip(*runs, strict=True)
    figures.rows.append(Figure("Start of the application and its first page", times, target=2000))
    figures.rows.append(Figure("Memory after that", memory, unit="MB", target=200))


def test_making_an_empty_database(figures: Figures, tmp_path: Path) -> None:
    numbers = count()

    def made() -> None:
        engine = create_engine_for(f"sqlite:///{tmp_path}/{next(numbers)}.sqlite")
        upgrade(engine)
        engine.dispose()

    figures.measure("Empty SQLite database, on disk", made, target=5000, runs=5)

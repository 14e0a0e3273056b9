"""What starting costs: the application in a process of its own, and an empty database."""

import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from assessment_tool.records import create_engine_for
from assessment_tool.records.migrate import upgrade
from tests.benchmarks.figures import Figure, Figures

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).parents[2]
RUNS = 5
START = """
from pathlib import Path
from time import process_time
from assessment_tool.app import create_app
from assessment_tool.config import Settings
secret = "only for benchmarks, and long enough to be taken"
app = create_app(Settings("sqlite:///{database}", secret, (secret,), is_demonstration=True))
assert app.test_client().get("/sign-in", base_url="http://localhost").status_code == 200
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = [line.split()[1] for line in lines if line.startswith("VmHWM")]
print(process_time(), *peak)
"""
KIBIBYTE, MEGABYTE = 1024, 1_000_000


def started(database: Path) -> tuple[float, list[float]]:
    """CPU milliseconds of a fresh process up to its first page, and its peak memory where Linux tells it."""
    words = [sys.executable, "-c", START.format(database=database)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, *peak = map(float, done.stdout.split())
    return seconds * 1000, [kibibytes * KIBIBYTE / MEGABYTE for kibibytes in peak]


def test_starting_the_application(figures: Figures, sqlite_template: Path) -> None:
    started(sqlite_template)
    runs = [started(sqlite_template) for _ in range(RUNS)]
    times = tuple(time for time, _ in runs)
    figures.rows.append(Figure("Start of the application and its first page", times, target=2000))
    if memory := tuple(peak for _, peaks in runs for peak in peaks):
        figures.rows.append(Figure("Most memory up to that page", memory, unit="MB", target=200))


def test_making_an_empty_database(figures: Figures, tmp_path: Path) -> None:
    numbers = count()

    def made() -> None:
        engine = create_engine_for(f"sqlite:///{tmp_path}/{next(numbers)}.sqlite")
        upgrade(engine)
        engine.dispose()

    figures.measure("Empty SQLite database, on disk", made, target=5000, runs=5)

"""The same work done by other packages, where a Python that has them is named; we depend on none of them."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figure, Figures

pytestmark = pytest.mark.benchmark

PYTHON = "ASSESSMENT_TOOL_BENCH_PEERS"
"""Names the Python of an environment made with: pip install flask govuk-frontend-wtf."""

PEERS = Path(__file__).parent / "peers"
ITEMS, GRADES, ABSENCES, RUNS = 48, 5, 6, 20


def test_the_form_with_govuk_frontend_wtf(figures: Figures) -> None:
    python = os.environ.get(PYTHON)
    if not python:
        pytest.skip(f"{PYTHON} names no Python that has govuk-frontend-wtf")
    sizes = map(str, (ITEMS, GRADES, ABSENCES, RUNS))
    words = [python, str(PEERS / "govuk_frontend_wtf_form.py"), *sizes]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    version, *times = done.stdout.split()
    name = f"Peer: govuk-frontend-wtf {version}, form of {ITEMS} graded items"
    figures.rows.append(Figure(name, tuple(map(float, times)), remark="the form alone, no page, no database"))

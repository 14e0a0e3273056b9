"""The same work done by other packages, where a Python that has them is named; we depend on none of them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figure, Figures

pytestmark = pytest.mark.benchmark

PYTHON = "ASSESSMENT_TOOL_BENCH_PEERS"
"""Names the Python of an environment made with: pip install flask govuk-frontend-wtf."""

PACKAGES = "ASSESSMENT_TOOL_BENCH_NODE_PATH"
"""Names the folder of packages made with: npm install --legacy-peer-deps lforms fhirpath jsdom@22."""

PEERS = Path(__file__).parent / "peers"
ITEMS, GRADES, ABSENCES, RUNS = 48, 5, 6, 20
QUESTIONS = 9


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


@pytest.mark.parametrize(
    ("peer", "script", "what"),
    [
        ("fhirpath", "fhirpath_sum.js", "a compiled sum alone: nothing checked, nothing explained"),
        ("lforms", "lforms_form.js", "read, checked and summed, without its page: nothing explained"),
    ],
)
def test_a_questionnaire_with_a_package_for_node(figures: Figures, peer: str, script: str, what: str) -> None:
    packages, node = os.environ.get(PACKAGES), shutil.which("node")
    if not packages or not node or not (Path(packages) / peer).is_dir():
        pytest.skip(f"there is no node, or {PACKAGES} names no folder that has {peer}")
    words = [node, str(PEERS / script), str(QUESTIONS), str(RUNS)]
    done = subprocess.run(
        words, check=True, capture_output=True, text=True, env={**os.environ, "NODE_PATH": packages}
    )
    version, *times = done.stdout.split()
    name = f"Peer: {peer} {version}, {QUESTIONS} answers"
    figures.rows.append(Figure(name, tuple(map(float, times)), remark=what))

"""The clock and the environment each have one reader, and no function is a maze: ruff sees to it."""

import subprocess
import sys

import pytest

from tests.house.source_tree import ROOT

MAZE = (
    "def maze(x: int) -> int:\n"
    + "".join(f"    if x == {n}:\n        x += {n}\n" for n in range(11))
    + "    return x\n"
)


def refusals(code: str, place: str) -> str:
    """What ruff says, by this project's rules, to the code at that place."""
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--output-format=concise",
        "--stdin-filename",
        place,
        "-",
    ]
    return subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(
    "code",
    [
        "import datetime\n\ndatetime.datetime.now(datetime.UTC)\n",
        "from datetime import datetime\n\ndatetime.utcnow()\n",
        "from datetime import datetime\n\ndatetime.today()\n",
        "from datetime import date\n\ndate.today()\n",
        "import time\n\ntime.time()\n",
        "import os\n\nos.environ\n",
        "import os\n\nos.getenv('HOME')\n",
    ],
)
def test_only_the_clock_and_the_settings_may_read_what_surrounds_us(code: str) -> None:
    assert "TID251" in refusals(code, "assessment_tool/services/sample.py")
    assert "TID251" not in refusals(code, "assessment_tool/clock.py")
    assert "TID251" not in refusals(code, "assessment_tool/config.py")


def test_a_function_of_more_than_ten_paths_is_refused() -> None:
    assert "C901" in refusals(MAZE, "assessment_tool/services/sample.py")

"""Tiny instruments to read, check and score."""

from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent

IDENTITY = """\
id: tiny
title: "A tiny instrument"
summary: "For tests."
about: {about}
completed_by: [social_worker]
training: "None."
steward: "Nobody"
licence: "Own wording of this project."
"""

MakeVersion = Callable[[str], Path]


@pytest.fixture
def version_file_of(tmp_path: Path) -> MakeVersion:
    """Write the text of a version beside an identity; a first line `# about: adult` makes it about one."""

    def write(text: str) -> Path:
        folder = tmp_path / "tiny"
        folder.mkdir(exist_ok=True)
        first = text.partition("\n")[0]
        about = first.removeprefix("# about: ") if first.startswith("# about: ") else "child_and_carer"
        (folder / "instrument.yaml").write_text(IDENTITY.format(about=about), encoding="utf-8")
        path = folder / "1.0.0.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write

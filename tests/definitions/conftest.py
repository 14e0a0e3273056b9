"""Tiny instruments to read, check and score."""

import shutil
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


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[..., Path]:
    """Copy feature instruments into one folder of instruments."""

    def copy(*features: str) -> Path:
        for feature in features:
            shutil.copytree(HERE / "instruments" / feature, tmp_path / "all" / feature)
        return tmp_path / "all"

    return copy


@pytest.fixture
def complete(folder_of: Callable[..., Path]) -> Path:
    """A folder with one instrument that is ready to be published: six examples and a README."""
    return completed(folder_of("flags"), "flags")


@pytest.fixture
def bilingual(folder_of: Callable[..., Path]) -> Path:
    """The same with an instrument that is translated into Welsh."""
    return completed(folder_of("translated"), "translated")


def completed(folder: Path, name: str) -> Path:
    """The folder, with all beside the instrument that is wanted before it is published."""
    examples = sorted((folder / name / "examples").iterdir())
    first = examples[0].read_text(encoding="utf-8")
    for number in range(len(examples) + 1, 7):
        (folder / name / "examples" / f"0{number}-again.yaml").write_text(first, encoding="utf-8")
    (folder / name / "README.md").write_text(f"# {name}\n", encoding="utf-8")
    return folder

"""Two versions of one instrument, the second made from the first by changing its text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessment_tool.definitions.diff.difference import Difference, difference
from assessment_tool.definitions.version_file import VersionFile, read_version
from tests.definitions.conftest import MakeVersion

WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")

Compare = Callable[..., Difference]


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """The text with each first thing replaced by the second; every one of them must be there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def second_of(version_file_of: MakeVersion) -> Callable[[str, str], VersionFile]:
    """Write a text as another version beside 1.0.0, and read it."""

    def second(text: str, version: str) -> VersionFile:
        path = version_file_of(WHOLE).with_name(f"{version}.yaml")
        path.write_text(replaced(text, ('"1.0.0"', f'"{version}"')), encoding="utf-8")
        return read_version(path)

    return second


@pytest.fixture
def compared(version_file_of: MakeVersion, second_of: Callable[[str, str], VersionFile]) -> Compare:
    """The difference that these replacements make."""

    def compare(*pairs: tuple[str, str], version: str = "2.0.0") -> Difference:
        before = read_version(version_file_of(WHOLE))
        return difference(before, second_of(replaced(WHOLE, *pairs), version))

    return compare

"""The reading age of an instrument's words is only a note, at the item that is the hardest to read."""

from pathlib import Path

from assessment_tool.definitions.findings import Severity
from assessment_tool.definitions.lint import lint_version
from tests.core.test_reading_age import OFFICIAL
from tests.definitions.test_lint import changed


def test_the_note_stands_at_the_hardest_item_and_stops_nothing(complete: Path) -> None:
    path = complete / "flags" / "1.0.0.yaml"
    changed(path, "What about second?", OFFICIAL)
    (note,) = lint_version(path)
    assert (note.rule, note.severity) == ("reading-age", Severity.INFO)
    assert f"the hardest, “{OFFICIAL}”, of " in note.message
    assert path.read_text(encoding="utf-8").splitlines()[note.line - 1].strip() == f'title: "{OFFICIAL}"'


def test_another_language_has_no_figure(complete: Path) -> None:
    changed(complete / "flags" / "1.0.0.yaml", "language: en", "language: cy")
    assert lint_version(complete / "flags" / "1.0.0.yaml") == []

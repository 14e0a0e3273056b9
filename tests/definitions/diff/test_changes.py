"""Every change is told once, with its kind and both places; and nothing that moves a score is missed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from marshmallow import Schema

from assessment_tool.definitions.diff.change import Bump, ChangeKind
from assessment_tool.definitions.diff.compare import RULES
from assessment_tool.definitions.diff.difference import NotHigherError, difference
from assessment_tool.definitions.diff.parts import PartKind
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.lint_rules.names import repeated_names, unknown_members
from assessment_tool.definitions.schemas.ages import AgeBandSchema
from assessment_tool.definitions.schemas.groups import GroupByKind
from assessment_tool.definitions.schemas.instrument import GradeSchema, SectionSchema, VersionSchema
from assessment_tool.definitions.schemas.items import FlagSchema, OptionSchema
from assessment_tool.definitions.schemas.scales import BandSchema, ScaleSchema
from assessment_tool.definitions.version_file import VersionFile, read_version
from tests.definitions.conftest import HERE, MakeVersion
from tests.definitions.diff.conftest import WHOLE, Compare, replaced
from tests.definitions.test_canonical import mutants, text_of

SCORED_FEATURES = ("graded", "age-bands", "sex-bands", "weighted-sum", "fixed", "lookup", "scales-of-scales")


def line_of(text: str) -> int:
    return WHOLE[: WHOLE.index(text)].count("\n") + 1


def swapped(indent: str, *options: tuple[str, str, int]) -> tuple[str, str]:
    """Two options of the version, and the same in the other order."""
    first, second = (
        f'{indent}    - {{code: "{code}", label: "{label}", score: {score}}}\n'
        for code, label, score in options
    )
    return first + second, second + first


def test_a_changed_value_is_told_with_both_values_and_both_places(compared: Compare) -> None:
    (change,) = compared(('title: "A version', 'title: "Now a version')).changes
    assert (change.kind, change.key) == (ChangeKind.CHANGED, "title")
    assert [(Path(one.file).name, one.line, one.column) for one in change.spots] == [
        ("1.0.0.yaml", 4, 1),
        ("2.0.0.yaml", 4, 1),
    ]
    assert change.message == (
        "The version: title was “A version with everything” and is “Now a version with everything”."
    )
    assert str(change).startswith(f"patch: {change.spots[0]} → {change.spots[1]}: The version: title was")


def test_what_stands_lower_in_the_newer_file_has_its_own_line_on_each_side(compared: Compare) -> None:
    found = compared(('Read both."\n', 'Read both."\n        why: "So."\n'), ("Remarks", "Your remarks"))
    title = next(change for change in found.changes if change.key == "title")
    here = line_of('title: "Remarks"')
    assert [one.line for one in title.spots] == [here, here + 1]


def test_an_item_added_is_told_once_and_placed_at_what_it_stands_in(compared: Compare) -> None:
    new = '      - {id: late, kind: text, title: "Late", subject: child, label: L1}\nscales:\n'
    (change,) = compared(("scales:\n", new)).changes
    assert (change.kind, change.part.names, change.key) == (ChangeKind.ADDED, ("late",), "")
    assert [one.line for one in change.spots] == [line_of("  - id: more"), line_of("scales:")]
    assert change.message == "The item late is added."


def test_an_item_removed_is_told_once_with_all_that_was_in_it(compared: Compare) -> None:
    text = WHOLE[WHOLE.index("      - id: pet") : WHOLE.index("      - id: walks")]
    found = compared((text, ""), ("        show: \"pet == 'yes'\"\n", ""))
    removed = [change for change in found.changes if change.kind is ChangeKind.REMOVED]
    assert [(one.part.names, one.bump) for one in removed] == [(("pet",), Bump.MAJOR)]
    assert [one.line for one in removed[0].spots] == [line_of("- id: pet"), line_of("  - id: more")]


def test_an_item_under_another_heading_has_moved_and_nothing_else(compared: Compare) -> None:
    heading = '  - id: more\n    kind: part\n    title: "More"\n    items:\n'
    found = compared((heading, "")).changes
    assert {(one.kind, one.part.names, one.bump) for one in found} == {
        (ChangeKind.MOVED, ("pet",), Bump.PATCH),
        (ChangeKind.MOVED, ("walks",), Bump.PATCH),
        (ChangeKind.MOVED, ("remarks",), Bump.PATCH),
        (ChangeKind.REMOVED, ("more",), Bump.PATCH),
    }


def test_another_order_is_told_once_and_weighs_as_what_is_reordered(compared: Compare) -> None:
    (unscored,) = compared(swapped("      ", ("no", "No", 0), ("yes", "Yes", 1))).changes
    assert (unscored.kind, unscored.bump) == (ChangeKind.REORDERED, Bump.PATCH)
    (scored,) = compared(swapped("", ("1", "Good", 1), ("2", "Poor", 2))).changes
    assert (scored.kind, scored.bump) == (ChangeKind.REORDERED, Bump.MAJOR)


def test_a_lower_or_equal_version_is_no_newer_one(version_file_of: MakeVersion) -> None:
    file = read_version(version_file_of(WHOLE))
    with pytest.raises(NotHigherError):
        difference(file, file)


def test_the_difference_as_data_holds_the_bump_the_places_and_the_scales(compared: Compare) -> None:
    told = json.loads(json.dumps(compared(("from: 3", "from: 4"), version="1.1.0").as_json()))
    assert (told["declared"], told["needed"], told["enough"]) == ("minor", "major", False)
    assert told["scales"] == [{"id": "whole", "same_scale": True, "same_bands": False}]
    (change,) = told["changes"]
    assert (change["kind"], change["part"], change["name"], change["key"]) == (
        "changed",
        "band",
        "whole/high",
        "from",
    )
    assert (change["before"]["value"], change["after"]["value"]) == (3, 4)
    assert change["before"]["line"] == line_of("{id: high")


@pytest.mark.parametrize("feature", SCORED_FEATURES)
def test_no_change_of_any_value_is_missed_and_none_that_moves_a_score_is_called_less_than_major(
    feature: str, version_file_of: MakeVersion
) -> None:
    text = text_of(feature)
    before = read_version(version_file_of(text))
    tried = 0
    data = yaml.safe_load(text)
    names = {"id": data.pop("id"), "version": "2.0.0"}
    del data["version"]
    for mutant in mutants(data):
        mutated = _second(version_file_of(text), {**names, **mutant})
        if mutated:
            tried += 1
            found = difference(before, mutated)
            assert found.changes, mutant
            if not all(one.is_same and one.has_same_bands for one in found.scales):
                assert max(one.bump for one in found.changes) is Bump.MAJOR, mutant
    assert tried > 10


def _second(first: Path, data: Any) -> VersionFile | None:
    path = first.with_name("2.0.0.yaml")
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        file = read_version(path)
    except DefinitionError:
        return None
    return None if [*repeated_names(file), *unknown_members(file)] else file


MAJOR_ALWAYS = {
    PartKind.VERSION: {"language", "window.days", "rater_roles", "grades.direction", "gate.opens"},
    PartKind.ITEM: {"kind", "subject", "label", "never_shown_to", "columns"},
    PartKind.AGE_BAND: {"from_months", "before_months", "unborn"},
    PartKind.FLAG: {"when", "urgency"},
    PartKind.SCALE: {"method", "missing", "direction", "minimum", "maximum", "of"},
    PartKind.BAND: {"from"},
}
"""The keys of which any change needs a major: a new key needs a thought before it stands here."""

SCHEMAS: dict[PartKind, Schema] = {
    PartKind.VERSION: VersionSchema(),
    PartKind.SECTION: SectionSchema(),
    PartKind.OPTION: OptionSchema(),
    PartKind.GRADE: GradeSchema(),
    PartKind.AGE_BAND: AgeBandSchema(),
    PartKind.FLAG: FlagSchema(),
    PartKind.SCALE: ScaleSchema(),
    PartKind.BAND: BandSchema(),
}


def keys_of(kind: PartKind) -> set[str]:
    if kind is not PartKind.ITEM:
        return {one.data_key or name for name, one in SCHEMAS[kind].fields.items()}
    field = SectionSchema().fields["items"].inner  # type: ignore[attr-defined]  # a list of items
    assert isinstance(field, GroupByKind)
    return {name for schema in field.schemas.values() for name in schema.fields}


PARTS = {"sections", "items", "scales", "options", "age_bands", "flags", "bands", "id", "code", "version"}


@pytest.mark.parametrize("kind", PartKind)
def test_of_every_key_somebody_has_thought_what_its_change_needs(kind: PartKind) -> None:
    thought = {key.partition(".")[0] for key in (*RULES[kind].keys, *MAJOR_ALWAYS.get(kind, ()))}
    assert keys_of(kind) - PARTS == thought


def test_a_question_of_the_gate_is_told_as_an_item_and_an_answer_that_opens_it_needs_a_major(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "gate"
    shutil.copytree(HERE / "instruments" / "gate", folder)
    first = (folder / "1.0.0.yaml").read_text(encoding="utf-8")
    second = first.replace('version: "1.0.0"', 'version: "2.0.0"').replace("Where do you ask?", "And where?")
    (folder / "2.0.0.yaml").write_text(second.replace("[nobody, independent]", "[nobody]"), encoding="utf-8")
    found = difference(*(read_version(folder / f"{number}.0.0.yaml") for number in (1, 2)))
    assert [(one.part.names, one.key, one.bump) for one in found.changes] == [
        ((), "gate.opens.interpreter", Bump.MAJOR),
        (("setting",), "title", Bump.MINOR),
    ]


def test_the_fixtures_of_the_features_are_where_they_are_looked_for() -> None:
    assert all((HERE / "instruments" / feature).is_dir() for feature in SCORED_FEATURES)
    assert replaced("a b", ("a", "c")) == "c b"

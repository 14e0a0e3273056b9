"""Policy profiles: what ships, and how a faulty one is refused."""

from dataclasses import fields
from pathlib import Path

import pytest

from assessment_tool.core.trend import ChangeRules, ItemsNeeded
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.policy_file import default_policy, read_policy

WHOLE = """
id: ours
title: Ours
change:
  large_step: {value: 2, source: A study}
  same_way: {value: [{up_to: 3, at_least: 2}, {up_to: 8, at_least: 4}], source: Our own pairs}
  assumed_error: {value: 0.9, source: Our own error}
  window_factor: {value: 3, source: A custom of ours}
"""


def policy(folder: Path, text: str) -> Path:
    """A profile as a file."""
    file = folder / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_profile_that_ships_says_where_every_value_is_from() -> None:
    shipped = default_policy()
    assert shipped.id == "scr-2010"
    assert (shipped.change.large_step, shipped.change.window_factor) == (2, 2)
    assert [shipped.change.needed_of(items) for items in (2, 4, 7, 11)] == [2, 3, 4, 5]
    assert {name.partition(".")[2] for name in shipped.sources} == {one.name for one in fields(ChangeRules)}
    assert all(shipped.sources.values())


def test_a_profile_is_read(tmp_path: Path) -> None:
    read = read_policy(policy(tmp_path, WHOLE))
    assert (read.id, read.title) == ("ours", "Ours")
    assert read.change == ChangeRules(2, (ItemsNeeded(3, 2), ItemsNeeded(8, 4)), 0.9, 3)
    assert read.sources["change.same_way"] == "Our own pairs"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", source: A study", "", "source"),
        ("value: 2", "value: 1", "2"),
        ("at_least: 4", "at_least: four", "whole number"),
        ("at_least: 2", "at_least: 1", "2"),
        ("up_to: 8", "up_to: 3", "smallest first"),
        ("[{up_to: 3, at_least: 2}, {up_to: 8, at_least: 4}]", "[]", "at least 1"),
        ("value: 0.9", "value: 0", "above 0"),
        ("window_factor: {value: 3, source: A custom of ours}", "", "window_factor"),
        ("same_way", "same_ways", "same_way"),
        ("title: Ours", "", "title"),
    ],
)
def test_a_faulty_profile_is_refused_at_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = policy(tmp_path, WHOLE.replace(old, new))
    with pytest.raises(DefinitionError) as refused:
        read_policy(file)
    findings = refused.value.findings
    assert any(said in f"{one.message} {one.mend}" for one in findings)
    assert all(one.line > 0 and one.file == str(file) for one in findings)

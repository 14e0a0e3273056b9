"""The audit's keys: from the environment, from a file, or made by a demonstration for itself alone."""

import stat
from pathlib import Path

import pytest

from assessment_tool.config import Settings, SettingsError, audit_keys, demonstration_audit_keys

KEY, OLDER = "k" * 32, "o" * 40


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{tmp_path}/kept/assessment.sqlite"}


def test_a_key_stands_in_the_environment(environment: dict[str, str]) -> None:
    assert audit_keys({**environment, "ASSESSMENT_TOOL_AUDIT_KEY": KEY}) == (KEY,)


def test_a_file_holds_one_key_on_each_line(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{OLDER}\n{KEY}\n", encoding="utf-8")
    assert audit_keys({**environment, "ASSESSMENT_TOOL_AUDIT_KEY": f"@{file}"}) == (OLDER, KEY)


@pytest.mark.parametrize("told", ["", "short", f"{KEY} short"])
def test_without_a_key_of_some_length_nothing_runs(environment: dict[str, str], told: str) -> None:
    environment |= {"ASSESSMENT_TOOL_AUDIT_KEY": told, "ASSESSMENT_TOOL_SECRET_KEY": "s" * 32}
    for read in (audit_keys, Settings.from_environment):
        with pytest.raises(SettingsError, match="Set ASSESSMENT_TOOL_AUDIT_KEY"):
            read(environment)


def test_a_demonstration_makes_a_key_once_and_keeps_it_beside_its_database(
    environment: dict[str, str], tmp_path: Path
) -> None:
    keys = demonstration_audit_keys(environment)
    file = tmp_path / "kept" / "assessment.sqlite.audit-key"
    assert file.read_text(encoding="utf-8").split() == list(keys)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert demonstration_audit_keys(environment) == audit_keys(environment) == keys
    assert Settings.from_environment({**environment, "ASSESSMENT_TOOL_DEMO": "1"}).audit_keys == keys


def test_a_demonstration_takes_the_key_that_it_is_given(environment: dict[str, str], tmp_path: Path) -> None:
    assert demonstration_audit_keys({**environment, "ASSESSMENT_TOOL_AUDIT_KEY": KEY}) == (KEY,)
    assert not (tmp_path / "kept").exists()


def test_where_there_is_no_file_the_key_lasts_as_long_as_the_demonstration() -> None:
    elsewhere = {"ASSESSMENT_TOOL_DATABASE": "postgresql://somewhere/assessment"}
    assert demonstration_audit_keys(elsewhere) != demonstration_audit_keys(elsewhere)

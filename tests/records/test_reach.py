"""Tests of pure rules reach no database."""

import sqlite3
from pathlib import Path

import pytest

from assessment_tool.records import create_engine_for
from tests.database import DatabaseInUnitTestError, no_database, reaches_no_database

ROOT = Path("/checkout")


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://nobody@localhost:1/none"])
def test_opening_a_database_fails_a_test_of_pure_rules(url: str) -> None:
    with no_database("this test"), pytest.raises(DatabaseInUnitTestError, match="this test"):
        create_engine_for(url).connect()


def test_going_round_the_engine_fails_it_too() -> None:
    with no_database("this test"), pytest.raises(DatabaseInUnitTestError):
        sqlite3.connect(":memory:")


def test_afterwards_a_database_can_be_opened() -> None:
    with no_database("this test"):
        pass
    sqlite3.connect(":memory:").close()


@pytest.mark.parametrize("folder", ["core", "core/scoring", "definitions", "charts"])
def test_the_folders_of_pure_rules_are_recognised(folder: str) -> None:
    assert reaches_no_database(ROOT / "tests" / folder / "test_rule.py", ROOT)


@pytest.mark.parametrize("folder", ["records", "services", "web"])
def test_other_folders_may_reach_a_database(folder: str) -> None:
    assert not reaches_no_database(ROOT / "tests" / folder / "test_rule.py", ROOT)

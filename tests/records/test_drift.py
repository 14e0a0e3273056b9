"""`check` finds what somebody changed behind the application's back."""

import pytest
from sqlalchemy import Engine, text

from assessment_tool.records.drift import check


def _run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_migrated_database_does_not_differ(engine: Engine) -> None:
    assert check(engine) == []


def test_an_empty_database_differs_in_every_table(empty_engine: Engine) -> None:
    assert any("revisions" in line for line in check(empty_engine))


def test_a_missing_index_is_found(engine: Engine) -> None:
    _run(engine, "DROP INDEX ix_sign_ins_user_id")
    assert [line for line in check(engine) if "ix_sign_ins_user_id" in line]


def test_an_added_column_is_found(engine: Engine) -> None:
    _run(engine, "ALTER TABLE families ADD COLUMN nickname TEXT")
    assert [line for line in check(engine) if "nickname" in line]


@pytest.mark.parametrize("guard", ["results_no_delete", "responses_no_insert_once_signed"])
def test_a_missing_guard_is_found(engine: Engine, guard: str) -> None:
    table = guard.split("_", maxsplit=1)[0]
    on = f" ON {table}" if engine.dialect.name == "postgresql" else ""
    _run(engine, f"DROP TRIGGER {guard}{on}")
    assert check(engine) == [f"guard {guard}: missing"]


def test_another_set_of_words_is_found(engine: Engine) -> None:
    _run(engine, "DROP TABLE sign_ins", "CREATE TABLE sign_ins (id INTEGER, CONSTRAINT ck_x CHECK (id > 0))")
    assert [line for line in check(engine) if line.startswith("check ck_x: None expected")]

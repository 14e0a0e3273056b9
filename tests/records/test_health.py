"""`ailments` finds what would lose saved work, and what is damaged already."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from assessment_tool.records import create_engine_for, writing
from assessment_tool.records.health import ailments
from assessment_tool.records.migrate import upgrade
from tests.postgresql_cluster import Cluster
from tests.records.one_of_everything import a_worker


def test_a_migrated_file_is_sound(sqlite_engine: Engine) -> None:
    assert ailments(sqlite_engine) == []


def test_another_shape_is_found(sqlite_engine: Engine) -> None:
    _run(sqlite_engine, "DROP TRIGGER results_no_delete")
    assert ailments(sqlite_engine) == ["guard results_no_delete: missing"]


def test_a_row_without_what_it_points_at_is_found(sqlite_engine: Engine) -> None:
    insert = "INSERT INTO sign_ins (token_sha256, user_id, created_at, last_seen_at) VALUES ('x', 7, '', '')"
    with sqlite_engine.connect() as connection:
        raw = connection.connection.cursor()
        for statement in ("PRAGMA foreign_keys = off", insert):
            raw.execute(statement)
    sqlite_engine.dispose()
    assert ailments(sqlite_engine) == [
        "damage: a row of sign_ins points at a row of users that does not exist"
    ]


def test_damage_to_the_file_is_found(sqlite_engine: Engine) -> None:
    """The user name stands in the table and in its index; a disk gives one of the two back wrongly."""
    with writing(sqlite_engine) as session:
        a_worker(session, username="somebody")
    sqlite_engine.dispose()
    file = Path(sqlite_engine.url.database or "")
    file.write_bytes(file.read_bytes().replace(b"somebody", b"somebodx", 1))
    found = ailments(sqlite_engine)
    assert any(line.startswith("damage: ") and "restore the newest backup" in line for line in found)


@pytest.mark.postgresql
def test_a_server_that_does_not_sync_is_named(cluster: Cluster) -> None:
    """The tests' own server is such a one."""
    cluster.run("CREATE DATABASE health")
    engine = create_engine_for(cluster.url("health"))
    upgrade(engine)
    found = ailments(engine)
    engine.dispose()
    assert [line.split(":")[:2] for line in found] == [
        ["setting", " fsync is off"],
        ["setting", " full_page_writes is off"],
    ]


def _run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))

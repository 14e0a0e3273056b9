"""`db`, `families`, `user` and `rescore`: the operator's commands."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused

ANN = ("user", "add", "ann", "--name", "Ann Onymous", "--role", "auditor", "--post", "Auditor")
PASSWORD = "a long enough password"
KEY = {"ASSESSMENT_TOOL_AUDIT_KEY": "seals-what-commands-do-and-is-long-enough"}


def entries(database: Path) -> list[tuple[str, str]]:
    """What the audit says of commands: what, and of which record."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT action, record FROM audit_entries ORDER BY id").fetchall()


def test_upgrade_makes_the_database_and_can_be_repeated(run: Run, database: Path) -> None:
    for _ in range(2):
        assert run("db", "upgrade").exit_code == 0
    assert database.is_file()
    checked = run("db", "check")
    assert (checked.exit_code, checked.stdout) == (0, "The database has the expected shape.\n")


def test_a_database_that_differs_is_found_and_exit_1(run: Run, database: Path) -> None:
    run("db", "upgrade")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("ALTER TABLE families ADD COLUMN nickname TEXT")
    assert run("db", "check").exit_code == 1
    assert "nickname" in json.loads(run("db", "check", "--json").stdout)[0]


def test_a_database_of_a_newer_version_is_one_line(run: Run, database: Path) -> None:
    run("db", "upgrade")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "9999" in refused(run("families", "list"))
    assert "newer version" in refused(run("db", "upgrade"))


def test_an_empty_database_has_no_families_and_nothing_to_rescore(run: Run) -> None:
    run("db", "upgrade")
    assert json.loads(run("families", "list", "--json").stdout) == []
    assert run("families", "list").stdout == ""
    assert run("rescore", "--check").stdout == "0 results checked, 0 differ.\n"


@pytest.mark.usefixtures("loaded")
def test_the_families_are_listed_by_reference(run: Run) -> None:
    listed = json.loads(run("families", "list", "--json").stdout)
    assert [one["reference"] for one in listed] == ["DEMO-001", "DEMO-002", "DEMO-003"]
    assert all(isinstance(one["id"], int) and one["name"] for one in listed)


@pytest.mark.usefixtures("loaded")
def test_every_stored_result_comes_out_again(run: Run) -> None:
    rescored = json.loads(run("rescore", "--check", "--json").stdout)
    assert rescored["checked"] >= 14
    assert rescored["differences"] == []


def test_a_stored_result_that_differs_is_found_and_exit_1(run: Run, loaded: Path) -> None:
    with closing(sqlite3.connect(loaded)) as connection, connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'results'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE results SET result_json = replace(result_json, '\"4\"', '\"1\"')")
    result = run("rescore", "--check")
    assert result.exit_code == 1
    assert result.stdout.startswith("Revision ")
    assert "0 differ" not in result.stdout
    findings = json.loads(run("rescore", "--check", "--json").stdout)["differences"]
    assert set(findings[0]) == {"revision", "what"}


def test_a_member_of_staff_is_entered_once_and_the_audit_says_so(run: Run, database: Path) -> None:
    run("db", "upgrade")
    assert run(*ANN, "--password", PASSWORD, **KEY).stdout == "Ann Onymous can sign in as ann.\n"
    assert "already a user" in refused(run(*ANN, "--password", PASSWORD, **KEY))
    assert entries(database) == [("command.add_user", "user 1")]
    assert "1 entry fit" in run("audit", "verify", **KEY).stdout


def test_nobody_is_entered_where_the_audit_cannot_tell_of_it(run: Run, database: Path) -> None:
    run("db", "upgrade")
    assert "Set ASSESSMENT_TOOL_AUDIT_KEY" in refused(run(*ANN, "--password", PASSWORD))
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*ANN, "--password", "too short"), "15 to 256"),
        ((*ANN[:2], "demo.ann", *ANN[3:], "--password", PASSWORD), "belong to the demonstration"),
        ((*ANN[:2], "two words", *ANN[3:], "--password", PASSWORD), "without spaces"),
        ((*ANN[:6], "boss", *ANN[7:], "--password", PASSWORD), "'boss' is not one of"),
        ((*ANN, "--password", PASSWORD, "--expires-on", "2026-02-30"), "2026-02-30"),
    ],
)
def test_a_member_of_staff_that_cannot_be_is_one_line(run: Run, words: tuple[str, ...], told: str) -> None:
    run("db", "upgrade")
    assert told in refused(run(*words))


def test_whoever_lost_their_phone_begins_anew_and_their_sessions_end(run: Run, loaded: Path) -> None:
    with closing(sqlite3.connect(loaded)) as connection:
        connection.execute(
            "INSERT INTO sign_ins (token_sha256, user_id, created_at, last_seen_at) "
            "SELECT 'x', id, '2026-03-04', '2026-03-04' FROM users WHERE username = 'demo.worker'"
        )
        connection.commit()
    told = run("user", "forget-authenticator", "demo.worker")
    assert (told.exit_code, "another authenticator" in told.stdout) == (0, True)
    with closing(sqlite3.connect(loaded)) as connection:
        left = connection.execute("SELECT COUNT(*) FROM authenticators").fetchone()[0]
        accounts = connection.execute("SELECT COUNT(*) FROM users").fetchone()[0]
        ended = connection.execute("SELECT ended_at FROM sign_ins").fetchone()[0]
    assert left == accounts - 1
    assert ended is not None
    ((action, record),) = entries(loaded)
    assert (action, record.partition(" ")[0]) == ("command.forget_authenticator", "user")
    assert "no user named" in refused(run("user", "forget-authenticator", "nobody"))


@pytest.mark.usefixtures("loaded")
def test_a_sound_database_is_said_to_be_sound(run: Run) -> None:
    assert json.loads(run("health", "--json").stdout) == []
    told = run("health")
    assert (told.exit_code, told.stdout.startswith("The database is sound")) == (0, True)


def test_what_is_wrong_with_a_database_is_told_and_exit_1(run: Run, loaded: Path) -> None:
    with closing(sqlite3.connect(loaded)) as connection:
        connection.execute("DROP TRIGGER results_no_delete")
    told = run("health")
    assert (told.exit_code, told.stdout) == (1, "guard results_no_delete: missing\n")

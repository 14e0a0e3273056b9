"""A backup made while others write restores on either make of database: every row, and the audit."""

import json
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Table, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.records import Base, SignInAttempt, reading, writing
from assessment_tool.records.drift import check
from assessment_tool.records.rows_as_text import lines_of
from assessment_tool.services.audit import Act, append, verify
from assessment_tool.services.backup import make
from assessment_tool.services.backup.make import make_backup
from assessment_tool.services.backup.manifest import NAME, BackupFaultError, Tally
from assessment_tool.services.backup.restore import restore_backup
from tests.records.one_of_everything import AT, a_worker, store_one_of_everything
from tests.web.family import AUDIT_KEY

KEYS = Keyring([AUDIT_KEY])
RESTORED = Act(AT, "command.restore", Outcome.DONE, None)
Rows = Mapping[str, list[tuple[Any, ...]]]


@pytest.fixture
def full(engine: Engine) -> Engine:
    """A database with a row in every table."""
    with writing(engine) as session:
        store_one_of_everything(session)
    return engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup is to be; nothing else is in its folder."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "monday.backup"


@pytest.fixture
def kept(sqlite_engine: Engine, file: Path) -> Path:
    """A backup of a SQLite file with a row in every table."""
    with writing(sqlite_engine) as session:
        store_one_of_everything(session)
    make_backup(sqlite_engine, file, AT)
    return file


def rows(engine: Engine) -> Rows:
    """Every row of every table, as the application reads it."""
    with reading(engine) as session:
        return {
            name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
        }


def without_the_restore(found: Rows) -> Rows:
    """Without the one entry that says that it was restored."""
    left = [row for row in found["audit_entries"] if "command.restore" not in row]
    assert len(left) == len(found["audit_entries"]) - 1
    return {**found, "audit_entries": left}


def restore(engine: Engine, file: Path) -> None:
    restore_backup(engine, file, KEYS, RESTORED)


def write_a_pair(engine: Engine) -> None:
    """What two tables must both have or neither: an attempt, and its entry in the audit."""
    with writing(engine) as session:
        session.add(SignInAttempt(username_key="meanwhile", at=AT, succeeded=False))
        append(session, KEYS, [Act(AT, "meanwhile", Outcome.DONE, None)])


@pytest.mark.parametrize("where", ["before each table", "after each table"])
def test_every_row_of_one_instant_and_the_audit_come_back_on_either_make(
    full: Engine, empty_engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before, plain = rows(full), lines_of

    def while_others_write(session: Session, table: Table) -> Iterator[bytes]:
        if where == "before each table":
            write_a_pair(full)
        yield from plain(session, table)
        if where == "after each table":
            write_a_pair(full)

    monkeypatch.setattr(make, "lines_of", while_others_write)
    manifest = make_backup(full, file, AT)
    assert len(rows(full)["sign_in_attempts"]) == len(before["sign_in_attempts"]) + len(manifest.tables)

    restore(empty_engine, file)
    assert without_the_restore(rows(empty_engine)) == before
    assert manifest.rows == sum(map(len, before.values())) >= len(before)
    with reading(empty_engine) as session:
        assert verify(session, KEYS).checked == len(before["audit_entries"]) + 1


def test_what_was_restored_is_a_database_like_any_other(
    full: Engine, empty_engine: Engine, file: Path
) -> None:
    make_backup(full, file, AT)
    restore(empty_engine, file)
    assert check(empty_engine) == []
    with writing(empty_engine) as session:
        assert a_worker(session, "newcomer").id == 1 + len(rows(full)["users"])
    write_a_pair(empty_engine)
    for statement in ("UPDATE revisions SET analysis = 'x'", "DELETE FROM audit_entries"):
        with pytest.raises(IntegrityError, match="record is final"), writing(empty_engine) as session:
            session.execute(text(statement))


def test_a_backup_of_what_was_restored_holds_the_same(full: Engine, empty_engine: Engine, file: Path) -> None:
    first = make_backup(full, file, AT)
    restore(empty_engine, file)
    again = make_backup(empty_engine, file.with_name("tuesday.backup"), AT)
    assert {name for name in first.tables if first.tables[name] != again.tables[name]} == {"audit_entries"}


def test_a_backup_is_for_its_owner_alone_and_writes_over_nothing(kept: Path, sqlite_engine: Engine) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = kept.read_bytes()
    with pytest.raises(FileExistsError, match="is there already"):
        make_backup(sqlite_engine, kept, AT)
    assert kept.read_bytes() == before
    assert [*kept.parent.iterdir()] == [kept]


def test_a_backup_that_fails_leaves_nothing_behind(
    sqlite_engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def full_disk(_session: Session, table: Table) -> Iterator[bytes]:
        seen.extend(one.name for one in file.parent.iterdir())
        if table.name == "users":
            raise OSError(28, "No space left on device")
        yield b"[]"

    monkeypatch.setattr(make, "lines_of", full_disk)
    with pytest.raises(OSError, match="No space"):
        make_backup(sqlite_engine, file, AT)
    assert seen
    assert all(name.startswith(".") and name.endswith(".partial") for name in seen)
    assert [*file.parent.iterdir()] == []


def test_a_database_that_holds_anything_is_refused_and_stays_as_it_is(kept: Path, engine: Engine) -> None:
    with writing(engine) as session:
        session.add(SignInAttempt(username_key="x", at=AT, succeeded=False))
    before = rows(engine)
    with pytest.raises(BackupFaultError, match="sign_in_attempts already"):
        restore(engine, kept)
    assert rows(engine) == before


def test_a_backup_that_was_cut_off_anywhere_or_damaged_is_refused(kept: Path, empty_engine: Engine) -> None:
    whole = kept.read_bytes()
    with zipfile.ZipFile(kept) as archive:
        inside = [
            one.header_offset + 50 + len(one.filename) + one.compress_size // 2 for one in archive.infolist()
        ]
    damaged = [whole[: len(whole) * part // 8] for part in range(8)]
    damaged += [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in inside]
    for content in damaged:
        kept.write_bytes(content)
        with pytest.raises(BackupFaultError):
            restore(empty_engine, kept)
    assert len(damaged) > 25
    assert not any(rows(empty_engine).values())


def changed(file: Path, table: str, change: Callable[[list[bytes]], list[bytes]], *, hashed: bool) -> None:
    """The backup with other lines of a table, and the manifest made to fit where it is `hashed`."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = f"{table}.jsonl"
    tally = Tally()
    members[name] = b"".join(tally.over(change(members[name].splitlines())))
    manifest = json.loads(members[NAME])
    if hashed:
        contents = tally.contents()
        manifest["tables"][table] = {"rows": contents.rows, "sha256": contents.sha256}
        members[NAME] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)


def another_name(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b"Example", b"Exemple") for line in lines]


def another_family(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b"families.page", b"families.pages") for line in lines]


@pytest.mark.parametrize(
    ("table", "change", "hashed", "told"),
    [
        ("families", another_name, False, "Of families the file holds 1 rows that do not fit"),
        (
            "families",
            lambda lines: [*lines, *lines],
            False,
            "Of families the file holds 2 rows|no whole backup",
        ),
        ("submissions", lambda _lines: [], False, "Of submissions the file holds 0 rows"),
        ("audit_entries", another_family, True, "entry 1: it was changed"),
        ("audit_entries", lambda _lines: [], True, "the end was cut off: monday.backup"),
        ("families", lambda _lines: [b"[1]"], True, "no whole backup"),
        ("families", lambda _lines: [b"{"], True, "no whole backup"),
    ],
)
def test_what_was_changed_in_a_backup_is_refused_and_nothing_is_kept(
    kept: Path,
    empty_engine: Engine,
    table: str,
    change: Callable[[list[bytes]], list[bytes]],
    hashed: bool,  # noqa: FBT001 - a parameter of the test
    told: str,
) -> None:
    changed(kept, table, change, hashed=hashed)
    with pytest.raises(BackupFaultError, match=told):
        restore(empty_engine, kept)
    assert not any(rows(empty_engine).values())
    assert check(empty_engine) == []


def test_the_rows_that_the_database_was_given_are_held_against_the_manifest(
    kept: Path, empty_engine: Engine
) -> None:
    """A database that changes what it is given: here by a trigger, elsewhere by an encoding."""
    restorable = kept.with_name("again.backup")
    restorable.write_bytes(kept.read_bytes())
    changed(
        restorable,
        "families",
        lambda lines: [line.replace(b'"Example"', b'"Ex\\u0061mple"') for line in lines],
        hashed=True,
    )
    with pytest.raises(BackupFaultError, match="Of families the database was given"):
        restore(empty_engine, restorable)


def test_a_backup_without_the_audit_s_key_is_refused(kept: Path, empty_engine: Engine) -> None:
    with pytest.raises(BackupFaultError, match="which was not given"):
        restore_backup(empty_engine, kept, Keyring(["y" * 32]), RESTORED)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("migration", "0001", "stands at 0001. Restore it with that version"),
        ("format", 2, "manifest cannot be read"),
        ("tables", {}, "does not hold the tables"),
        ("audit_head", {"number": 0, "seal": "x"}, "manifest cannot be read"),
    ],
)
def test_a_manifest_that_does_not_fit_this_version_is_refused(
    kept: Path, sqlite_engine: Engine, key: str, value: object, told: str
) -> None:
    with zipfile.ZipFile(kept) as archive:
        manifest = {**json.loads(archive.read(NAME)), key: value}
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(NAME, json.dumps(manifest))
    with pytest.raises(BackupFaultError, match=told):
        restore(sqlite_engine, kept)


def test_an_empty_service_is_backed_up_too(engine: Engine, empty_engine: Engine, file: Path) -> None:
    assert make_backup(engine, file, AT).rows == 0
    restore(empty_engine, file)
    assert [name for name, found in rows(empty_engine).items() if found] == ["audit_entries"]

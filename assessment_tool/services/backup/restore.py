"""Restoring: an empty database is filled from a backup, and held against it before anything is kept."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, Table, insert
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from assessment_tool.core.audit_anchor import Anchor
from assessment_tool.core.audit_chain import Keyring
from assessment_tool.records import Base, migrate, writing
from assessment_tool.records.filling import count_on, first_filled, guards_aside
from assessment_tool.records.rows_as_text import AT_ONCE, lines_of, row_of
from assessment_tool.services.audit import Act, append, verify
from assessment_tool.services.backup.manifest import (
    NAME,
    BackupFaultError,
    Contents,
    Manifest,
    Tally,
    manifest_of,
    tallied,
)

_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError),
    *(ValueError, TypeError, DataError, IntegrityError),
)
"""What reading and storing the rows of a damaged file raises."""


def restore_backup(engine: Engine, file: Path, keys: Keyring, restored: Act) -> Manifest:
    """Fill an empty database from the file, in one transaction, and write `restored` down in its audit.

    Before anything is kept, the rows in the file are held against the hashes of its manifest, the rows that
    the database then holds against the same, and the audit is verified up to the entry that was its last.
    Raises `BackupFaultError` where anything differs, or where the database holds a row already.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            _prepare(engine)
            with writing(engine) as session:
                _fill(session, archive, manifest)
                _hold_against(session, manifest)
                _verify_audit(session, keys, manifest, file.name)
                append(session, keys, [restored])
    except BackupFaultError:
        raise
    except _DAMAGE as error:
        raise BackupFaultError("It is no whole backup: it was cut off, damaged or changed.") from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    manifest = manifest_of(archive.read(NAME))
    if manifest.migration != migrate.head():
        raise BackupFaultError(
            f"It was made by version {manifest.application}, whose database stands at {manifest.migration}. "
            "Restore it with that version, and then: assessment-tool db upgrade"
        )
    if manifest.tables.keys() != Base.metadata.tables.keys():
        raise BackupFaultError("It does not hold the tables that its migration has: it was changed.")
    return manifest


def _prepare(engine: Engine) -> None:
    """Give a database that holds no row its tables."""
    if migrate.current(engine) not in {None, migrate.head()}:
        raise BackupFaultError("The database is there already, in another shape. Restore into an empty one.")
    migrate.upgrade(engine)


def _fill(session: Session, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    connection = session.connection()
    filled = first_filled(connection)
    if filled:
        raise BackupFaultError(f"The database holds {filled} already. Restore into an empty one.")
    with guards_aside(connection):
        for table in Base.metadata.sorted_tables:
            tally = Tally()
            with archive.open(f"{table.name}.jsonl") as member:
                lines = tally.over(line.removesuffix(b"\n") for line in member)
                for rows in _batches(table, lines):
                    connection.execute(insert(table), rows)
            _require(table.name, tally.contents(), manifest, "the file holds")
    count_on(connection)


def _batches(table: Table, lines: Iterable[bytes]) -> Iterator[Sequence[dict[str, object]]]:
    rows = (row_of(table, line) for line in lines)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _hold_against(session: Session, manifest: Manifest) -> None:
    """Read every row again, as a backup does."""
    for table in Base.metadata.sorted_tables:
        _require(table.name, tallied(lines_of(session, table)), manifest, "the database was given")


def _require(name: str, found: Contents, manifest: Manifest, where: str) -> None:
    wanted = manifest.tables[name]
    if found != wanted:
        raise BackupFaultError(
            f"Of {name} {where} {found.rows} rows that do not fit the {wanted.rows} of the manifest: it was "
            "damaged or changed. Nothing was restored; take another backup."
        )


def _verify_audit(session: Session, keys: Keyring, manifest: Manifest, name: str) -> None:
    head = manifest.audit_head
    verdict = verify(session, keys, [Anchor(head.number, head.seal, name)] if head else [])
    misfit = verdict.misfit
    if misfit:
        raise BackupFaultError(
            f"Its record of who saw what does not verify: entry {misfit.number}: {misfit.why}. "
            "Nothing was restored."
        )

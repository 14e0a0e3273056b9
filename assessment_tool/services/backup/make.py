"""A backup: every row of one instant, written to one file while the service goes on."""

import zipfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment_tool import __version__
from assessment_tool.records import Base, migrate, reading
from assessment_tool.records.rows_as_text import lines_of
from assessment_tool.services.audit import head
from assessment_tool.services.backup.manifest import FORMAT, NAME, Contents, Manifest, Tally
from assessment_tool.services.backup.whole_file import whole_file


def make_backup(engine: Engine, file: Path, at: datetime) -> Manifest:
    """Write everything that is recorded at this instant to a new file, which only its owner can read.

    One steady view of the data: nobody waits for it, and what is saved meanwhile is not in it. The file is a
    ZIP archive with the rows of each table as lines of JSON and a manifest, and restores on either make of
    database. Keys and secrets are not in it. Raises OSError where the file is there or cannot be written.
    """
    with (
        reading(engine) as session,
        whole_file(file) as opened,
        zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        newest = head(session)
        tables = {table: _write(session, archive, table) for table in sorted(Base.metadata.tables)}
        manifest = Manifest(
            format=FORMAT,
            application=__version__,
            migration=migrate.current(engine) or "",
            made_at=at.isoformat(),
            tables=tables,
            audit_head=newest,
        )
        archive.writestr(NAME, manifest.to_json())
    return manifest


def _write(session: Session, archive: zipfile.ZipFile, name: str) -> Contents:
    tally = Tally()
    with archive.open(f"{name}.jsonl", "w", force_zip64=True) as member:
        for line in tally.over(lines_of(session, Base.metadata.tables[name])):
            member.write(line)
    return tally.contents()

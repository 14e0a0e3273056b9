"""`backup` and `restore`: everything that is recorded as one file, and a database made from one."""

from pathlib import Path

import click

from assessment_tool import clock
from assessment_tool.cli.acts import act_of, leave_entry
from assessment_tool.cli.output import refuse
from assessment_tool.cli.place import engine, new_engine
from assessment_tool.config import audit_keys
from assessment_tool.core.audit_chain import Keyring
from assessment_tool.records.engine import writing
from assessment_tool.services.backup.make import make_backup
from assessment_tool.services.backup.manifest import BackupFaultError, Manifest
from assessment_tool.services.backup.restore import restore_backup

WITHOUT_KEYS = (
    "The keys are not in it: keep ASSESSMENT_TOOL_SECRET_KEY and ASSESSMENT_TOOL_AUDIT_KEY in another place. "
    "Without the one no authenticator opens, without the other nothing can be restored."
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(*, file: Path) -> None:
    """Write everything that is recorded to FILE, while the service goes on.

    FILE must be new, has its name only once it is whole, and can be read by its owner alone. It restores on
    SQLite and PostgreSQL alike. It holds what the database holds: guard it as well.
    """
    opened = engine()
    with writing(opened) as session:
        leave_entry(session, act_of("backup"))
    manifest = make_backup(opened, file, clock.now())
    click.echo(f"{file}: {_told(manifest)}.\n{WITHOUT_KEYS}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(*, file: Path) -> None:
    """Fill an empty database from FILE, which `backup` wrote.

    Every row is held against its hash and the record of who saw what is verified before anything is kept.
    A database that holds anything is refused.
    """
    keys = Keyring(audit_keys())
    try:
        manifest = restore_backup(new_engine(), file, keys, act_of("restore"))
    except BackupFaultError as error:
        refuse([f"{file}: {error}"])
    click.echo(f"Restored and verified: {_told(manifest)}. It is of {manifest.made_at}.")


def _told(manifest: Manifest) -> str:
    head = manifest.audit_head
    return (
        f"{manifest.rows} rows of {len(manifest.tables)} tables, {head.printed if head else 'no record yet'}"
    )

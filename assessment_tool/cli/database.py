"""`db`: bring the database to the shape the application expects, or say where it differs."""

import click

from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import engine, new_engine
from assessment_tool.records import drift, migrate


@click.group("db")
def database() -> None:
    """Migrate the database, or check it."""


@database.command()
def upgrade() -> None:
    """Migrate the database to the newest shape; all steps are kept, or none."""
    migrate.upgrade(new_engine())
    click.echo("The database is up to date.")


@database.command()
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
def check(*, as_json: bool) -> None:
    """Say where the database differs from what the application expects; exit 1 if it does."""
    differences = [*drift.check(engine())]
    if as_json:
        print_json(differences)
    else:
        click.echo("\n".join(differences) or "The database has the expected shape.")
    raise SystemExit(1 if differences else 0)

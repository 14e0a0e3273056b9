"""`health`: whether the database would lose what it is given, or is damaged."""

import click

from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import engine
from assessment_tool.records.health import ailments


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what is wrong as JSON.")
def health(*, as_json: bool) -> None:
    """Say what is wrong with the database: settings that lose work, damage, its shape; exit 1 if so."""
    found = ailments(engine())
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(found) or "The database is sound, and what it says is saved is on the disk.")
    raise SystemExit(1 if found else 0)

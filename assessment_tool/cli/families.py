"""`families`: which families there are."""

import click

from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import engine
from assessment_tool.records.engine import reading
from assessment_tool.services.operator import every_family


@click.group()
def families() -> None:
    """Look at the families."""


@families.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_families(*, as_json: bool) -> None:
    """List every family by reference (for the operator of the database)."""
    with reading(engine()) as session:
        found = every_family(session)
    if as_json:
        print_json([{"id": one.id, "reference": one.reference, "name": one.name} for one in found])
        return
    for one in found:
        click.echo(f"{one.id}\t{one.reference}\t{one.name}")

"""`families`: which families there are."""

import click

from assessment_tool import clock
from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import catalogue, engine
from assessment_tool.records.engine import reading
from assessment_tool.services.operator import every_family
from assessment_tool.services.summaries import summarise_all


@click.group()
def families() -> None:
    """Look at the families."""


@families.command("summarise")
@click.option("--json", "as_json", is_flag=True, help="Print the count as JSON.")
def summarise(*, as_json: bool) -> None:
    """Work out what the team page says of each family, where that is not kept yet or holds no more.

    The page does so too, for the families that it shows; after an upgrade or a change of the rules this
    spares the first reader the wait.
    """
    count = summarise_all(engine(), catalogue(), clock.now())
    if as_json:
        print_json({"summarised": count})
    else:
        click.echo(f"{count} lines summarised.")


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

"""`instruments diff`: what lies between two versions, and whether the higher one is raised enough."""

import click

from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import catalogue
from assessment_tool.definitions.diff.difference import Difference, NotHigherError, difference
from assessment_tool.definitions.lint import read_sound


@click.command()
@click.argument("instrument", metavar="ID")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def diff(instrument: str, before: str, after: str, *, as_json: bool) -> None:
    """Show every change of ID from version A to version B, with the bump that it needs.

    Exit 1 where B is not raised as much as its changes need.
    """
    files = [read_sound(catalogue().path(instrument, version)) for version in (before, after)]
    try:
        found = difference(*files)
    except NotHigherError as error:
        refuse([str(error)])
    if as_json:
        print_json(found.as_json())
    else:
        _print_plainly(found)
    raise SystemExit(0 if found.is_enough else 1)


def _print_plainly(found: Difference) -> None:
    for change in found.changes:
        click.echo(str(change))
    for scale in found.scales:
        if not scale.is_same:
            click.echo(
                f"{scale.id}: another scale; its trend breaks unless a crosswalk says how it compares."
            )
        elif not scale.has_same_bands:
            click.echo(f"{scale.id}: the same scale with other cut-offs.")
    click.echo(found.sentence)

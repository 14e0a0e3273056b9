"""`instruments affected`: whose scores come from a version, for when a fault is found in it."""

import click

from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import definition, engine
from assessment_tool.records.engine import reading
from assessment_tool.services.version_life import affected_by


@click.command()
@click.argument("instrument")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def affected(instrument: str, *, as_json: bool) -> None:
    """List the signed assessments made with INSTRUMENT (ID or ID@VERSION)."""
    found = definition(instrument).instrument
    with reading(engine()) as session:
        listed = affected_by(session, found.id, found.version)
    if as_json:
        print_json(
            [
                {
                    "family": one.family_reference,
                    "assessment": one.assessment_id,
                    "revision": one.revision_id,
                    "observed_on": str(one.observed_on),
                }
                for one in listed
            ]
        )
        return
    for one in listed:
        click.echo(f"{one.family_reference}\tassessment {one.assessment_id}\t{one.observed_on}")

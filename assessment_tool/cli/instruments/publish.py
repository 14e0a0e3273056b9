"""`instruments publish`: a version comes into use."""

from pathlib import Path

import click

from assessment_tool import clock
from assessment_tool.cli.output import refuse
from assessment_tool.definitions.publish import AlreadyPublishedError
from assessment_tool.definitions.publish import publish as publish_version
from assessment_tool.definitions.version_file import version_files


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("instrument")
@click.option("--by", required=True, help="Who publishes it, as the registry names them.")
def publish(folder: Path, instrument: str, *, by: str) -> None:
    """Publish INSTRUMENT (ID@VERSION) of FOLDER: it can be used from today and never changes again."""
    instrument_id, _, version = instrument.partition("@")
    if version not in version_files(folder / instrument_id):
        refuse([f"There is no {folder / instrument_id / version}.yaml. Name an instrument as ID@VERSION."])
    try:
        entry = publish_version(folder, instrument_id, version, by, clock.today())
    except AlreadyPublishedError as error:
        refuse([str(error)])
    click.echo(f"{entry.id}@{entry.version} is published. Its hash: {entry.sha256}")

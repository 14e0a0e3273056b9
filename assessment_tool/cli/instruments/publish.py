"""`instruments publish`: a version comes into use."""

from datetime import datetime
from pathlib import Path

import click

from assessment_tool.cli.instruments.decided import approver, decision_of, reason, the_version
from assessment_tool.cli.instruments.language import LanguageCode
from assessment_tool.cli.output import refuse
from assessment_tool.definitions.life import LifeError
from assessment_tool.definitions.publish import AlreadyPublishedError
from assessment_tool.definitions.publish import publish as publish_version
from assessment_tool.definitions.publish_translation import publish_translation
from assessment_tool.definitions.version_file import version_files


@click.command()
@the_version
@approver
@reason(required=False)
@click.option("--language", type=LanguageCode(), help="Publish its translation into this language.")
@click.option(
    "--from", "starts_on", type=click.DateTime(["%Y-%m-%d"]), help="The day from which it is in use."
)
def publish(
    folder: Path,
    instrument: str,
    by: str,
    approved_by: str,
    because: str,
    *,
    language: str | None,
    starts_on: datetime | None,
) -> None:
    """Publish INSTRUMENT (ID@VERSION) of FOLDER: it never changes, and is in use from today or --from."""
    instrument_id, _, version = instrument.partition("@")
    decision = decision_of(by, because, approved_by)
    if version not in version_files(folder / instrument_id):
        refuse([f"There is no {folder / instrument_id / version}.yaml. Name an instrument as ID@VERSION."])
    if language and starts_on:
        refuse(["A translation is in use as soon as it is published. Leave --from out."])
    first = starts_on.date() if starts_on else None
    try:
        if language:
            sha256 = publish_translation(folder, (instrument_id, version), language, decision).sha256
        else:
            sha256 = publish_version(folder, instrument_id, version, decision, effective_from=first).sha256
    except (AlreadyPublishedError, LifeError) as error:
        refuse([str(error)])
    what = f"{instrument} in “{language}”" if language else instrument
    click.echo(f"{what} is published. Its hash: {sha256}")

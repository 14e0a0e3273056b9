"""`instruments translation`: the file that a translator fills in."""

from pathlib import Path

import click

from assessment_tool.cli.instruments.language import LanguageCode
from assessment_tool.cli.output import refuse
from assessment_tool.definitions.translation_sheet import translation_sheet
from assessment_tool.definitions.version_file import read_version, version_files


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("instrument")
@click.argument("language", type=LanguageCode())
def translation(folder: Path, instrument: str, language: str) -> None:
    """Print the file in which INSTRUMENT (ID@VERSION) of FOLDER is translated into LANGUAGE.

    What is translated already and up to date is kept. Save it as lang/LANGUAGE.yaml beside the version.
    """
    instrument_id, _, version = instrument.partition("@")
    files = version_files(folder / instrument_id)
    if version not in files:
        refuse([f"There is no {folder / instrument_id / version}.yaml. Name an instrument as ID@VERSION."])
    click.echo(translation_sheet(read_version(files[version]), language), nl=False)

"""`instruments supersede`, `retire` and `withdraw`: a version goes out of use."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from assessment_tool.cli.instruments.decided import approver, decision_of, reason, the_version
from assessment_tool.cli.output import refuse
from assessment_tool.definitions.life import LifeError
from assessment_tool.definitions.life import retire as retire_version
from assessment_tool.definitions.life import supersede as supersede_version
from assessment_tool.definitions.life import withdraw as withdraw_version
from assessment_tool.definitions.registry import Entry


@click.command()
@the_version
@reason()
@click.option(
    "--finish-until",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day on which drafts begun in it can be signed.",
)
def supersede(folder: Path, instrument: str, by: str, because: str, finish_until: datetime) -> None:
    """Take INSTRUMENT (ID@VERSION) of FOLDER out of use: nothing new is begun in it."""
    decision = decision_of(by, because)
    last = finish_until.date()
    _done(instrument, lambda one, version: supersede_version(folder, one, version, decision, last))


@click.command()
@the_version
@reason()
def retire(folder: Path, instrument: str, by: str, because: str) -> None:
    """Close INSTRUMENT (ID@VERSION) of FOLDER: it is read, scored and printed only."""
    decision = decision_of(by, because)
    _done(instrument, lambda one, version: retire_version(folder, one, version, decision))


@click.command()
@the_version
@approver
@reason()
def withdraw(folder: Path, instrument: str, by: str, approved_by: str, because: str) -> None:
    """Close INSTRUMENT (ID@VERSION) of FOLDER for a fault: its scores are shown with a warning."""
    decision = decision_of(by, because, approved_by)
    _done(instrument, lambda one, version: withdraw_version(folder, one, version, decision))


def _done(instrument: str, step: Callable[[str, str], Entry]) -> None:
    instrument_id, _, version = instrument.partition("@")
    try:
        entry = step(instrument_id, version)
    except LifeError as error:
        refuse([str(error)])
    click.echo(f"{entry.id}@{entry.version} is {entry.status}.")

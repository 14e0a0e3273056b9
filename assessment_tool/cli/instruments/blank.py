"""`instruments blank`: the blank form of a version, to be printed and filled in by hand."""

from pathlib import Path

import click

from assessment_tool.cli.instruments.language import LanguageCode
from assessment_tool.cli.output import refuse
from assessment_tool.cli.place import catalogue, definition
from assessment_tool.clock import today
from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD, UNBORN, ChildAge
from assessment_tool.documents.blank_facts import NotForThisAgeError
from assessment_tool.jobs.blank_form import make_blank_form
from assessment_tool.jobs.render_pool import RenderFailedError, RenderTimeoutError
from assessment_tool.services.blank_forms import version_to_print
from assessment_tool.services.languages import NotInLanguageError

_NOT_MADE = (NotInLanguageError, NotForThisAgeError, RenderFailedError, RenderTimeoutError)


@click.command()
@click.argument("instrument")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The PDF file to write.",
)
@click.option(
    "--age-months",
    type=click.IntRange(0, MONTHS_TO_ADULTHOOD - 1),
    help="For a child of so many completed months; by default for every age.",
)
@click.option("--unborn", is_flag=True, help="For a child who is not born yet.")
@click.option(
    "--language",
    type=LanguageCode(),
    help="A language in which the version is offered, such as cy; by default as it was written.",
)
def blank(instrument: str, *, out: Path, age_months: int | None, unborn: bool, language: str | None) -> None:
    """Write the blank form (PDF) of INSTRUMENT (ID or ID@VERSION)."""
    if unborn and age_months is not None:
        refuse(["Give --age-months or --unborn, not both."])
    if not out.parent.is_dir():
        refuse([f"There is no folder {out.parent} to write {out.name} into."])
    wanted = definition(instrument).instrument
    try:
        found = version_to_print(catalogue(), wanted.id, wanted.version, today(), language or "")
        out.write_bytes(make_blank_form(found, _age(age_months, is_unborn=unborn)))
    except _NOT_MADE as error:
        refuse([_why_not(error)])
    click.echo(f"{out}: blank form of {wanted.title}, version {wanted.version}.")
    if found.notice:
        click.echo(found.notice)


def _age(months: int | None, *, is_unborn: bool) -> ChildAge | None:
    if is_unborn:
        return UNBORN
    return None if months is None else ChildAge(months)


def _why_not(error: Exception) -> str:
    return str(error) or "Printing took longer than it may, and was ended."

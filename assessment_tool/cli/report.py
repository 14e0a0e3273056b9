"""`report`: make a document of a family, store it with the family, and write it to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessment_tool import clock
from assessment_tool.cli.acts import act_of, leave_entry
from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import engine
from assessment_tool.cli.report_kinds import KINDS, Wanted, WrongOptionError
from assessment_tool.core.permissions import Refusal
from assessment_tool.jobs.render_pool import RenderFailedError, RenderTimeoutError
from assessment_tool.jobs.trend_report import KIND
from assessment_tool.records.engine import reading, writing
from assessment_tool.services.access import NotFoundError, NotPermittedError, actor_of
from assessment_tool.services.documents import store_document
from assessment_tool.services.operator import (
    NotToldApartError,
    demonstration_worker_of,
    named_family,
    named_user,
)

if TYPE_CHECKING:
    from assessment_tool.records.documents import IssuedDocument
    from assessment_tool.records.families import Family
    from assessment_tool.records.users import User

NOT_MADE = (
    *(NotFoundError, NotPermittedError, NotToldApartError),
    *(WrongOptionError, RenderFailedError, RenderTimeoutError),
)
WHY_NOT = {
    Refusal.ROLE: "only social workers and supervisors make reports",
    Refusal.NOT_ALLOCATED: "the family is not allocated to them",
    Refusal.NOT_REGISTERED: "their registration as a social worker is not checked or has expired",
    Refusal.OWN_WORK: "it is their own work",
    Refusal.ANOTHERS_WORK: "it is somebody else's work",
}


@click.group()
def report() -> None:
    """Make documents."""


@report.command()
@click.argument("family")
@click.option(
    "--kind", type=click.Choice(list(KINDS)), default=KIND, show_default=True, help="Which document."
)
@click.option("--child", type=int, help="The child's id; by default the one with most signed assessments.")
@click.option("--instrument", help="The instrument's id; by default the one with most signed assessments.")
@click.option("--carer", help="For whom a summary is: the carer's name or id.")
@click.option("--as", "username", help="The user name of whoever makes it; only a demonstration needs none.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The PDF file to write.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def make(
    *,
    family: str,
    kind: str,
    child: int | None,
    instrument: str | None,
    carer: str | None,
    username: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Make a report of FAMILY (its id or reference), store it with the family, and write it to a file.

    The kind parent-summary is what one carer is given of their own care, in plain words: of one child, or of
    all where no --child is named.

    The report names its maker, who must be allowed to make it as on the pages: say who you are with --as.
    """
    if not out.parent.is_dir():
        refuse([f"There is no folder {out.parent} to write {out.name} into."])
    at, database = clock.now(), engine()
    try:
        with reading(database) as session:
            found = named_family(session, family)
            maker = named_user(session, username) if username else demonstration_worker_of(session, found, at)
            print_it = KINDS[kind](session, found, maker, Wanted(child, instrument, carer), at)
        made = print_it()
        with writing(database) as session:
            stored = store_document(session, actor_of(maker), found.id, made, at)
            leave_entry(session, act_of("make_report", family_id=found.id, record=f"document {stored.id}"))
            out.write_bytes(stored.pdf)
    except NOT_MADE as error:
        refuse([_why_not(error)])
    if as_json:
        print_json(_as_data(stored, found, maker, out))
        return
    draft = ", DRAFT" if stored.is_draft else ""
    click.echo(f"{out}: {stored.title}{draft}.\n{_told(maker, is_named=bool(username))}")
    click.echo(f"SHA-256 {stored.pdf_sha256}")


def _told(maker: "User", *, is_named: bool) -> str:
    """By whom it was made and how, since nobody signed in."""
    who = f"{maker.name} ({maker.username}, {maker.post})"
    if is_named:
        return f"Made with this command in the name of {who}, as --as says; nobody signed in."
    return (
        f"Made with this command in the name of {who}, the made-up family's social worker: a demonstration "
        "needs no --as. Nobody signed in."
    )


def _as_data(stored: "IssuedDocument", family: "Family", maker: "User", out: Path) -> dict[str, object]:
    return {
        "document": stored.id,
        "family": family.reference,
        "kind": stored.kind,
        "title": stored.title,
        "draft": stored.is_draft,
        "made_by": maker.username,
        "sha256": stored.pdf_sha256,
        "file": str(out),
    }


def _why_not(error: Exception) -> str:
    if isinstance(error, NotPermittedError):
        return f"This person cannot make the report: {WHY_NOT[error.reason]}."
    return str(error)

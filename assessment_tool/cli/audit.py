"""`audit`: verify the record of who did and saw what, and keep its newest seal elsewhere."""

from pathlib import Path

import click

from assessment_tool import clock
from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import engine
from assessment_tool.config import audit_keys
from assessment_tool.core.audit_anchor import (
    Anchor,
    AnchorFormatError,
    NoAnchorError,
    anchor_line,
    anchors_of,
)
from assessment_tool.core.audit_chain import Keyring, Verdict
from assessment_tool.documents.printed_record import printed_record
from assessment_tool.records.engine import reading
from assessment_tool.services.audit import head, verify

NOTHING = "Nothing to verify: the record of who saw what has no entry."
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def audit() -> None:
    """Verify the record of who did and saw what, and keep its newest seal elsewhere."""


@audit.command("verify")
@click.option("--against", type=EXISTING, multiple=True, help="A PDF of this service, wherever it was kept.")
@click.option("--anchors", type=EXISTING, multiple=True, help="A file to which `audit anchor` wrote.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify_chain(*, against: tuple[Path, ...], anchors: tuple[Path, ...], as_json: bool) -> None:
    """Walk along every entry and say which is the first that does not fit, and why; exit 1 if there is one.

    By itself the chain shows what was changed, put in, moved or left out by anybody who has no key. That its
    end was cut off, or that it was written anew with a stolen key, is seen against what was kept elsewhere.
    """
    try:
        known = [printed_record(file.read_bytes(), file.name) for file in against]
        known += [anchor for file in anchors for anchor in anchors_of(_text(file), file.name)]
    except (AnchorFormatError, NoAnchorError) as error:
        refuse([str(error)])
    with reading(engine()) as session:
        verdict = verify(session, Keyring(audit_keys()), known)
    if as_json:
        print_json(_as_data(verdict, known))
    else:
        click.echo(_told(verdict, known))
    raise SystemExit(0 if verdict.is_whole else 1)


@audit.command("anchor")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def keep_anchor(file: Path) -> None:
    """Add one line to FILE: this instant, the newest entry's number, and its seal.

    Keep FILE on another machine, to which nobody writes who can write to this database. Once an hour is often
    enough.
    """
    with reading(engine()) as session:
        newest = head(session)
    if newest is None:
        click.echo("Nothing to anchor: the record of who saw what has no entry.")
        raise SystemExit(1)
    with file.open("a", encoding="utf-8") as kept:
        kept.write(anchor_line(clock.now(), newest) + "\n")
    click.echo(f"{file}: entry {newest.number} is anchored.")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _told(verdict: Verdict, known: list[Anchor]) -> str:
    if verdict.misfit:
        where = f"Entry {verdict.misfit.number} does not fit: {verdict.misfit.why}."
        return f"{where}\nUp to there {_entries(verdict.checked)} fit together."
    if not verdict.checked:
        return NOTHING
    held = f", and with {_anchors(len(known))} kept elsewhere" if known else ""
    return f"{_entries(verdict.checked)} fit together{held}. The last seal is {verdict.head}."


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _anchors(count: int) -> str:
    return "1 anchor" if count == 1 else f"{count} anchors"


def _as_data(verdict: Verdict, known: list[Anchor]) -> dict[str, object]:
    misfit = verdict.misfit
    return {
        "whole": verdict.is_whole,
        "checked": verdict.checked,
        "anchors": len(known),
        "last_seal": verdict.head if verdict.checked else None,
        "first_misfit": {"entry": misfit.number, "why": misfit.why} if misfit else None,
    }

"""`instruments`: which there are, whether their files are sound, what one says; and publishing one."""

import json
from pathlib import Path

import click

from assessment_tool import clock
from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import catalogue, definition
from assessment_tool.definitions.findings import Severity
from assessment_tool.definitions.lint import lint_folder
from assessment_tool.definitions.publish import AlreadyPublishedError
from assessment_tool.definitions.publish import publish as publish_version
from assessment_tool.definitions.version_file import version_files
from assessment_tool.resources import instruments_dir


@click.group()
def instruments() -> None:
    """List, check, show and publish instruments."""


@instruments.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_instruments(*, as_json: bool) -> None:
    """List every version of every instrument."""
    found = [
        catalogue().find(instrument_id, version)
        for instrument_id in catalogue().ids()
        for version in catalogue().versions(instrument_id)
    ]
    if as_json:
        print_json(
            [
                {
                    "id": one.instrument.id,
                    "version": one.instrument.version,
                    "title": one.instrument.title,
                    "status": one.status,
                    "items": len(one.instrument.items),
                    "hash": one.sha256,
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"{one.instrument.id}@{one.instrument.version}\t{one.status}\t{one.instrument.title}")


@instruments.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def lint(path: Path | None, *, as_json: bool) -> None:
    """Check the instruments under PATH (by default those that ship); exit 1 on errors."""
    findings = lint_folder(path or instruments_dir())
    if as_json:
        print_json([one.as_json() for one in findings])
    else:
        for one in findings:
            click.echo(str(one))
        click.echo(f"{len(findings)} findings.")
    raise SystemExit(1 if any(one.severity is Severity.ERROR for one in findings) else 0)


@instruments.command()
@click.argument("instrument")
@click.option("--json", "as_json", is_flag=True, help="Print the canonical definition as JSON.")
def show(instrument: str, *, as_json: bool) -> None:
    """Show INSTRUMENT (ID or ID@VERSION): its areas, items and scores."""
    wanted = definition(instrument)
    if as_json:
        canonical = json.loads(wanted.canonical)
        print_json({"hash": wanted.sha256, "status": wanted.status, "definition": canonical})
        return
    found = wanted.instrument
    click.echo(f"{found.title} ({found.id}@{found.version}, {wanted.status})")
    for section in found.sections:
        click.echo(f"  {section.title}")
        for item in section.all_items():
            click.echo(f"    {item.id}\t{item.kind.value}\t{item.title}")
    for scale in found.scales:
        click.echo(f"  = {scale.id}\t{scale.method.name.value} of {', '.join(scale.of)}")


@instruments.command()
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

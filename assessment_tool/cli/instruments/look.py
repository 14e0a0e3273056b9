"""`instruments list` and `instruments show`: which there are, and what one says."""

import json

import click

from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import catalogue, definition
from assessment_tool.definitions.catalogue import Definition


@click.command("list")
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
                    "languages": _languages(one),
                    "items": len(one.instrument.items),
                    "hash": one.sha256,
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"{one.instrument.id}@{one.instrument.version}\t{one.status}\t{one.instrument.title}")


def _languages(one: Definition) -> list[str]:
    """The language in which it was written, then those of its translations."""
    found = one.instrument
    return [found.language, *catalogue().translations(found.id, found.version)]


@click.command()
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
    for section in found.form:
        click.echo(f"  {section.title}")
        for item in section.all_items():
            click.echo(f"    {item.id}\t{item.kind.value}\t{item.title}")
    for scale in found.scales:
        click.echo(f"  = {scale.id}\t{scale.method.name.value} of {', '.join(scale.of)}")

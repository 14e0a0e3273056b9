"""`instruments schema`: the JSON Schema of version files, for editors."""

from pathlib import Path

import click

from assessment_tool.definitions.json_schema import json_schema


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def schema(out: Path | None) -> None:
    """Print the JSON Schema of a version file, by which an editor checks and completes while typing."""
    if out is None:
        click.echo(json_schema(), nl=False)
    else:
        out.write_text(json_schema(), encoding="utf-8")
        click.echo(f"Written: {out}")

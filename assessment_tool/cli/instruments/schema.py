"""`instruments schema`: the JSON Schema of version files or of crosswalks, for editors."""

from pathlib import Path

import click

from assessment_tool.definitions.json_schema import crosswalk_json_schema, json_schema


@click.command()
@click.option("--crosswalk", "is_crosswalk", is_flag=True, help="That of a crosswalk instead.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def schema(out: Path | None, *, is_crosswalk: bool) -> None:
    """Print the JSON Schema of a version file, by which an editor checks and completes while typing."""
    text = crosswalk_json_schema() if is_crosswalk else json_schema()
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(f"Written: {out}")

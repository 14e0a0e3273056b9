"""`rescore`: prove that every stored result still comes out the same."""

import click

from assessment_tool.cli.output import print_json
from assessment_tool.cli.place import engine
from assessment_tool.records.engine import reading
from assessment_tool.services.assessments.rescore import rescore as rescore_all


@click.command()
@click.option(
    "--check", "check_only", is_flag=True, required=True, help="Compare only; nothing is ever rewritten."
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def rescore(*, check_only: bool, as_json: bool) -> None:  # noqa: ARG001 - the option is there to be read
    """Score every signed assessment again and report any stored result that differs; exit 1 if one does."""
    with reading(engine()) as session:
        rescored = rescore_all(session)
    findings = [{"revision": one.revision_id, "what": one.what} for one in rescored.differences]
    if as_json:
        print_json({"checked": rescored.checked, "differences": findings})
    else:
        for one in rescored.differences:
            click.echo(f"Revision {one.revision_id}: {one.what}.")
        click.echo(f"{rescored.checked} results checked, {len(findings)} differ.")
    raise SystemExit(1 if findings else 0)

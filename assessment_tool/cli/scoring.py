"""`score`: what an instrument makes of answers."""

from pathlib import Path

import click

from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import definition
from assessment_tool.core.scoring import Result, plain
from assessment_tool.core.scoring import score as score_responses
from assessment_tool.definitions.catalogue import Definition
from assessment_tool.definitions.responses_file import ResponsesFileError, read_responses_file


@click.command()
@click.argument("instrument")
@click.argument("responses", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
def score(instrument: str, responses: Path, *, as_json: bool) -> None:
    """Score RESPONSES, a JSON file, with INSTRUMENT (ID or ID@VERSION).

    The file: {"child": {"age_months": 18} or {"unborn": true, "expected_on": "2026-05-01"},
    "respondent": {"sex": "female"}, "observed_on": "2026-03-04",
    "responses": {"ITEM": 2, "OTHER": {"absent": "not_observed"}}}.
    """
    found = definition(instrument)
    try:
        circumstances, answers = read_responses_file(responses, found.instrument)
    except ResponsesFileError as error:
        refuse(error.faults)
    result = score_responses(found.instrument, circumstances, answers)
    if as_json:
        print_json(_as_data(result, found))
    else:
        _print_plainly(result, found)


def _as_data(result: Result, found: Definition) -> dict[str, object]:
    return {
        "instrument": result.instrument_id,
        "version": result.version,
        "hash": found.sha256,
        "scales": [
            {
                "id": scale.id,
                "title": scale.title,
                "value": plain(scale.value),
                "answered": scale.answered,
                "of": scale.of,
                "band": scale.band,
                "decided_by": scale.decided_by,
            }
            for scale in result.scales
        ],
        "flags": [
            {"id": flag.id, "item": flag.item_id, "message": flag.message, "urgency": flag.urgency.value}
            for flag in result.flags
        ],
        "missing": list(result.missing),
    }


def _print_plainly(result: Result, found: Definition) -> None:
    click.echo(f"{found.instrument.title} {result.version}")
    for scale in result.scales:
        value = plain(scale.value) or "not scored"
        click.echo(f"  {scale.title}: {value} ({scale.answered} of {scale.of} answered). {scale.because}")
    for flag in result.flags:
        click.echo(f"  ! {flag.message} ({flag.urgency.value.replace('_', ' ')})")
    if result.missing:
        click.echo(f"  Missing: {', '.join(result.missing)}")

"""`agreement`: how far raters agree, from a file of their ratings."""

from collections.abc import Mapping
from pathlib import Path

import click

from assessment_tool.cli.output import print_json, refuse
from assessment_tool.core.agreement import (
    Coefficient,
    Level,
    ObservedAgreement,
    Ratings,
    RatingsError,
    Weighting,
    cohen_kappa,
    fleiss_kappa,
    gwet,
    krippendorff_alpha,
    observed_agreement,
)
from assessment_tool.definitions.ratings_file import RatingsFileError, read_ratings_file

KAPPAS = {
    "unweighted": Weighting.IDENTITY,
    "linear": Weighting.LINEAR,
    "quadratic": Weighting.QUADRATIC,
}


@click.command()
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON.")
def agreement(ratings: Path, *, as_json: bool) -> None:
    """Measure how far the raters of RATINGS, a JSON file, agree.

    The file: {"labels": [1, 2, 3, 4, 5], "ratings": [[1, 2, null], [1, 3, 3]]}: one list for each rater, null
    where a rater left a unit out. Kappa is Cohen's for two raters and Fleiss' for more; AC2 has quadratic
    weights. A figure that the ratings do not give is null.
    """
    try:
        read = read_ratings_file(ratings)
    except RatingsFileError as error:
        refuse(error.faults)
    observed, measured = observed_agreement(read), _measured(read)
    if as_json:
        print_json(_as_data(observed, measured))
    else:
        _print_plainly(observed, measured)


def _measured(ratings: Ratings) -> Mapping[str, Coefficient]:
    """Every coefficient by its name, in the order in which they are told."""
    kappa = cohen_kappa if len(ratings.rows) == 2 else fleiss_kappa  # noqa: PLR2004 - Cohen's is of two
    found = {f"kappa {name}": kappa(ratings, weighting) for name, weighting in KAPPAS.items()}
    found |= {"ac1": gwet(ratings), "ac2": gwet(ratings, Weighting.QUADRATIC)}
    return found | {f"alpha {level}": _alpha(ratings, level) for level in Level}


def _alpha(ratings: Ratings, level: Level) -> Coefficient:
    try:
        return krippendorff_alpha(ratings, level)
    except RatingsError:  # labels below nought are on no ratio level
        return Coefficient(None, None, None)


def _as_data(observed: ObservedAgreement | None, measured: Mapping[str, Coefficient]) -> dict[str, object]:
    values = {name: one.value for name, one in measured.items()}
    return {
        "pairs": observed.pairs if observed else 0,
        "exact": observed.exact if observed else None,
        "within_one": observed.within_one if observed else None,
        "kappa": {name: values[f"kappa {name}"] for name in KAPPAS},
        "ac1": values["ac1"],
        "ac2": values["ac2"],
        "alpha": {level.value: values[f"alpha {level}"] for level in Level},
        "intervals": {
            "exact": observed.exact_interval if observed else None,
            "within_one": observed.within_one_interval if observed else None,
            **{name.replace(" ", "_"): one.interval for name, one in measured.items()},
        },
    }


def _print_plainly(observed: ObservedAgreement | None, measured: Mapping[str, Coefficient]) -> None:
    if observed is None:
        click.echo("No unit was rated twice: there is no agreement to tell.")
        return
    click.echo(f"Of {observed.pairs} pairs of ratings {observed.exact:.0%} are the same,")
    click.echo(f"and {observed.within_one:.0%} lie within one label.")
    for name, one in measured.items():
        click.echo(f"  {name:18} {_figure(one)}")


def _figure(found: Coefficient) -> str:
    if found.value is None:
        return "has no value: too little differs, or was rated twice"
    if found.interval is None:
        return f"{found.value:.3f} (how sure it is cannot be told: the ratings are too few or too much alike)"
    low, high = found.interval
    return f"{found.value:.3f} (95 % from {low:.3f} to {high:.3f})"

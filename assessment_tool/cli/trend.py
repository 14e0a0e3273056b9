"""`trend`: what a history of assessments allows one to say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import catalogue
from assessment_tool.core.change import MannKendall
from assessment_tool.core.instrument import Instrument, Scale
from assessment_tool.core.scoring import Result, plain
from assessment_tool.core.trend import Comparability, Headline, Series, Told, series_of, tell
from assessment_tool.core.trend.rescored import scored_again
from assessment_tool.definitions.history_file import FileKey, HistoryEntry, HistoryFileError, read_history
from assessment_tool.definitions.policy_file import default_policy


@click.command()
@click.argument("history", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print every series as JSON.")
def trend(history: Path, *, as_json: bool) -> None:
    """Say what changed in HISTORY, a JSON file of assessments.

    The file: {"assessments": [{"id": "a1", "observed_on": "2026-03-04", "child": "c", "carer": "m",
    "instrument": "graded-care", "version": "2.0.0", "rater": "r", "rater_role": "worker", "age_months": 30,
    "window_days": 28, "status": "signed", "responses": {"ITEM": 2, "OTHER": {"absent": "not_observed"}}}]}.
    Every answer is taken to have its evidence in the record. An area's grade is told as a headline only.
    """
    try:
        entries = read_history(history, lambda name, version: catalogue().find(name, version).instrument)
    except HistoryFileError as error:
        refuse(error.faults)
    told = [one for instrument_id in _instruments(entries) for one in _of(instrument_id, entries)]
    left_out: list[dict[str, object]] = [
        {"id": one.id, "reason": f"its status is {one.scored.standing.value}"}
        for one in entries
        if not one.scored.standing.counts
    ]
    if as_json:
        print_json({"series": told, "left_out": left_out})
    else:
        _print_plainly(told, left_out)


def _instruments(entries: Sequence[HistoryEntry]) -> list[str]:
    return sorted({one.instrument.id for one in entries})


def _of(instrument_id: str, entries: Sequence[HistoryEntry]) -> Iterator[dict[str, object]]:
    """Every series of one instrument: the scales of its newest version in order, then those of older ones."""
    mine = [one for one in entries if one.instrument.id == instrument_id]
    keys = {one.scored.revision_id: one for one in mine}
    rules = default_policy().change
    joined_by = Comparability(rules.window_factor, catalogue().crosswalks(instrument_id), _Rescored(mine))
    scored = [one.scored for one in mine]
    for version, scale in _scales(one.instrument for one in mine):
        for series in series_of(scored, scale.id, scale.direction, joined_by):
            yield _as_data(series, keys) | _as_told(tell(series, version, rules))


def _scales(versions: Iterable[Instrument]) -> Iterable[tuple[Instrument, Scale]]:
    """Every scale of any version, once, with the newest version that has it."""
    found: dict[str, tuple[Instrument, Scale]] = {}
    for version in sorted(versions, key=_order, reverse=True):
        for scale in version.scales:
            found.setdefault(scale.id, (version, scale))
    return found.values()


def _order(instrument: Instrument) -> tuple[int, ...]:
    return tuple(int(part) for part in instrument.version.split("."))


class _Rescored:
    """Earlier answers by a later version that is in the history too, where a crosswalk wants it."""

    def __init__(self, entries: Sequence[HistoryEntry]) -> None:
        self._entries = {one.scored.revision_id: one for one in entries}
        ordered = sorted((one.instrument for one in entries), key=_order)
        self._versions = {_order(one)[0]: one for one in ordered}

    def __call__(self, revision_id: int, major: int) -> Result | None:
        """The answers given then by the newest version of that major one in the history."""
        later, entry = self._versions.get(major), self._entries[revision_id]
        return scored_again(later, entry.circumstances, entry.responses) if later else None


def _as_data(series: Series, keys: Mapping[int, HistoryEntry]) -> dict[str, object]:
    def key(revision_id: int) -> FileKey:
        return keys[revision_id].id

    of = keys[series.points[0].assessment.revision_id]
    return {
        "child": of.child,
        "carer": of.carer,
        "self_rating": series.whose.is_self_rating,
        "instrument": of.instrument.id,
        "scale": series.scale_id,
        "points": [
            {
                "assessment": key(one.assessment.revision_id),
                "observed_on": one.observed_on.isoformat(),
                "value": plain(one.value),
                "converted": plain(one.drawn) if one.mapped else None,
                "answered": one.scale.answered,
                "of": one.scale.of,
            }
            for one in series.points
        ],
        "breaks": [
            {
                "between": [key(one.assessment.revision_id) for one in (gap.before, gap.after)],
                "reason": gap.words,
                "reasons": [reason.value for reason in gap.reasons],
            }
            for gap in series.breaks
        ],
    }


def _as_told(told: Told) -> dict[str, object]:
    found, way, latest = told.figures, told.way, told.series.latest_change()
    return {
        "change": {"word": told.word, "way": way.value if way else None, "why": " ".join(told.reasons)},
        "latest": {"headline": latest.headline.value, "sentence": latest.sentence()} if latest else None,
        "statistics": {
            "points": found.points,
            "per_90_days": found.per_90_days,
            "mann_kendall": _one_way(found.one_way) if found.one_way else None,
            "with_care": [reason.value for reason in found.cautions],
        }
        if found
        else {},
    }


def _one_way(test: MannKendall) -> dict[str, object]:
    return {"s": test.s, "tau": test.tau, "p": test.p}


def _print_plainly(told: Sequence[dict[str, Any]], left_out: Sequence[dict[str, object]]) -> None:
    for one in told:
        own = "own rating" if one["self_rating"] else None
        who = ", ".join(str(key) for key in (one["child"], one["carer"], own) if key is not None)
        change = one["change"]
        click.echo(f"{who}, {one['scale']}: {change['word']}. {change['why']}{_reversal(one)}")
    for one in left_out:
        click.echo(f"Left out: {one['id']}, {one['reason']}.")


def _reversal(told: dict[str, Any]) -> str:
    """The last move of the score where it went against its own items, unless that is what was told."""
    latest = told["latest"]
    is_reversal = latest and latest["headline"] == Headline.REVERSAL
    return f" {latest['sentence']}" if is_reversal and latest["sentence"] != told["change"]["why"] else ""

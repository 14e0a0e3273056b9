"""The summaries of many lines: those that are kept and hold, and the rest worked out from stored results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.families import Family
from assessment_tool.services.change_rules import Measures
from assessment_tool.services.changes import LineKey, told_lines
from assessment_tool.services.counted_lines import CountedRevision, counted_lines
from assessment_tool.services.line_summaries import (
    Print,
    Summary,
    keep_summaries,
    kept_summaries,
    print_of,
    summary_of,
)

_AT_ONCE = 50
"""Families whose stored results are read together when everything is summarised anew."""


@dataclass(frozen=True, slots=True)
class Summaries:
    """By line; `fresh` are those that were worked out now, to be kept."""

    by_line: Mapping[LineKey, Summary]
    fresh: Mapping[Print, Summary]


def summaries_of(
    session: Session, catalogue: Catalogue, counted: Mapping[LineKey, Sequence[CountedRevision]]
) -> Summaries:
    """Of every line of which something is judged, in a fixed number of queries."""
    measures = Measures(session)
    prints = {
        key: print_of(
            [one.revision_id for one in mine], key.instrument_id, measures.of(key.instrument_id), catalogue
        )
        for key, mine in counted.items()
    }
    kept = kept_summaries(session, set(prints.values()))
    by_line = {key: kept[one] for key, one in prints.items() if one in kept}
    stale = prints.keys() - by_line.keys()
    if not stale:
        return Summaries(by_line, {})
    told = told_lines(session, catalogue, or_(*(key.assessments for key in stale)))
    worked_out = {key: summary_of(told[key]) for key in stale if key in told}
    return Summaries(by_line | worked_out, {prints[key]: one for key, one in worked_out.items()})


def summarise_all(engine: Engine, catalogue: Catalogue, at: datetime) -> int:
    """Keep a summary of every line of every family that has none that holds; how many there were."""
    with reading(engine) as session:
        family_ids = list(session.scalars(select(Family.id).order_by(Family.id)))
    fresh = 0
    for some in _batches(family_ids):
        with reading(engine) as session:
            found = summaries_of(session, catalogue, counted_lines(session, some)).fresh
        with writing(engine) as session:
            keep_summaries(session, found, at)
        fresh += len(found)
    return fresh


def _batches(family_ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(family_ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some

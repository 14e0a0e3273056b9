"""What a page over many families says of each line: kept once worked out, and used only while it holds."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assessment_tool.core.stored import canonical, sha256
from assessment_tool.core.trend import LastingItem, Unmet, Way, unmet_over_time
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.line_summaries import LineSummary
from assessment_tool.records.unless_there import add_unless_there
from assessment_tool.services.change_rules import Measure
from assessment_tool.services.changes import ToldLine

_FORMAT = 2
"""Grows with every change of what a summary says or how it is worked out, so that none of before is used."""


@dataclass(frozen=True, slots=True)
class ToldTitle:
    """One scale with its word of change."""

    title: str
    word: str
    way: Way | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A line at a glance: its words of change, and the needs that are unmet now and were before."""

    told: tuple[ToldTitle, ...]
    lasting: tuple[LastingItem, ...]
    unmet: tuple[Unmet, ...]


def summary_of(line: ToldLine) -> Summary:
    """Worked out from the line."""
    return Summary(
        told=tuple(ToldTitle(one.series.title, one.word, one.way) for one in line.told),
        lasting=tuple(line.lasting),
        unmet=unmet_over_time(line.told),
    )


@dataclass(frozen=True, slots=True)
class Print:
    """Of which line a summary is: its newest assessment, and what it is made of."""

    revision_id: int
    fingerprint: str


def print_of(
    revision_ids: Sequence[int], instrument_id: str, measure: Measure, catalogue: Catalogue
) -> Print:
    """Of the line of these assessments, which count, oldest first: by them, the rules and the crosswalks."""
    walks = [walk.sha256 for walk in catalogue.crosswalks(instrument_id)]
    made_of = canonical([_FORMAT, list(revision_ids), asdict(measure.rules), walks])
    return Print(revision_ids[-1], sha256(made_of))


def kept_summaries(session: Session, prints: Collection[Print]) -> dict[Print, Summary]:
    """Those of these that are kept, in one query."""
    query = select(LineSummary.revision_id, LineSummary.fingerprint, LineSummary.summary_json).where(
        LineSummary.revision_id.in_([one.revision_id for one in prints])
    )
    found = ((Print(row.revision_id, row.fingerprint), row.summary_json) for row in session.execute(query))
    return {one: _read(summary_json) for one, summary_json in found if one in prints}


def keep_summaries(session: Session, summaries: Mapping[Print, Summary], at: datetime) -> None:
    """Keep these in the place of older ones of the same assessments; what another kept just now stays."""
    for one, summary in summaries.items():
        others = LineSummary.revision_id == one.revision_id, LineSummary.fingerprint != one.fingerprint
        session.execute(delete(LineSummary).where(*others))
        add_unless_there(
            session,
            LineSummary,
            revision_id=one.revision_id,
            fingerprint=one.fingerprint,
            summary_json=_written(summary),
            made_at=at,
        )


def _written(summary: Summary) -> str:
    return canonical(
        {
            "told": [[one.title, one.word, one.way] for one in summary.told],
            "lasting": [
                [one.item_id, one.title, str(one.grade), one.since.isoformat(), one.times]
                for one in summary.lasting
            ],
            "unmet": [
                [one.observed_on.isoformat(), one.count, one.answered, one.asked, one.is_joined]
                for one in summary.unmet
            ],
        }
    )


def _read(text: str) -> Summary:
    facts = json.loads(text)
    return Summary(
        told=tuple(ToldTitle(title, word, Way(way) if way else None) for title, word, way in facts["told"]),
        lasting=tuple(
            LastingItem(item_id, title, Decimal(grade), date.fromisoformat(since), times)
            for item_id, title, grade, since, times in facts["lasting"]
        ),
        unmet=tuple(Unmet(date.fromisoformat(on), *counts) for on, *counts in facts["unmet"]),
    )

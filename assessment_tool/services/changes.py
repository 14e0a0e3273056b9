"""What changed, in words, line by line over a family or several: for a list where no trend is drawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, false, or_
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.permissions import Actor
from assessment_tool.core.trend import LastingItem, Told, Whose, outline, series_of, tell
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.assessments import Assessment
from assessment_tool.services.change_rules import Measure, measure_of
from assessment_tool.services.signed_assessments import (
    SignedAssessment,
    open_assessments,
    rescored_answers,
)


@dataclass(frozen=True, slots=True)
class LineKey:
    """One line of a trend: a child, an instrument, and whose care of the child was rated by whom."""

    family_id: int
    child_id: int | None
    instrument_id: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line with what its judged scales allow one to say."""

    key: LineKey
    newest: SignedAssessment
    told: Sequence[Told]

    @property
    def lasting(self) -> list[LastingItem]:
        """The items at grade 4 or 5 now."""
        return [item for one in self.told for item in one.lasting]


def family_changes(
    session: Session, actor: Actor, catalogue: Catalogue, family_id: int
) -> dict[LineKey, ToldLine]:
    """Every line of a family; whether the actor may see the family is the caller's to ask."""
    return _changes(session, actor, catalogue, Assessment.family_id == family_id)


def changes_with(
    session: Session, actor: Actor, catalogue: Catalogue, assessments: Iterable[Assessment]
) -> dict[LineKey, ToldLine]:
    """The lines that these assessments belong to; whether the actor may see them is the caller's to ask."""
    about = Assessment.family_id, Assessment.child_id, Assessment.carer_id, Assessment.instrument_id
    same = (
        and_(*(column.is_not_distinct_from(getattr(one, column.key)) for column in about))
        for one in assessments
    )
    return _changes(session, actor, catalogue, or_(false(), *same))


def _changes(
    session: Session, actor: Actor, catalogue: Catalogue, where: ColumnElement[bool]
) -> dict[LineKey, ToldLine]:
    """Lines that the actor may see the grades of and of which something is judged.

    One query for the assessments, one for their standing, and one for each instrument.
    """
    lines: dict[LineKey, list[SignedAssessment]] = {}
    for one in open_assessments(session, actor, where):
        lines.setdefault(_key(one), []).append(one)
    instruments = dict.fromkeys(key.instrument_id for key in lines)
    measures = {instrument_id: measure_of(session, instrument_id) for instrument_id in instruments}
    told = (_line(key, mine, catalogue, measures) for key, mine in lines.items())
    return {line.key: line for line in told if line.told}


def _key(one: SignedAssessment) -> LineKey:
    return LineKey(one.family_id, one.scored.child_id, one.instrument.id, one.scored.whose)


def _line(
    key: LineKey,
    assessments: Sequence[SignedAssessment],
    catalogue: Catalogue,
    measures: Mapping[str, Measure],
) -> ToldLine:
    newest = assessments[-1]
    return ToldLine(key, newest, tuple(_told(assessments, catalogue, measures[key.instrument_id])))


def _told(assessments: Sequence[SignedAssessment], catalogue: Catalogue, measure: Measure) -> Iterator[Told]:
    instrument = assessments[-1].instrument
    scored = [one.scored for one in assessments]
    approved = catalogue.crosswalks(instrument.id), rescored_answers(assessments)
    for group in outline(instrument):
        for scale in group.parts or (group.head,):
            for series in series_of(scored, scale.id, scale.direction, *approved):
                told = tell(series, instrument, measure.rules)
                if told.judgement:
                    yield told

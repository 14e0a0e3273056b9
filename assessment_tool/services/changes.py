"""What changed, in words, line by line over a family or several: for a list where no trend is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, false, or_
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.permissions import Actor
from assessment_tool.core.trend import LastingItem, Told, Whose, outline, series_of, tell
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.assessments import Assessment
from assessment_tool.services.blinded import blind_assessments
from assessment_tool.services.change_rules import Measure, Measures
from assessment_tool.services.openness import open_to
from assessment_tool.services.signed_assessments import (
    SignedAssessment,
    every_counted,
    rescored_answers,
    versions_of,
)


@dataclass(frozen=True, slots=True)
class LineKey:
    """One line of a trend: a child, an instrument, and whose care of the child was rated by whom."""

    family_id: int
    child_id: int | None
    instrument_id: str
    whose: Whose

    @property
    def assessments(self) -> ColumnElement[bool]:
        """The condition that an assessment is about the same child and carer with the same instrument."""
        return and_(
            Assessment.family_id == self.family_id,
            Assessment.instrument_id == self.instrument_id,
            Assessment.child_id.is_not_distinct_from(self.child_id),
            Assessment.carer_id.is_not_distinct_from(self.whose.carer_id),
        )


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line with what its judged scales allow one to say, from its assessments, oldest observed first."""

    key: LineKey
    assessments: Sequence[SignedAssessment]
    told: Sequence[Told]

    @property
    def newest(self) -> SignedAssessment:
        """The last observed."""
        return self.assessments[-1]

    @property
    def lasting(self) -> list[LastingItem]:
        """The items at grade 4 or 5 now."""
        return [item for one in self.told for item in one.lasting]


def family_changes(
    session: Session, actor: Actor, catalogue: Catalogue, family_id: int
) -> dict[LineKey, ToldLine]:
    """Every line of a family; whether the actor may see the family is the caller's to ask.

    Left out are lines that are not open to the actor or hold an assessment that they are to grade again
    without seeing its grades, and those of which nothing is judged.
    """
    of_family = Assessment.family_id == family_id
    found = told_lines(session, catalogue, of_family & open_to(actor))
    return _not_blind(session, actor, found)


def changes_with(
    session: Session, actor: Actor, catalogue: Catalogue, keys: Iterable[LineKey]
) -> dict[LineKey, ToldLine]:
    """The same of some lines, of whatever families."""
    wanted = dict.fromkeys(keys)
    of_lines = or_(false(), *(key.assessments for key in wanted))
    found = told_lines(session, catalogue, of_lines & open_to(actor))
    return _not_blind(session, actor, {key: line for key, line in found.items() if key in wanted})


def told_lines(session: Session, catalogue: Catalogue, where: ColumnElement[bool]) -> dict[LineKey, ToldLine]:
    """The lines of the assessments that meet the condition, whoever asks, in a fixed number of queries."""
    lines: dict[LineKey, list[SignedAssessment]] = {}
    for one in every_counted(session, where):
        lines.setdefault(_key(one), []).append(one)
    measures = Measures(session)
    told = (
        ToldLine(key, mine, tuple(_told(mine, catalogue, measures.of(key.instrument_id))))
        for key, mine in lines.items()
    )
    return {line.key: line for line in told if line.told}


def _not_blind(session: Session, actor: Actor, lines: dict[LineKey, ToldLine]) -> dict[LineKey, ToldLine]:
    blind = blind_assessments(session, actor.user_id).keys()
    return {
        key: line
        for key, line in lines.items()
        if blind.isdisjoint(one.scored.assessment_id for one in line.assessments)
    }


def _key(one: SignedAssessment) -> LineKey:
    return LineKey(one.family_id, one.scored.child_id, one.instrument.id, one.scored.whose)


def _told(assessments: Sequence[SignedAssessment], catalogue: Catalogue, measure: Measure) -> Iterator[Told]:
    instrument = versions_of(assessments)[0]
    scored = [one.scored for one in assessments]
    joined_by = measure.comparability(catalogue.crosswalks(instrument.id), rescored_answers(assessments))
    for group in outline(instrument):
        for scale in group.parts or (group.head,):
            for series in series_of(scored, scale.id, scale.direction, joined_by):
                told = tell(series, instrument, measure.rules)
                if told.judgement:
                    yield told

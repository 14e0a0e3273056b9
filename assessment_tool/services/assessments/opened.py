"""One revision of an assessment as a person opens it: everything its pages show, in few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.ages import UNBORN, ChildAge, age_on
from assessment_tool.core.gate import GateStanding, gate_standing
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import Result, score
from assessment_tool.core.stored import answers_from_json, result_from_json, value_from_json
from assessment_tool.core.visibility import (
    AskedItem,
    Circumstances,
    answered_for_another_age,
    asked_items,
    without_required_evidence,
)
from assessment_tool.definitions.policy_file import default_policy
from assessment_tool.records.assessments import Assessment, AssessmentEvent, Revision, SummaryEdit
from assessment_tool.records.families import Family, Person
from assessment_tool.records.responses import Response as ResponseRow
from assessment_tool.records.responses import ResponseHistory
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.records.users import User
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.assessments.attempts import planned_attempts
from assessment_tool.services.assessments.authors import authors_of
from assessment_tool.services.assessments.standings import events_of, standing_of
from assessment_tool.services.blinded import closing_audit, refuse_closed
from assessment_tool.services.kept_definitions import instrument_of
from assessment_tool.services.openness import is_open_to
from assessment_tool.services.touched import touch


@dataclass(frozen=True, slots=True)
class OpenedAssessment:
    """A revision with its instrument, answers, score so far and history.

    For a draft, `result` is what its answers score now; for a signed revision it is the stored one.
    """

    family: Family
    assessment: Assessment
    revision: Revision
    child: Person | None
    carer: Person | None
    instrument: Instrument
    circumstances: Circumstances
    responses: Mapping[str, Response]
    versions: Mapping[str, int]
    """The version of each stored response, for the check on saving; 0 where none is stored."""
    age_bands: Mapping[str, str]
    """The band of ages for which each stored response was given, by its id; empty where there is none."""
    carried: frozenset[str]
    """The ids of the items whose stored response comes from a draft in an older version, unconfirmed here."""
    summary_is_carried: bool
    """Whether the summary comes from a draft in an older version, and nobody has saved it in this one."""
    last_edits: Mapping[str, datetime]
    asked: Mapping[str, AskedItem]
    result: Result
    standing: Standing
    events: Sequence[AssessmentEvent]
    """All events of the assessment, oldest first, those of other revisions included."""
    people: Mapping[int, User]
    """The members of staff named in events and answers, by id."""
    authors: frozenset[int]
    """All whose work the assessment is, in whichever of its revisions (`authors_of`)."""
    further_attempt: date | None
    """When somebody is to be asked again, where it was not safe to ask."""

    @property
    def is_draft(self) -> bool:
        """Whether answers can still be given."""
        return self.standing is Standing.DRAFT

    @property
    def blind_order(self) -> str:
        """What the order of descriptions hangs on where grades are chosen blind; else empty."""
        return f"assessment {self.assessment.id}" if self.instrument.blind_rating else ""

    @property
    def gate(self) -> GateStanding:
        """Whether the questions behind the instrument's gate may be asked; open where it has none."""
        return gate_standing(self.instrument, self.responses)

    @property
    def days_too_long(self) -> int:
        """How many days were observed where that is far longer than the instrument looks; else nought."""
        factor = default_policy().change.window_factor
        first, last = self.revision.observed_from, self.revision.observed_on
        return self.instrument.window.days_too_long(first, last, factor)

    @property
    def lacking_evidence(self) -> tuple[str, ...]:
        """The ids of items whose grade needs evidence and has none."""
        return tuple(without_required_evidence(self.asked, self.responses))

    @property
    def for_another_age(self) -> tuple[str, ...]:
        """The ids of items that were answered by the descriptions of another age than the child's now."""
        return tuple(answered_for_another_age(self.asked, self.responses, self.age_bands))

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """The ids of items whose answer was carried from an older version, and confirmed by nobody yet."""
        return tuple(
            item_id
            for item_id in self.asked
            if item_id in self.carried and not self.responses[item_id].is_blank
        )

    @property
    def why_untied(self) -> str:
        """Why care that nobody had recorded is assessed, as it was written at the beginning; else empty."""
        opened = (event for event in self.events if event.kind is EventKind.OPENED)
        return next((event.reason for event in opened), "")

    @property
    def opened_by(self) -> User:
        """Who opened this revision: a supervisor who returned what came before, for its author."""
        opened = (event for event in self.events if event.kind is EventKind.OPENED)
        by = (event.by_id for event in opened if event.revision_id == self.revision.id)
        return self.people[next(by, self.revision.author_id)]

    @property
    def return_reason(self) -> str:
        """Why this draft was opened again; empty for a first one."""
        return self.revision.opened_reason


def open_assessment(
    session: Session, actor: Actor, revision_id: int, at: datetime, *, for_writing: bool = False
) -> OpenedAssessment:
    """Open a revision; `NotFoundError` unless it exists, in a family of the actor's, and is open to them.

    Raises `BlindError` for whoever is to grade it again without seeing its grades.
    `for_writing` locks the revision's row until the transaction ends, so that two savers take turns.
    """
    revision = _revision(session, revision_id, for_writing=for_writing)
    query = select(Assessment, closing_audit(actor)).where(Assessment.id == revision.assessment_id)
    assessment, closing = session.execute(query).one()
    touch(session, assessment.family_id, f"assessment {revision_id}")
    try:
        require(session, actor, Action.READ_FAMILY, assessment.family_id, at)
    except NotFoundError as error:
        raise NotFoundError("assessment") from error
    if not is_open_to(actor, assessment, revision):
        raise NotFoundError("assessment")
    refuse_closed([closing])
    return _opened(session, assessment, revision, at)


def age_of(child: Person | None, on: date) -> ChildAge | None:
    """The child's age on the day; None where the assessment is about no child."""
    if child is None:
        return None
    if child.born_on is None or on < child.born_on:
        return UNBORN
    return age_on(child.born_on, on)


def _revision(session: Session, revision_id: int, *, for_writing: bool) -> Revision:
    query = select(Revision).where(Revision.id == revision_id)
    if for_writing:  # and as it is once the lock is ours, whatever this session read before
        query = query.with_for_update().execution_options(populate_existing=True)
    revision = session.scalar(query)
    if revision is None:
        raise NotFoundError("assessment")
    return revision


def _opened(session: Session, assessment: Assessment, revision: Revision, at: datetime) -> OpenedAssessment:
    query = select(ResponseRow).where(ResponseRow.revision_id == revision.id)
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    responses = {row.item_id: response_of(row) for row in rows}
    events = events_of(session, assessment.id)
    instrument = instrument_of(session, revision.definition_sha256)
    child = session.get(Person, assessment.child_id) if assessment.child_id else None
    carer = session.get(Person, assessment.carer_id) if assessment.carer_id else None
    circumstances = _circumstances(revision, child, carer, today(at))
    authors = authors_of(session, assessment)
    stored = session.get(ResultRow, revision.id)
    return OpenedAssessment(
        family=session.get_one(Family, assessment.family_id),
        assessment=assessment,
        revision=revision,
        child=child,
        carer=carer,
        instrument=instrument,
        circumstances=circumstances,
        responses=responses,
        versions={row.item_id: row.version for row in rows},
        age_bands={row.item_id: row.age_band for row in rows},
        carried=frozenset(row.item_id for row in rows if row.is_carried),
        summary_is_carried=_is_carried(session, revision),
        last_edits={row.item_id: row.updated_at for row in rows},
        asked=asked_items(instrument, circumstances, responses),
        result=_result(stored, instrument, circumstances, responses),
        standing=standing_of(revision.id, events),
        events=events,
        people=_people(session, authors | {event.by_id for event in events}),
        authors=authors,
        further_attempt=_further_attempt(session, instrument, assessment),
    )


def _further_attempt(session: Session, instrument: Instrument, assessment: Assessment) -> date | None:
    return planned_attempts(session, [assessment.id]).get(assessment.id) if instrument.gate else None


def _circumstances(
    revision: Revision, child: Person | None, carer: Person | None, day: date
) -> Circumstances:
    """What the form depends on: as it was at signing, or for a draft as it is known today."""
    if revision.responses_json is not None:
        return answers_from_json(revision.responses_json)[0]
    on = revision.observed_on or day
    return Circumstances(observed_on=on, child=age_of(child, on), respondent_sex=carer.sex if carer else None)


def _is_carried(session: Session, revision: Revision) -> bool:
    """Whether nobody has saved the summary since its draft was restarted."""
    if not revision.is_restart or not _says_something(revision):
        return False
    edits = select(SummaryEdit.id).where(SummaryEdit.revision_id == revision.id)
    return session.scalar(edits.limit(1)) is None


def _says_something(revision: Revision) -> bool:
    views = (revision.carer_view, revision.child_view, revision.disagreement)
    texts = (revision.why_longer, revision.analysis, *views)
    return revision.times_observed is not None or any(texts)


def response_of(row: ResponseRow | ResponseHistory) -> Response:
    """The plain response that a stored row holds."""
    return Response(
        value=value_from_json(row.value_json),
        absence=row.absence,
        evidence=row.evidence,
        source=row.source,
        confidence=row.confidence,
    )


def _result(
    stored: ResultRow | None,
    instrument: Instrument,
    circumstances: Circumstances,
    responses: Mapping[str, Response],
) -> Result:
    return result_from_json(stored.result_json) if stored else score(instrument, circumstances, responses)


def _people(session: Session, user_ids: set[int] | frozenset[int]) -> dict[int, User]:
    return {user.id: user for user in session.scalars(select(User).where(User.id.in_(user_ids)))}

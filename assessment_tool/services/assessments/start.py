"""Starting an assessment: one instrument, and the child, the carer or both that it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.days import in_full
from assessment_tool.core.instrument import Instrument, RaterRole
from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.restricted import is_restricted
from assessment_tool.core.text import cleaned
from assessment_tool.core.visibility import for_age
from assessment_tool.definitions.catalogue import Catalogue, Definition, Status, UnknownInstrumentError
from assessment_tool.definitions.registry import Entry
from assessment_tool.records.assessments import Assessment, OpenedBecause, Revision
from assessment_tool.records.families import MemberRole, Membership, Person
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.assessments.attempts import close_attempts_like
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.assessments.opened import age_of
from assessment_tool.services.assessments.recorded_care import is_recorded
from assessment_tool.services.kept_definitions import keep
from assessment_tool.services.languages import NotInLanguageError, in_language


@dataclass(frozen=True, slots=True)
class Start:
    """What a person chose before the first question."""

    family_id: int
    instrument_id: str
    carer_id: int | None = None
    child_id: int | None = None
    rater_role: RaterRole = RaterRole.WORKER
    original_assessor: str = ""
    """Who made the assessment on paper, for one that is entered later; empty otherwise."""
    observed_on: date | None = None
    """The last day that it looked at, where that is known already: the child's age is that of this day."""
    version: str = ""
    """The version that a paper form was printed from; empty for the newest one in use."""
    language: str = ""
    """The language of the form; empty for that in which the version was written."""
    why_untied: str = ""
    """Why this care is assessed where nobody recorded that the carer cares for the child; else not kept."""


class CannotStartError(ValueError):
    """A choice that does not fit; `field` names it and `message` says what to choose instead."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


LONGEST_WHY = 4_000
NOT_RECORDED = (
    "{carer} is not recorded as caring for {child}. Have their relationship recorded first, or say here "
    "why this care is assessed."
)
_CHOOSE = {
    ("child_id", True): "Choose the child whose care is assessed.",
    ("child_id", False): "This instrument is about no one child. Choose “No child”, or another instrument.",
    ("carer_id", True): "Choose the carer.",
    ("carer_id", False): "This instrument is about no carer. Choose “No carer”, or another instrument.",
}


def start(session: Session, actor: Actor, catalogue: Catalogue, wanted: Start, at: datetime) -> Revision:
    """Open the first draft with the newest version in use of the instrument, or that of its paper form.

    The form is in the chosen language, with its words as they are published on this day. Care that nobody
    recorded is assessed for a written reason alone, which stays with the event of opening.
    Raises `CannotStartError` for a choice that does not fit, `NotFoundError` for people or families
    that are not the actor's to see.
    """
    require(session, actor, Action.DRAFT_ASSESSMENT, wanted.family_id, at)
    definition = _in_language(catalogue, _definition(catalogue, wanted, today(at)), wanted.language)
    _check_role(definition, actor)
    check_people(session, definition, wanted, at)
    why_untied = _why_untied(session, wanted)
    assessment = Assessment(
        family_id=wanted.family_id,
        child_id=wanted.child_id,
        carer_id=wanted.carer_id,
        instrument_id=wanted.instrument_id,
        created_by_id=actor.user_id,
        created_at=at,
        is_restricted=is_restricted(definition.instrument),
    )
    session.add(assessment)
    session.flush()
    if definition.instrument.gate:
        close_attempts_like(session, actor, assessment, at)
    original_assessor = cleaned(wanted.original_assessor).strip()
    revision = Revision(
        assessment_id=assessment.id,
        number=1,
        opened_because=OpenedBecause.FIRST,
        definition_sha256=keep(session, definition, at),
        author_id=actor.user_id,
        opened_at=at,
        rater_role=wanted.rater_role,
        transcribed_from_paper=bool(original_assessor),
        original_assessor=original_assessor,
    )
    session.add(revision)
    session.flush()
    note(session, revision, EventKind.OPENED, actor, at, reason=why_untied)
    return revision


def _definition(catalogue: Catalogue, wanted: Start, day: date) -> Definition:
    """The newest version in use; of a form filled in before that one came, the version it was printed from.

    That is taken as long as something can be begun in it or drafts in it can be finished.
    """
    newest = _newest(catalogue, wanted.instrument_id, day)
    if wanted.version in {"", newest.instrument.version}:
        _check_not_to_come(catalogue.entry(newest.sha256), wanted.observed_on or day)
        return newest
    if wanted.version not in catalogue.versions(wanted.instrument_id):
        raise CannotStartError("version", f"There is no version {wanted.version}. Enter it as it is printed.")
    entry = catalogue.published(wanted.instrument_id, wanted.version)
    _check_not_to_come(entry, min(day, wanted.observed_on or day))
    if entry is None or not _is_taken(entry, day):
        message = (
            f"Forms in version {wanted.version} can no longer be entered. Leave this empty, and answer in"
        )
        raise CannotStartError("version", f"{message} version {newest.instrument.version}.")
    _check_filled_in_before(catalogue, newest, wanted)
    return catalogue.find(wanted.instrument_id, wanted.version)


def _in_language(catalogue: Catalogue, definition: Definition, language: str) -> Definition:
    try:
        return in_language(catalogue, definition, language)
    except NotInLanguageError as error:
        raise CannotStartError("language", str(error)) from error


def _newest(catalogue: Catalogue, instrument_id: str, day: date) -> Definition:
    """The newest version in use; raises `CannotStartError` where the first one is still to come."""
    try:
        return catalogue.newest(instrument_id, day)
    except UnknownInstrumentError:
        for entry in catalogue.to_come(day):
            if entry.id == instrument_id:
                since = in_full(entry.effective_from)
                message = f"This instrument comes into use on {since}. Choose another, or wait until then."
                raise CannotStartError("instrument_id", message) from None
        raise


def _check_not_to_come(entry: Entry | None, on: date) -> None:
    """Whether the version had come into use on the day that is assessed."""
    if entry and entry.is_to_come(on):
        message = (
            f"Version {entry.version} is for what is observed from {in_full(entry.effective_from)} on. "
            "Enter the version that was in use when this was observed."
        )
        raise CannotStartError("version", message)


def _is_taken(entry: Entry, day: date) -> bool:
    return entry.status is Status.ACTIVE or (entry.finish_until is not None and day <= entry.finish_until)


def _check_filled_in_before(catalogue: Catalogue, newest: Definition, wanted: Start) -> None:
    """Whether it is a paper form whose observation ended before the newest version came into use."""
    since = catalogue.entry(newest.sha256)
    is_paper, ended = bool(cleaned(wanted.original_assessor).strip()), wanted.observed_on
    if not (is_paper and ended and since and ended < since.effective_from):
        version = newest.instrument.version
        message = f"When it was observed version {version} was in use. Leave this empty to begin in it."
        raise CannotStartError("version", message)


def _check_role(definition: Definition, actor: Actor) -> None:
    if actor.role not in definition.instrument.completed_by:
        message = f"{definition.instrument.title} is not for your role to complete. Choose another."
        raise CannotStartError("instrument_id", message)


def check_people(session: Session, definition: Definition, wanted: Start, at: datetime) -> None:
    """Whether this version is for these people, and for who completes it; raises as `start`."""
    instrument = definition.instrument
    if wanted.rater_role not in instrument.rater_roles:
        allowed = ", ".join(instrument.rater_roles)
        raise CannotStartError("rater_role", f"This instrument is completed as: {allowed}.")
    _check_number_of_people(instrument, wanted)
    if wanted.carer_id is not None:
        _member(session, wanted.family_id, wanted.carer_id, MemberRole.CARER)
    if wanted.child_id is not None:
        child = _member(session, wanted.family_id, wanted.child_id, MemberRole.CHILD)
        age = age_of(child, wanted.observed_on or today(at))
        if not any(for_age(item, age) for item in instrument.items.values()):
            raise CannotStartError("child_id", f"{instrument.title} has no items for a child of this age.")


def _check_number_of_people(instrument: Instrument, wanted: Start) -> None:
    """A child where the instrument is about one and none where it is not; and likewise a carer."""
    for field, person_id, is_wanted in (
        ("child_id", wanted.child_id, instrument.about.has_child),
        ("carer_id", wanted.carer_id, instrument.about.has_carer),
    ):
        if (person_id is not None) is not is_wanted:
            raise CannotStartError(field, _CHOOSE[field, is_wanted])


def _why_untied(session: Session, wanted: Start) -> str:
    """The reason to keep; empty where the care is on record, or it is not about a child and a carer."""
    if wanted.child_id is None or wanted.carer_id is None:
        return ""
    if is_recorded(session, wanted.child_id, wanted.carer_id):
        return ""
    why = cleaned(wanted.why_untied).strip()
    if not why:
        carer, child = (session.get_one(Person, one).name for one in (wanted.carer_id, wanted.child_id))
        raise CannotStartError("why_untied", NOT_RECORDED.format(carer=carer, child=child))
    if len(why) > LONGEST_WHY:
        raise CannotStartError("why_untied", f"Keep the reason to {LONGEST_WHY:,} characters.")
    return why


def _member(session: Session, family_id: int, person_id: int, role: MemberRole) -> Person:
    query = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.family_id == family_id, Person.id == person_id, Membership.role == role)
    )
    person = session.scalar(query.limit(1))
    if person is None:
        raise NotFoundError(role)
    return person

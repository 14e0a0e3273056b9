"""Restarting a draft in a newer version of its instrument: what still holds goes with it, to be confirmed."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import EventKind, Standing, step
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.definitions.catalogue import Catalogue, Definition, UnknownInstrumentError
from assessment_tool.definitions.version_file import version_order
from assessment_tool.records.assessments import OpenedBecause, Revision
from assessment_tool.services.access import require
from assessment_tool.services.assessments.carried_over import CarriedOver, carried_over
from assessment_tool.services.assessments.copied_answers import carry_answers
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.assessments.start import CannotStartError, Start, check_people
from assessment_tool.services.kept_definitions import keep
from assessment_tool.services.languages import in_every_language


class CannotRestartError(Exception):
    """The draft cannot be restarted in that version; the message says why and what to do instead."""


class RestartedError(Exception):
    """The draft was restarted already; `revision_id` is the one that goes on."""

    def __init__(self, revision_id: int) -> None:
        super().__init__("The draft was restarted already.")
        self.revision_id = revision_id


def newer_version(catalogue: Catalogue, opened: OpenedAssessment, day: date) -> Definition | None:
    """The newer version in use on the day that the draft can be restarted in; None where there is none.

    It is in the language of the draft where it is offered in that, else in the one in which it was written.

    What was signed once is put right in its own version: a draft of that is not restarted.
    """
    if not opened.is_draft or opened.revision.opened_because is not OpenedBecause.FIRST:
        return None
    try:
        latest = catalogue.newest(opened.instrument.id, min(day, opened.revision.observed_on or day))
    except UnknownInstrumentError:
        return None
    is_newer = version_order(latest.instrument.version) > version_order(opened.instrument.version)
    return _same_language(catalogue, latest, opened.instrument.language) if is_newer else None


def _same_language(catalogue: Catalogue, latest: Definition, language: str) -> Definition:
    """The version in the language of the draft where it is offered in that, else as it was written."""
    return in_every_language(catalogue, latest).get(language, latest)


def plan_restart(
    session: Session, actor: Actor, catalogue: Catalogue, opened: OpenedAssessment, at: datetime
) -> tuple[Definition, CarriedOver]:
    """In which version the draft can be restarted, and what would be carried there; nothing is changed yet.

    Raises `NotPermittedError` as for writing in the draft, `RestartedError`, `StepNotPossibleError` where
    it is no draft any more, `CannotRestartError` where no newer version is in use that can take it.
    """
    require(session, actor, Action.DRAFT_ASSESSMENT, opened.assessment.family_id, at)
    _refuse_second(opened)
    step(opened.standing, EventKind.RESTARTED)
    definition = newer_version(catalogue, opened, today(at))
    if definition is None:
        raise CannotRestartError("No newer version is in use in which this draft can be restarted.")
    try:
        check_people(session, definition, _as_begun(opened), at)
    except CannotStartError as error:
        message = f"Version {definition.instrument.version} cannot take this draft over. {error.message}"
        raise CannotRestartError(message) from error
    return definition, carried_over(
        opened.revision, opened.responses, opened.instrument, definition.instrument
    )


def restart_in(
    session: Session, actor: Actor, catalogue: Catalogue, revision_id: int, *, version: str, at: datetime
) -> Revision:
    """Close the draft and open a new one in the newer version, with all that still holds.

    Raises as `plan_restart`, and `CannotRestartError` where `version` is not the newest one in use.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    definition, plan = plan_restart(session, actor, catalogue, opened, at)
    if definition.instrument.version != version:
        raise CannotRestartError("Another version is in use now. Read what it would change, then restart.")
    draft = _new_draft(session, opened, plan, keep(session, definition, at), at)
    carry_answers(session, opened.revision.id, draft.id, plan.carried)
    why = f"Restarted in version {version}."
    note(session, opened.revision, EventKind.RESTARTED, actor, at, reason=why, other_revision_id=draft.id)
    note(session, draft, EventKind.OPENED, actor, at)
    return draft


def _refuse_second(opened: OpenedAssessment) -> None:
    for event in opened.events:
        is_this = event.revision_id == opened.revision.id and event.kind is EventKind.RESTARTED
        if opened.standing is Standing.RESTARTED and is_this and event.other_revision_id:
            raise RestartedError(event.other_revision_id)


def _as_begun(opened: OpenedAssessment) -> Start:
    """What was chosen for the draft, as if it were begun today."""
    return Start(
        family_id=opened.assessment.family_id,
        instrument_id=opened.instrument.id,
        carer_id=opened.assessment.carer_id,
        child_id=opened.assessment.child_id,
        rater_role=opened.revision.rater_role,
        observed_on=opened.revision.observed_on,
    )


def _new_draft(
    session: Session, opened: OpenedAssessment, plan: CarriedOver, definition_sha256: str, at: datetime
) -> Revision:
    """The draft that goes on: its author's still, whoever restarts it."""
    old = opened.revision
    numbers = select(func.max(Revision.number)).where(Revision.assessment_id == old.assessment_id)
    draft = Revision(
        assessment_id=old.assessment_id,
        number=session.scalars(numbers).one() + 1,
        based_on_id=old.id,
        opened_because=OpenedBecause.FIRST,
        definition_sha256=definition_sha256,
        author_id=old.author_id,
        opened_at=at,
        rater_role=old.rater_role,
        **asdict(plan.summary),
        transcribed_from_paper=old.transcribed_from_paper,
        original_assessor=old.original_assessor,
    )
    session.add(draft)
    session.flush()
    return draft

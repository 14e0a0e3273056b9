"""The summary of a draft: what was observed when, the analysis, and the views of carer and child."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import EventKind, StepNotPossibleError
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.text import cleaned
from assessment_tool.records.assessments import Revision, SummaryEdit
from assessment_tool.services.access import require
from assessment_tool.services.assessments.opened import open_assessment


@dataclass(frozen=True, slots=True)
class Summary:
    """The parts of an assessment beside its items; the dates bound the observation window."""

    observed_from: date | None = None
    observed_on: date | None = None
    analysis: str = ""
    carer_view: str = ""
    child_view: str = ""
    disagreement: str = ""


class SummaryChangedError(Exception):
    """Somebody else saved the summary after the person opened it; nothing was overwritten."""

    def __init__(self, theirs: Summary, lock_version: int) -> None:
        super().__init__("The summary was changed meanwhile.")
        self.theirs = theirs
        self.lock_version = lock_version


class ObservationDatesError(ValueError):
    """Dates of observation that cannot be; `field` names the one to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def save_summary(
    session: Session,
    actor: Actor,
    revision_id: int,
    summary: Summary,
    *,
    lock_version: int,
    at: datetime,
) -> int:
    """Save the summary of a draft and return its new lock version; the same again changes nothing.

    Raises `SummaryChangedError` with the other text when `lock_version` is no longer the current one,
    `ObservationDatesError` for dates in the future, in the wrong order, or before the child's birth.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    require(session, actor, Action.DRAFT_ASSESSMENT, opened.assessment.family_id, at)
    if not opened.is_draft:
        raise StepNotPossibleError(opened.standing, EventKind.OPENED)
    revision, summary = opened.revision, _cleaned(summary)
    if summary == summary_of(revision):
        return revision.lock_version
    if revision.lock_version != lock_version:
        raise SummaryChangedError(summary_of(revision), revision.lock_version)
    _check_dates(summary, today(at), opened.child.born_on if opened.child else None)
    revision.observed_from = summary.observed_from
    revision.observed_on = summary.observed_on
    revision.analysis = summary.analysis
    revision.carer_view = summary.carer_view
    revision.child_view = summary.child_view
    revision.disagreement = summary.disagreement
    session.flush()
    session.add(_edit(revision, summary, actor, at))
    session.flush()
    return revision.lock_version


def summary_of(revision: Revision) -> Summary:
    """The summary that a revision holds."""
    return Summary(
        observed_from=revision.observed_from,
        observed_on=revision.observed_on,
        analysis=revision.analysis,
        carer_view=revision.carer_view,
        child_view=revision.child_view,
        disagreement=revision.disagreement,
    )


def _edit(revision: Revision, summary: Summary, actor: Actor, at: datetime) -> SummaryEdit:
    """What was saved, by whom: earlier texts are kept, and whoever wrote any of them is an author."""
    return SummaryEdit(
        revision_id=revision.id,
        lock_version=revision.lock_version,
        observed_from=summary.observed_from,
        observed_on=summary.observed_on,
        analysis=summary.analysis,
        carer_view=summary.carer_view,
        child_view=summary.child_view,
        disagreement=summary.disagreement,
        saved_by_id=actor.user_id,
        saved_at=at,
    )


def _cleaned(summary: Summary) -> Summary:
    return replace(
        summary,
        analysis=cleaned(summary.analysis),
        carer_view=cleaned(summary.carer_view),
        child_view=cleaned(summary.child_view),
        disagreement=cleaned(summary.disagreement),
    )


def _check_dates(summary: Summary, day: date, born_on: date | None) -> None:
    first, last = summary.observed_from, summary.observed_on
    if last and last > day:
        raise ObservationDatesError(
            "observed_on", "The last day of observation must be today or in the past."
        )
    if first and last and first > last:
        raise ObservationDatesError("observed_from", "The first day must be on or before the last day.")
    if first and first > day:
        raise ObservationDatesError(
            "observed_from", "The first day of observation must be today or in the past."
        )
    if born_on and born_on <= day and ((first and first < born_on) or (last and last < born_on)):
        raise ObservationDatesError(
            "observed_from", "The observation cannot begin before the child was born."
        )

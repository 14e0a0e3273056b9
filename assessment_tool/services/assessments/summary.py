"""The summary of a draft: what was observed when, the analysis, and the views of carer and child."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import EventKind, StepNotPossibleError
from assessment_tool.core.observation import MOST_OBSERVATIONS, ObservationWindow
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.text import cleaned
from assessment_tool.definitions.policy_file import default_policy
from assessment_tool.records.assessments import Revision, SummaryEdit
from assessment_tool.services.access import require
from assessment_tool.services.assessments.opened import open_assessment


@dataclass(frozen=True, slots=True)
class Summary:
    """The parts of an assessment beside its items; the dates bound the observation window.

    `times_observed` counts the observations in it; none where nobody knows. `why_longer` says why they
    are far further apart than the instrument looks.
    """

    observed_from: date | None = None
    observed_on: date | None = None
    times_observed: int | None = None
    analysis: str = ""
    carer_view: str = ""
    child_view: str = ""
    disagreement: str = ""
    why_longer: str = ""


class SummaryChangedError(Exception):
    """Somebody else saved the summary after the person opened it; nothing was overwritten."""

    def __init__(self, theirs: Summary, lock_version: int) -> None:
        super().__init__("The summary was changed meanwhile.")
        self.theirs = theirs
        self.lock_version = lock_version


class ObservationError(ValueError):
    """Days or a number of observations that cannot be; `field` names the one to mend."""

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

    The first saving confirms what was carried from a draft in an older version, also where it is the same.
    Raises `SummaryChangedError` with the other text when `lock_version` is no longer the current one,
    `ObservationError` for dates in the future, in the wrong order, or before the child's birth, and for
    a number of observations that cannot be. Where the instrument does not ask for one, none is kept, and
    no reason for a long time where the time is not long.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    require(session, actor, Action.DRAFT_ASSESSMENT, opened.assessment.family_id, at)
    if not opened.is_draft:
        raise StepNotPossibleError(opened.standing, EventKind.OPENED)
    revision, summary = opened.revision, _kept(summary, opened.instrument.window)
    if summary == summary_of(revision) and not opened.summary_is_carried:
        return revision.lock_version
    if revision.lock_version != lock_version:
        raise SummaryChangedError(summary_of(revision), revision.lock_version)
    _check_dates(summary, today(at), opened.child.born_on if opened.child else None)
    _check_number(summary.times_observed)
    for name, value in asdict(summary).items():
        setattr(revision, name, value)
    session.flush()
    session.add(_edit(revision, summary, actor, at))
    session.flush()
    return revision.lock_version


def summary_of(revision: Revision) -> Summary:
    """The summary that a revision holds."""
    return Summary(**{part.name: getattr(revision, part.name) for part in fields(Summary)})


def _edit(revision: Revision, summary: Summary, actor: Actor, at: datetime) -> SummaryEdit:
    """What was saved, by whom: earlier texts are kept, and whoever wrote any of them is an author."""
    return SummaryEdit(
        revision_id=revision.id,
        lock_version=revision.lock_version,
        **asdict(summary),
        saved_by_id=actor.user_id,
        saved_at=at,
    )


def _kept(summary: Summary, window: ObservationWindow) -> Summary:
    """Texts without what hides in them; what is not asked for here is not kept."""
    return replace(
        summary,
        times_observed=None if window.minimum_observations is None else summary.times_observed,
        why_longer=cleaned(summary.why_longer) if _is_too_long(summary, window) else "",
        analysis=cleaned(summary.analysis),
        carer_view=cleaned(summary.carer_view),
        child_view=cleaned(summary.child_view),
        disagreement=cleaned(summary.disagreement),
    )


def _is_too_long(summary: Summary, window: ObservationWindow) -> bool:
    factor = default_policy().change.window_factor
    return window.days_too_long(summary.observed_from, summary.observed_on, factor) > 0


def _check_dates(summary: Summary, day: date, born_on: date | None) -> None:
    first, last = summary.observed_from, summary.observed_on
    if last and last > day:
        raise ObservationError("observed_on", "The last day of observation must be today or in the past.")
    if first and last and first > last:
        raise ObservationError("observed_from", "The first day must be on or before the last day.")
    if first and first > day:
        raise ObservationError("observed_from", "The first day of observation must be today or in the past.")
    if born_on and born_on <= day and ((first and first < born_on) or (last and last < born_on)):
        raise ObservationError("observed_from", "The observation cannot begin before the child was born.")


def _check_number(times_observed: int | None) -> None:
    if times_observed is not None and not 1 <= times_observed <= MOST_OBSERVATIONS:
        raise ObservationError("times_observed", f"Enter a whole number from 1 to {MOST_OBSERVATIONS}.")

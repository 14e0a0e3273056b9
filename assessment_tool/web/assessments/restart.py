"""Restarting a draft in a newer version: first what it would come to, then one button."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.carrying import LeftBehind
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.languages import language_name
from assessment_tool.documents.sentences import counted
from assessment_tool.records.engine import StaleError
from assessment_tool.services.assessments.carried_over import CarriedOver, left_behind
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.restart import (
    CannotRestartError,
    RestartedError,
    newer_version,
    plan_restart,
    restart_in,
)
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.opening import breadcrumb, may_write, opened_for_reading
from assessment_tool.web.assessments.wording import NOT_CARRIED, in_words
from assessment_tool.web.identity import current_actor
from assessment_tool.web.not_now import NOT_NOW
from assessment_tool.web.once import once
from assessment_tool.web.parts import parts, reading_session

ALREADY = "This draft was restarted already: here it goes on."
OTHER_PROMPT = "The question above it has changed."
_PARTS = {
    "analysis": "Analysis",
    "why_longer": "Why care was observed for longer",
    "times_observed": "How often care was observed",
}


@dataclass(frozen=True, slots=True)
class NotCarried:
    """One answer or text that stays in the closed draft, in words."""

    title: str
    answer: str
    evidence: str
    why: str


@pages.get("/assessments/<record_id:revision_id>/restart")
def restart_form(revision_id: int) -> str | Response | tuple[str, int]:
    """What the restart would carry, what not, and what is new."""
    try:
        return _page(opened_for_reading(revision_id))
    except RestartedError as error:
        return _to_the_other(error)
    except CannotRestartError as error:
        return _refusal(revision_id, error), 409


@pages.post("/assessments/<record_id:revision_id>/restart")
def restart(revision_id: int) -> Response | tuple[str, int]:
    """Restart it once, however often the form is sent."""
    try:
        target = once(partial(_restarted, revision_id, request.form.get("version", "")))
    except RestartedError as error:
        return _to_the_other(error)
    except CannotRestartError as error:
        return _refusal(revision_id, error), 409
    except StaleError:
        return _page(opened_for_reading(revision_id), NOT_NOW), 503
    flash("Restarted. Confirm what was carried, and answer what is new.", "success")
    return redirect(target, 303)


def offered_version(opened: OpenedAssessment) -> str:
    """The newer version that the signed-in person may restart the draft in; empty where there is none."""
    newer = newer_version(parts().catalogue, opened, clock.today()) if may_write(opened) else None
    return newer.instrument.version if newer else ""


def not_carried(opened: OpenedAssessment) -> tuple[str, list[NotCarried]]:
    """What a restarted draft left in the closed one, and the version of that one."""
    carried = left_behind(reading_session(), opened)
    return (carried.before.version, list(_not_carried(carried))) if carried else ("", [])


def _restarted(revision_id: int, version: str, session: Session) -> str:
    actor, at = current_actor(), clock.now()
    draft = restart_in(session, actor, parts().catalogue, revision_id, version=version, at=at)
    return url_for("assessments.overview", revision_id=draft.id)


def _to_the_other(error: RestartedError) -> Response:
    flash(ALREADY, "important")
    return redirect(url_for("assessments.overview", revision_id=error.revision_id), 303)


def _page(opened: OpenedAssessment, fault: str = "") -> str:
    definition, plan = plan_restart(
        reading_session(), current_actor(), parts().catalogue, opened, clock.now()
    )
    left = list(_not_carried(plan))
    new = [asked.title for asked in plan.new_questions(opened.circumstances.child)]
    return render_template(
        "assessments/restart.html",
        page_title="Restart in a newer version",
        opened=opened,
        version=definition.instrument.version,
        language=_language(opened.instrument, definition.instrument),
        counts=[
            f"{counted(len(plan.carried), 'answer')} carried, to be confirmed or changed",
            f"{len(left)} not carried",
            f"{counted(len(new), 'new question')}",
        ],
        left=left,
        new=new,
        errors=[{"text": fault, "href": "#restart"}] if fault else [],
        breadcrumb=breadcrumb(opened, "Restart"),
    )


def _language(before: Instrument, after: Instrument) -> str:
    """In which language the new draft is; empty where no translation plays a part."""
    if before.language != after.language:
        old, new = language_name(before.language), language_name(after.language)
        return f"Version {after.version} is not offered in {old}. The new draft goes on in {new}."
    return f"The new draft is in {after.translation.by_whom}." if after.translation else ""


def _refusal(revision_id: int, error: CannotRestartError) -> str:
    opened = opened_for_reading(revision_id)
    return render_template(
        "assessments/no_restart.html",
        page_title="Not restarted",
        opened=opened,
        reason=str(error),
        is_offered=bool(offered_version(opened)),
        breadcrumb=breadcrumb(opened, "Restart"),
    )


def _not_carried(plan: CarriedOver) -> Iterator[NotCarried]:
    for one in plan.left:
        yield NotCarried(one.item.title, _answer(one), one.response.evidence, NOT_CARRIED[one.why])
    for name, value in plan.parts_left.items():
        yield NotCarried(_PARTS[name], str(value), "", OTHER_PROMPT)


def _answer(one: LeftBehind) -> str:
    return in_words(one.item, one.response) or "Not answered"

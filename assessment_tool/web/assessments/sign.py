"""Signing: what is still missing, or the declaration and the button."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.lifecycle import Standing, StepNotPossibleError
from assessment_tool.core.permissions import Action
from assessment_tool.core.stored import answers_to_json, sha256
from assessment_tool.records.engine import StaleError
from assessment_tool.services.access import NotPermittedError
from assessment_tool.services.assessments import sign as signing
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.version_life import VersionClosedError, closed_because
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.explained import (
    gap_groups,
    scales_to_show,
    shown_contradictions,
    shown_flags,
)
from assessment_tool.web.assessments.glance import HAS_READ, UNREAD, glance_at, has_read
from assessment_tool.web.assessments.opening import breadcrumb, may_write, opened_for_reading, refused
from assessment_tool.web.assessments.wording import SIGNING_REFUSALS, STANDINGS
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import current_actor, current_user
from assessment_tool.web.parts import parts

CHANGED = "Something was changed after you opened this page. Read the assessment again, then sign."
INCOMPLETE = "The assessment is not complete yet"
NOT_NOW = "It is not signed: somebody else was saving at the same moment. Sign again."


ENDED: Mapping[Standing, str] = {
    standing: f"It was not signed. This draft is closed: {STANDINGS[standing].lower()}."
    for standing in (Standing.DISCARDED, Standing.VOIDED, Standing.RESTARTED)
}
"""What somebody is told who signs a draft that came to another end meanwhile."""


class ChangedSinceReadError(Exception):
    """The draft is no longer what the person had before them when they pressed the button."""


class NotReadError(Exception):
    """The person has not said that they read what they sign."""


_REFUSED: Mapping[type[BaseException], tuple[str, int]] = {
    signing.NotReadyToSignError: (INCOMPLETE, 400),
    NotReadError: (UNREAD, 400),
    NotPermittedError: ("", 403),
    ChangedSinceReadError: (CHANGED, 409),
    VersionClosedError: ("", 409),
    StaleError: (NOT_NOW, 503),
}
"""What the page says above itself, where it does not say so anyway, and the answer's status."""


@pages.get("/assessments/<record_id:revision_id>/sign")
def sign_form(revision_id: int) -> str | Response:
    """The gaps, or why this person cannot sign, or the declaration."""
    opened = opened_for_reading(revision_id)
    if opened.standing is not Standing.DRAFT:
        return redirect(url_for("assessments.read", revision_id=revision_id), 303)
    return _page(opened)


@pages.post("/assessments/<record_id:revision_id>/sign", endpoint="sign")
def sign(revision_id: int) -> Response | tuple[str, int]:
    """Sign exactly what was read, and only where it was."""
    try:
        _sign(revision_id, request.form.get("content", ""))
    except tuple(_REFUSED) as error:
        fault, status = next(_REFUSED[kind] for kind in type(error).__mro__ if kind in _REFUSED)
        return _page(opened_for_reading(revision_id), fault), status
    except StepNotPossibleError as error:
        flash(ENDED.get(error.standing, "This assessment is signed already."), "important")
    else:
        flash("Signed. From now on the assessment does not change.", "success")
    return redirect(url_for("assessments.read", revision_id=revision_id), 303)


def _sign(revision_id: int, content: str) -> None:
    actor, at = current_actor(), clock.now()
    with transaction() as session:
        opened = open_assessment(session, actor, revision_id, at, for_writing=True)
        if opened.is_draft and content_of(opened) != content:
            raise ChangedSinceReadError
        if opened.is_draft and not has_read():
            raise NotReadError
        signing.sign(session, actor, parts().catalogue, revision_id, at)


def content_of(opened: OpenedAssessment) -> str:
    """A fingerprint of everything in the draft that a signature would vouch for."""
    answers = answers_to_json(opened.circumstances, opened.responses)
    return sha256(f"{opened.revision.lock_version} {answers}")


def _page(opened: OpenedAssessment, fault: str = "") -> str:
    refusal = refused(opened, Action.SIGN_ASSESSMENT)
    closed = closed_because(parts().catalogue, opened.revision, clock.today())
    gaps = gap_groups(opened, signing.gaps_of(opened))
    return render_template(
        "assessments/sign.html",
        page_title="Sign the assessment",
        opened=opened,
        may_write=may_write(opened),
        gaps=gaps,
        flags=shown_flags(opened),
        contradictions=shown_contradictions(opened),
        refusal=closed or (SIGNING_REFUSALS[refusal] if refusal else ""),
        signer=current_user(),
        content=content_of(opened),
        scales=scales_to_show(opened),
        glance=glance_at(opened),
        unread=fault if fault == UNREAD else "",
        errors=[{"text": fault, "href": _place(fault, has_gaps=bool(gaps))}] if fault else [],
        breadcrumb=breadcrumb(opened, "Sign"),
    )


def _place(fault: str, *, has_gaps: bool) -> str:
    """Where on the page the fault is mended."""
    if has_gaps:
        return "#gaps"
    return f"#{HAS_READ}" if fault == UNREAD else "#declaration"

"""The plain summary for one parent: read here by those who work with the family, and made into a PDF."""

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import __version__, clock
from assessment_tool.core.permissions import Action
from assessment_tool.documents.parent_facts import gather, words_to_choose_from
from assessment_tool.documents.parent_summary import WORDS, Contact
from assessment_tool.jobs.parent_summary import make_parent_summary
from assessment_tool.services.access import may, require
from assessment_tool.services.audit import record_now
from assessment_tool.services.documents import store_document
from assessment_tool.services.parent_summary import CareGiven, care_given
from assessment_tool.web.identity import current_actor, current_user
from assessment_tool.web.once import answered_before, once
from assessment_tool.web.parts import close_reading_session, parts, reading_session
from assessment_tool.web.trends.blueprint import asked_child

if TYPE_CHECKING:
    from assessment_tool.records.documents import IssuedDocument

pages = Blueprint("parent_summaries", __name__)

_SOMEBODY = Contact("your social worker", "")
"""Whom the page names while somebody reads it who cannot make the summary."""


@pages.get("/families/<record_id:family_id>/summaries/<record_id:carer_id>")
def page(family_id: int, carer_id: int) -> str:
    """What the carer would be given, of the child that the address names or of all."""
    return _page(_found(family_id, carer_id), clock.now(), is_outdated=False)


@pages.post("/families/<record_id:family_id>/summaries/<record_id:carer_id>")
def make(family_id: int, carer_id: int) -> Response | tuple[str, int]:
    """Print the summary, keep it with the family once, however often it is asked for, and open it.

    Where the words that were chosen are no longer those of the newest look, the page is shown again.
    """
    actor, at = current_actor(), clock.now()
    require(reading_session(), actor, Action.MAKE_REPORT, family_id, at)
    target = answered_before()
    if target is None:
        found, chosen = _found(family_id, carer_id), frozenset(request.form.getlist("words"))
        if not chosen <= {one.key for one in words_to_choose_from(found)}:
            return _page(found, at, is_outdated=True), 409
        summary = gather(found, _maker(), at, chosen, record_now(reading_session()))
        close_reading_session()
        made = make_parent_summary(summary, __version__, parts().printer)
        target = once(lambda session: _opens(store_document(session, actor, family_id, made, at)))
    return redirect(target, 303)


def _found(family_id: int, carer_id: int) -> CareGiven:
    return care_given(
        reading_session(),
        current_actor(),
        family_id,
        carer_id,
        asked_child(),
        catalogue=parts().catalogue,
        at=clock.now(),
    )


def _page(found: CareGiven, at: datetime, *, is_outdated: bool) -> str:
    family_id = found.family.id
    can_make = may(reading_session(), current_actor(), Action.MAKE_REPORT, family_id, at)
    summary = gather(found, _maker() if can_make else _SOMEBODY, at)
    return render_template(
        "families/parent_summary.html",
        page_title=f"Plain summary for {found.carer.name}",
        found=found,
        summary=summary,
        can_make=can_make and bool(summary.children),
        words=WORDS,
        their_words=words_to_choose_from(found),
        errors=[{"text": _OUTDATED, "href": "#words"}] if is_outdated else [],
        breadcrumb=[
            {"text": "Families", "href": url_for("families.catalogue")},
            {"text": found.family.name, "href": url_for("families.page", family_id=family_id)},
            {"text": "Plain summary"},
        ],
    )


_OUTDATED = (
    "What the parent said has changed since you opened this page. Read it again, then choose what to print."
)


def _maker() -> Contact:
    user = current_user()
    return Contact(user.name, user.post)


def _opens(stored: "IssuedDocument") -> str:
    return url_for("documents.page", document_id=stored.id)

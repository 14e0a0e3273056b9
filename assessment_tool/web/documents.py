"""Documents: making the report of a trend, and opening a document that was made."""

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import __version__, clock
from assessment_tool.core.permissions import Action
from assessment_tool.jobs.trend_report import make_trend_report
from assessment_tool.services.access import require
from assessment_tool.services.documents import MadeDocument, document, store_document
from assessment_tool.services.trends import trend_of
from assessment_tool.web.identity import current_actor, current_user
from assessment_tool.web.once import answered_before, once
from assessment_tool.web.parts import close_reading_session, parts, reading_session
from assessment_tool.web.trends.blueprint import asked_child

if TYPE_CHECKING:
    from assessment_tool.records.documents import IssuedDocument

pages = Blueprint("documents", __name__)


@pages.post("/families/<record_id:family_id>/reports/trend")
def make_report(family_id: int) -> Response:
    """Print the trend's report, keep it with the family once, however often it is asked for, and open it."""
    actor, at = current_actor(), clock.now()
    require(reading_session(), actor, Action.MAKE_REPORT, family_id, at)
    target = answered_before()
    if target is None:
        made = _printed(family_id, at)
        target = once(lambda session: _opens(store_document(session, actor, family_id, made, at)))
    return redirect(target, 303)


@pages.get("/documents/<record_id:document_id>")
def download(document_id: int) -> Response:
    """The document's bytes as they were stored; its name says nothing about anybody."""
    found = document(reading_session(), current_actor(), document_id, clock.now())
    answer = Response(found.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.kind}-report-{found.id}.pdf"'
    return answer


def _printed(family_id: int, at: datetime) -> MadeDocument:
    """The finished report; nothing is held open in the database while it is printed."""
    instrument_id = request.form.get("instrument", "")
    parts().catalogue.versions(instrument_id)  # an unknown one is not found
    trend = trend_of(
        reading_session(),
        current_actor(),
        family_id,
        instrument_id,
        asked_child(),
        catalogue=parts().catalogue,
        at=at,
    )
    close_reading_session()
    return make_trend_report(trend, current_user(), at, __version__, parts().printer)


def _opens(stored: "IssuedDocument") -> str:
    return url_for("documents.download", document_id=stored.id)

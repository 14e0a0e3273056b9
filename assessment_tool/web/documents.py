"""Documents: making the report of a trend, and opening a document that was made."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import __version__, clock
from assessment_tool.core.permissions import Action
from assessment_tool.jobs.trend_report import make_trend_report
from assessment_tool.services.access import require
from assessment_tool.services.documents import document, store_document
from assessment_tool.services.trends import trend_of
from assessment_tool.web.identity import current_actor, current_user
from assessment_tool.web.parts import parts, reading_session, transaction
from assessment_tool.web.trends import asked_child

pages = Blueprint("documents", __name__)


@pages.post("/families/<record_id:family_id>/reports/trend")
def make_report(family_id: int) -> Response:
    """Print the trend's report, keep it with the family, and open it."""
    session, actor, at = reading_session(), current_actor(), clock.now()
    require(session, actor, Action.MAKE_REPORT, family_id, at)
    instrument_id = request.form.get("instrument", "")
    parts().catalogue.versions(instrument_id)  # an unknown one is not found
    trend = trend_of(session, actor, family_id, instrument_id, asked_child(), at=at)
    made = make_trend_report(trend, current_user(), at, __version__)
    with transaction() as writing:
        stored = store_document(writing, actor, family_id, made, at)
    return redirect(url_for("documents.download", document_id=stored.id), 303)


@pages.get("/documents/<record_id:document_id>")
def download(document_id: int) -> Response:
    """The document's bytes as they were stored; its name says nothing about anybody."""
    found = document(reading_session(), current_actor(), document_id, clock.now())
    answer = Response(found.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.kind}-report-{found.id}.pdf"'
    return answer

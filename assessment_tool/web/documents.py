"""Documents: making the report of a trend, and opening a document that was made."""

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import __version__, clock
from assessment_tool.core.permissions import Action
from assessment_tool.jobs.trend_report import make_trend_report
from assessment_tool.services.access import require
from assessment_tool.services.audit import record_now
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
    """Print the trend's report and keep it with the family once, however often it is asked for."""
    actor, at = current_actor(), clock.now()
    require(reading_session(), actor, Action.MAKE_REPORT, family_id, at)
    target = answered_before()
    if target is None:
        made = _printed(family_id, at)
        target = once(lambda session: _opens(store_document(session, actor, family_id, made, at)))
    return redirect(target, 303)


@pages.get("/documents/<record_id:document_id>")
def page(document_id: int) -> str:
    """What the document is, and how to open it or take it along."""
    found = _found(document_id)
    family_href = url_for("families.page", family_id=found.family_id)
    return render_template(
        "families/document.html",
        page_title="Report to open or download",
        document=found,
        breadcrumb=[
            {"text": f"{found.family.name} family", "href": family_href},
            {"text": "Report"},
        ],
    )


@pages.get("/documents/<record_id:document_id>/open")
def show(document_id: int) -> Response:
    """The document's bytes as they were stored, for the browser to show."""
    return _file(_found(document_id), "inline")


@pages.get("/documents/<record_id:document_id>/download")
def download(document_id: int) -> Response:
    """The document's bytes as they were stored, to be kept as a file."""
    return _file(_found(document_id), "attachment")


def _found(document_id: int) -> "IssuedDocument":
    return document(reading_session(), current_actor(), document_id, clock.now())


def _file(found: "IssuedDocument", disposition: str) -> Response:
    """The bytes; their name says nothing about anybody."""
    answer = Response(found.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{found.kind}-report-{found.id}.pdf"'
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
    record = record_now(reading_session())
    close_reading_session()
    return make_trend_report(trend, current_user(), at, __version__, parts().printer, record=record)


def _opens(stored: "IssuedDocument") -> str:
    return url_for("documents.page", document_id=stored.id)

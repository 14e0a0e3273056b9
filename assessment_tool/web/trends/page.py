"""The trend of a child: carers side by side on a real time axis, the same as a table, in words."""

from flask import render_template, url_for

from assessment_tool import clock
from assessment_tool.core.permissions import Action
from assessment_tool.documents.shown import shown_groups
from assessment_tool.services.access import may
from assessment_tool.services.trends import trend_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import parts, reading_session
from assessment_tool.web.trends.blueprint import asked_child, pages
from assessment_tool.web.trends.groups import trend_groups


@pages.get("/families/<record_id:family_id>/trends/<instrument_id>")
def page(family_id: int, instrument_id: str) -> str:
    """Charts, tables and sentences of one child and instrument, from stored results only."""
    session, actor, at = reading_session(), current_actor(), clock.now()
    trend = trend_of(
        session, actor, family_id, instrument_id, asked_child(), catalogue=parts().catalogue, at=at
    )
    return render_template(
        "trends/page.html",
        page_title=f"Trend: {trend.instrument.title}",
        trend=trend,
        groups=trend_groups(trend),
        can_report=bool(shown_groups([one.instrument for one in trend.assessments]))
        and may(session, actor, Action.MAKE_REPORT, family_id, at),
        breadcrumb=[
            {"text": "Families", "href": url_for("families.catalogue")},
            {"text": trend.family.name, "href": url_for("families.page", family_id=family_id)},
            {"text": "Trend"},
        ],
    )

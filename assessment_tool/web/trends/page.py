"""The trend of a child: carers side by side on a real time axis, the same as a table, in words."""

from collections.abc import Mapping

from flask import render_template, request, url_for
from werkzeug.datastructures import MultiDict

from assessment_tool import clock
from assessment_tool.core.permissions import Action
from assessment_tool.core.trend import outline
from assessment_tool.documents.change_words import carer_words, rule_sentences
from assessment_tool.documents.shown import shown_groups
from assessment_tool.documents.uncounted_words import uncounted_words
from assessment_tool.documents.unjoined import unjoined
from assessment_tool.services.access import may_in_own
from assessment_tool.services.ended_scales import ended_scales
from assessment_tool.services.trends import Trend, trend_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.parts import parts, reading_session
from assessment_tool.web.trends.blueprint import asked_child, pages
from assessment_tool.web.trends.groups import trend_groups
from assessment_tool.web.trends.narrowing import (
    Narrowing,
    NarrowingError,
    left_out,
    narrowed,
    same_filters,
)

NEWEST = 24
"""How many assessments are shown where no period is asked for: more stand too close to be told apart."""


@pages.get("/families/<record_id:family_id>/trends/<instrument:instrument_id>")
def page(family_id: int, instrument_id: str) -> str | tuple[str, int]:
    """Charts, tables and sentences of one child and instrument, as far as the address asks for them."""
    whole = asked_trend(family_id, instrument_id)
    try:
        return _page(whole, *narrowed(whole, request.args, NEWEST), {})
    except NarrowingError as error:
        return _page(whole, *narrowed(whole, MultiDict(), NEWEST), error.faults), 400


def asked_trend(family_id: int, instrument_id: str) -> Trend:
    """The whole trend of the child that the address names, from stored results only."""
    session, actor, at = reading_session(), current_actor(), clock.now()
    return trend_of(
        session, actor, family_id, instrument_id, asked_child(), catalogue=parts().catalogue, at=at
    )


def _page(whole: Trend, trend: Trend, narrowing: Narrowing, faults: Mapping[str, str]) -> str:
    has_shared_scores = bool(shown_groups(whole.instrument, whole.versions))
    groups = trend_groups(trend, narrowing.area)
    return render_template(
        "trends/page.html",
        page_title=f"Trend: {trend.instrument.title}",
        window_title=window_title(whole.instrument.id),
        trend=trend,
        whole=whole,
        narrowing=narrowing,
        left_out=left_out(whole, trend, narrowing),
        areas=[group.head for group in outline(whole.instrument)],
        asked=request.args,
        same_filters=same_filters(request.args),
        faults=faults,
        errors=[{"text": text, "href": f"#{field}"} for field, text in faults.items()],
        groups=groups,
        words=list(carer_words(trend, [line.told for group in groups for line in group.told])),
        uncounted=list(uncounted_words(whole)),
        ended=[one for one in ended_scales(trend) if narrowing.area in {"", one.area}],
        unjoined=list(unjoined(trend, [one for group in groups for one in group.series])),
        rule_sentences=list(rule_sentences(trend.measure)),
        joined_by={claim.kind for group in groups for claim in group.claims},
        has_shared_scores=has_shared_scores,
        can_report=has_shared_scores and may_in_own(current_actor(), Action.MAKE_REPORT, clock.now()),
        breadcrumb=[
            {"text": "Families", "href": url_for("families.catalogue")},
            {"text": whole.family.name, "href": url_for("families.page", family_id=whole.family.id)},
            {"text": "Trend"},
        ],
    )

"""The trend as a file for other programs: one row for each score, as far as it may leave the service."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from flask import abort, request
from werkzeug.wrappers import Response

from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import Told, outline
from assessment_tool.definitions.version_file import version_order
from assessment_tool.documents.change_words import word_of
from assessment_tool.documents.shown import may_show_scale, shown_groups, shown_scales
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.ended_scales import ended_scales
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend
from assessment_tool.web.trends.blueprint import pages
from assessment_tool.web.trends.narrowing import Narrowing, NarrowingError, narrowed
from assessment_tool.web.trends.page import asked_trend

BYTE_ORDER_MARK = "\ufeff"
HEAD = (
    *("assessment", "observed_on", "child", "carer", "rater", "role", "version", "scale", "level"),
    *("value", "answered", "of", "countersigned", "band", "converted_to", "change_word"),
)
Cell = tuple[str, int]
"""A score of the file: its scale, and the revision that holds it."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pages.get("/families/<record_id:family_id>/trends/<instrument:instrument_id>.csv")
def table_file(family_id: int, instrument_id: str) -> Response:
    """The rows of the page under the same filters; a score that a report leaves out is left out here."""
    whole = asked_trend(family_id, instrument_id)
    try:
        trend, narrowing = narrowed(whole, request.args)
    except NarrowingError:
        abort(400)
    scales = _scales(whole, narrowing)
    if not scales:
        raise NotFoundError("trend")
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([HEAD, *_rows(trend, scales)])
    answer = Response(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"trend-{whole.instrument.id}-{family_id}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def harmless(text: str) -> str:
    """The text so that no program runs it: what would begin a formula is written after an apostrophe."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def _scales(whole: Trend, narrowing: Narrowing) -> list[str]:
    """The scales in the order of the page, ended ones last, without those that the report leaves out."""
    shown = {scale.id for scale in shown_scales(shown_groups(whole.instrument, whole.versions))}
    areas = [(group.head.id, scale) for group in outline(whole.instrument) for scale in group.scales]
    ended = [
        (one.area, one.scale) for one in ended_scales(whole) if may_show_scale(one.scale, whole.versions)
    ]
    kept = [(area, scale) for area, scale in areas if scale.id in shown] + ended
    return [scale.id for area, scale in kept if narrowing.area in {"", area}]


def _rows(trend: Trend, scales: list[str]) -> Iterator[tuple[str, ...]]:
    going_on = [scale_id for scale_id in scales if scale_id in trend.instrument.scales_by_id]
    told = [one for scale_id in going_on for one in trend.told(scale_id)]
    converted, words = dict(_converted(told)), dict(_words(told))
    for one in trend.assessments:
        about = tuple(harmless(text) for text in _about(trend, one))
        standing = "yes" if one.scored.standing is Standing.COUNTERSIGNED else "no"
        found = one.scored.result.by_id
        for result in (found[scale_id] for scale_id in scales if scale_id in found):
            cell = result.id, one.scored.revision_id
            score = (plain(result.value) or "", f"{result.answered}", f"{result.of}")
            named = (harmless(result.title), result.level)
            beside = (converted.get(cell, ""), harmless(words.get(cell, "")))
            yield (
                *(f"{one.scored.revision_id}", *about, *named, *score),
                *(standing, harmless(result.band_label), *beside),
            )


def _converted(told: Iterable[Told]) -> Iterator[tuple[Cell, str]]:
    """What a signed score comes to in the newest version of its line, where an approved chain leads there."""
    for one in told:
        points = one.series.points
        newest = max((point.assessment.result.version for point in points), key=version_order)
        for point in points:
            if point.mapped and point.mapped.version == newest:
                yield (point.scale.id, point.assessment.revision_id), plain(point.mapped.value) or ""


def _words(told: Iterable[Told]) -> Iterator[tuple[Cell, str]]:
    """Beside the last score of each line of which a change is told: the word, by what the file holds."""
    for one in told:
        if one.judgement:
            last = one.series.points[-1]
            yield (last.scale.id, last.assessment.revision_id), word_of(one.word, one.way)


def _about(trend: Trend, one: SignedAssessment) -> Iterator[str]:
    scored = one.scored
    yield scored.observed_on.isoformat()
    yield trend.child.name if trend.child else ""
    yield trend.carers[scored.whose].name if scored.carer_id else ""
    yield scored.rater
    yield scored.rater_role.value
    yield scored.result.version

"""Gathers a trend into its report: what may be shown, in the order in which it is read."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from assessment_tool.charts.trend_chart import EventMark
from assessment_tool.charts.trend_strips import group_chart
from assessment_tool.core.instrument import Instrument, Item, Kind, Label
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.responses import NO_RESPONSE, points
from assessment_tool.core.scoring import ScaleResult, plain
from assessment_tool.core.scoring.explain import method_sentence, missing_sentence
from assessment_tool.core.trend import Comparison, ScaleGroup, Series, outline
from assessment_tool.core.visibility import for_age
from assessment_tool.documents.matters import three_things
from assessment_tool.documents.trend_report import (
    Account,
    Area,
    CarerEvidence,
    EvidencePiece,
    Happening,
    InstrumentFacts,
    Listed,
    Maker,
    Row,
    ScaleMethod,
    Statement,
    TrendReport,
)
from assessment_tool.services.trends import SignedAssessment, Trend

SHOWN_LABELS = frozenset({Label.ADMINISTRATIVE, Label.SHARED_WITH_FAMILY})


def gather(trend: Trend, maker: Maker, at: datetime) -> TrendReport:
    """The report of a trend, made by a named person at an instant; the same input gives the same value."""
    groups = shown_groups(trend.instrument)
    first_on, last_on = trend.period
    child = trend.child
    return TrendReport(
        family_reference=trend.family.reference,
        family_name=trend.family.name,
        child=child.name if child else "",
        born=day(child.born_on) if child and child.born_on else "",
        carers=tuple(carer.name for carer in trend.carers.values()),
        first_on=first_on,
        last_on=last_on,
        maker=maker,
        made_at=at,
        is_draft=any(one.scored.standing is not Standing.COUNTERSIGNED for one in trend.assessments),
        matters=three_things(trend, groups),
        listed=tuple(_listed(trend, one) for one in trend.assessments),
        areas=tuple(_area(trend, group) for group in groups),
        evidence=tuple(_evidence(trend)),
        accounts=tuple(_account(trend, one) for one in reversed(trend.assessments)),
        happenings=tuple(
            Happening(one.letter, one.event.happened_on, one.event.title, one.event.detail, one.event.source)
            for one in trend.markers
        ),
        instruments=tuple(_instruments(trend)),
    )


def shown_groups(instrument: Instrument) -> tuple[ScaleGroup, ...]:
    """The groups of which every item may be shown; of others, those parts of which that is true."""
    shown: list[ScaleGroup] = []
    for group in outline(instrument):
        if _may_show(instrument, group.head.id):
            shown.append(group)
        else:
            parts = [part for part in group.parts if _may_show(instrument, part.id)]
            shown += [ScaleGroup(part, ()) for part in parts]
    return tuple(shown)


def _may_show(instrument: Instrument, member: str) -> bool:
    scale = instrument.scales_by_id.get(member)
    if scale is None:
        return instrument.items[member].label in SHOWN_LABELS
    return all(_may_show(instrument, below) for below in scale.of)


def _listed(trend: Trend, one: SignedAssessment) -> Listed:
    revision = one.revision
    not_answered = sum(1 for response in one.responses.values() if response.absence)
    return Listed(
        observed_from=revision.observed_from,
        observed_on=one.scored.observed_on,
        carer=trend.carers[one.scored.carer_id].name,
        assessor=one.scored.rater + (" (on paper)" if one.scored.is_transcribed else ""),
        signed=f"{revision.signer_name}, {day(revision.signed_at)}",
        standing="countersigned"
        if one.scored.standing is Standing.COUNTERSIGNED
        else "not yet countersigned",
        missing=f"{not_answered} items without a grade" if not_answered else "",
    )


def _area(trend: Trend, group: ScaleGroup) -> Area:
    by_scale = {scale.id: trend.series(scale.id) for scale in group.scales}
    return Area(
        title=group.head.title,
        headline=tuple(_statements(trend, by_scale[group.head.id])),
        chart_svg=group_chart(
            key=f"chart-{group.head.id}",
            title=group.head.title,
            scales=group.scales,
            series_of_scale=by_scale.__getitem__,
            carers=[(carer_id, carer.name) for carer_id, carer in trend.carers.items()],
            period=trend.period,
            events=[EventMark(one.event.happened_on, one.letter) for one in trend.markers],
        ),
        columns=tuple(scale.title for scale in group.scales),
        rows=tuple(_rows(trend, group)),
        parts=tuple(one for part in group.parts for one in _statements(trend, by_scale[part.id])),
    )


def _rows(trend: Trend, group: ScaleGroup) -> Iterator[Row]:
    for one in trend.assessments:
        by_id = one.scored.result.by_id
        cells = tuple(_cell(by_id.get(scale.id)) for scale in group.scales)
        yield Row(one.scored.observed_on, trend.carers[one.scored.carer_id].name, cells)


def _cell(result: ScaleResult | None) -> str:
    if result is None or result.value is None:
        return "not scored"
    value = plain(result.value) or ""
    return value if result.answered == result.of else f"{value} ({result.answered} of {result.of})"


def _statements(trend: Trend, series: Sequence[Series]) -> Iterator[Statement]:
    for one in series:
        yield Statement(one.title, trend.carers[one.carer_id].name, tuple(_sentences(one)))


def _sentences(series: Series) -> Iterator[str]:
    latest, whole = series.latest_change(), series.whole_change()
    if latest is None or whole is None:
        yield f"{plain(series.points[-1].value) or 'Not scored'} at the only assessment so far."
        return
    yield f"Since the assessment before: {latest.sentence()}"
    yield from _moves(latest)
    if len(series.points) > 2:  # noqa: PLR2004 - with two, the first is the one before
        yield f"Since the first assessment: {whole.sentence()}"
    for gap in series.breaks:
        yield f"No line joins {day(gap.before.observed_on)} and {day(gap.after.observed_on)}: {gap.words}."


def _moves(comparison: Comparison) -> Iterator[str]:
    for word, moves in (("worse", comparison.worse), ("better", comparison.better)):
        if moves:
            listed = "; ".join(f"{one.title}, {plain(one.before)} to {plain(one.after)}" for one in moves)
            yield f"Items {word}: {listed}."


def _evidence(trend: Trend) -> Iterator[CarerEvidence]:
    for carer_id, carer in trend.carers.items():
        mine = [one for one in trend.assessments if one.scored.carer_id == carer_id]
        latest, before = mine[-1], mine[-2] if len(mine) > 1 else None
        pieces = tuple(
            _piece(item, latest)
            for item in latest.instrument.items.values()
            if _stands_out(item, latest, before)
        )
        yield CarerEvidence(carer.name, latest.scored.observed_on, latest.scored.rater, pieces)


def _stands_out(item: Item, latest: SignedAssessment, before: SignedAssessment | None) -> bool:
    """Graded where evidence is required, or moved since the assessment before; and may be shown."""
    if item.kind is not Kind.GRADED or item.label not in SHOWN_LABELS:
        return False
    now = points(item, latest.responses.get(item.id, NO_RESPONSE))
    then = points(item, before.responses.get(item.id, NO_RESPONSE)) if before else now
    if now is None:
        return False
    is_grave = item.evidence_required_from is not None and now >= item.evidence_required_from
    return is_grave or now != then


def _piece(item: Item, one: SignedAssessment) -> EvidencePiece:
    response = one.responses[item.id]
    as_asked = for_age(item, one.child_age)
    code = str(response.value)
    return EvidencePiece(
        title=as_asked.title if as_asked else item.title,
        grade=code,
        anchor=as_asked.anchors.get(code, "") if as_asked else "",
        evidence=response.evidence,
        source=response.source,
    )


def _account(trend: Trend, one: SignedAssessment) -> Account:
    revision = one.revision
    return Account(
        carer=trend.carers[one.scored.carer_id].name,
        observed_on=one.scored.observed_on,
        author=one.scored.rater,
        analysis=revision.analysis,
        carer_view=revision.carer_view,
        child_view=revision.child_view,
        disagreement=revision.disagreement,
    )


def _instruments(trend: Trend) -> Iterator[InstrumentFacts]:
    """Each version used once, the newest first."""
    seen: set[str] = set()
    for one in reversed(trend.assessments):
        sha256, instrument = one.revision.definition_sha256, one.instrument
        if sha256 in seen:
            continue
        seen.add(sha256)
        shown = [scale for group in shown_groups(instrument) for scale in group.scales]
        graded = next((item for item in instrument.items.values() if item.kind is Kind.GRADED), None)
        yield InstrumentFacts(
            title=instrument.title,
            version=instrument.version,
            sha256=sha256,
            introduction=instrument.introduction,
            window=f"{instrument.window.days} days",
            not_a=instrument.not_a,
            grades=tuple((option.code, option.label) for option in graded.options) if graded else (),
            methods=tuple(
                ScaleMethod(scale.title, method_sentence(scale.method), missing_sentence(scale.missing))
                for scale in shown
            ),
        )


def day(value: object) -> str:
    """A date in full: 4 March 2026."""
    return f"{value:%-d %B %Y}" if value else ""

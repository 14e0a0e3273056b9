"""Gathers a trend into its report: what may be shown, in the order in which it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from assessment_tool.core.instrument import Instrument, Kind, Scale
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.core.scoring import ScaleResult, plain
from assessment_tool.core.scoring.explain import method_sentence, missing_sentence
from assessment_tool.core.trend import ScaleGroup, Series, Told
from assessment_tool.core.visibility import Circumstances, asked_items
from assessment_tool.documents.area_chart import area_chart
from assessment_tool.documents.change_words import rule_sentences
from assessment_tool.documents.days import day
from assessment_tool.documents.ended_words import ended_for_every_party
from assessment_tool.documents.evidence import evidence
from assessment_tool.documents.matters import three_things
from assessment_tool.documents.movement import as_converted, claims, rest, statements
from assessment_tool.documents.sentences import counted, listed, time_looked_at
from assessment_tool.documents.shown import left_out, may_show_item, shown_groups, shown_scales
from assessment_tool.documents.trend_report import (
    Area,
    Cell,
    Happening,
    InstrumentFacts,
    Listed,
    Maker,
    Reached,
    Row,
    ScaleMethod,
    ScoreList,
    TrendReport,
)
from assessment_tool.documents.uncounted_words import uncounted_for_every_party
from assessment_tool.documents.unjoined import unjoined
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


def gather(trend: Trend, maker: Maker, at: datetime, record: str = "") -> TrendReport:
    """The report of a trend, made by a named person at an instant; the same input gives the same value.

    Raises `NotFoundError` for an instrument of which no scale may be shown to every party: what was
    written in such assessments does not belong in a document that a court may serve on them.
    """
    groups = shown_groups(trend.instrument, trend.versions)
    if not groups:
        raise NotFoundError("report")
    trend = replace(trend, carers=dict(sorted(trend.carers.items(), key=lambda one: one[0].place)))
    scales = shown_scales(groups)
    told = {scale.id: trend.told(scale.id) for scale in scales}
    series = [one.series for lines in told.values() for one in lines]
    first_on, last_on = trend.period
    child = trend.child
    return TrendReport(
        family_reference=trend.family.reference,
        family_name=trend.family.name,
        child=child.name if child else "",
        born=day(child.born_on) if child else "",
        carers=tuple(carer.name for carer in trend.carers.values()),
        first_on=first_on,
        last_on=last_on,
        maker=maker,
        made_at=at,
        record=record,
        is_draft=any(one.scored.standing is not Standing.COUNTERSIGNED for one in trend.assessments),
        matters=three_things(trend, groups, told),
        listed=tuple(_listed(trend, one) for one in trend.assessments),
        breaks=tuple(unjoined(trend, series)),
        claims=tuple(claims(series)),
        areas=tuple(_area(trend, group, told) for group in groups),
        evidence=tuple(evidence(trend)),
        happenings=tuple(_happenings(trend)),
        contacts_kept=trend.contacts_kept,
        contacts_missed=trend.contacts_missed,
        instruments=tuple(_instruments(trend, scales)),
        scores=tuple(_scores(trend, one, scales) for one in reversed(trend.assessments)),
        rules=tuple(rule_sentences(trend.measure)),
        warnings=tuple(_warnings(trend)),
        left_out=tuple(f"“{scale.title}”" for scale in left_out(trend.instrument, trend.versions)),
        uncounted=tuple(uncounted_for_every_party(trend)),
        ended=tuple(ended_for_every_party(trend)),
        unrecorded=tuple(_unrecorded(trend)),
    )


def _warnings(trend: Trend) -> Iterator[str]:
    for withdrawal, assessments in trend.withdrawn:
        whose = (
            f"{trend.carers[one.scored.whose].name}, {day(one.scored.observed_on)}" for one in assessments
        )
        yield f"{withdrawal.sentence} Made with it: {'; '.join(whose)}."


def _unrecorded(trend: Trend) -> Iterator[str]:
    """The fact alone: the reason is free text, which nobody has marked as fit for every party."""
    for one in trend.assessments:
        if trend.child and one.assessment.id in trend.begun_unrecorded:
            carer = trend.carers[one.whose].person
            yield (
                f"When the assessment of {day(one.observed_on)} was begun, {carer} was not recorded as "
                f"caring for {trend.child.name}. Why this care was assessed is written in it."
            )


def _listed(trend: Trend, one: SignedAssessment) -> Listed:
    revision = one.revision
    blank = _count_of_blanks(one)
    return Listed(
        observed_from=revision.observed_from,
        observed_on=one.scored.observed_on,
        times_observed=revision.times_observed,
        carer=trend.carers[one.scored.whose].name,
        assessor=one.scored.rater,
        signed=f"{revision.signer_name}, {day(revision.signed_at)}",
        standing=_standing(one),
        missing=f"{counted(blank, 'item')} without a grade" if blank else "",
    )


def _count_of_blanks(one: SignedAssessment) -> int:
    """How many of the items that may be shown were asked and got no grade."""
    asked = asked_items(one.instrument, Circumstances(one.scored.observed_on, one.child_age), one.responses)
    shown = [item_id for item_id, item in asked.items() if item.item.scored and may_show_item(item.item)]
    return sum(1 for item_id in shown if one.responses.get(item_id, NO_RESPONSE).value is None)


def _standing(one: SignedAssessment) -> str:
    """Whether it was countersigned, how it came into the record and in which other language."""
    is_approved = one.scored.standing is Standing.COUNTERSIGNED
    standing = "countersigned" if is_approved else "not yet countersigned"
    standing = f"{standing}; entered from paper" if one.scored.is_transcribed else standing
    translation = one.form.translation
    return f"{standing}; completed in {translation.name}" if translation else standing


def _note(one: SignedAssessment) -> str:
    """What a table must say of an assessment that is not simply countersigned."""
    return _standing(one).removeprefix("countersigned").removeprefix("; ")


def _area(trend: Trend, group: ScaleGroup, told: Mapping[str, Sequence[Told]]) -> Area:
    by_scale = {scale.id: [one.series for one in told[scale.id]] for scale in group.scales}
    return Area(
        title=group.head.title,
        chart_svg=area_chart(trend, group, by_scale),
        columns=tuple(scale.title for scale in group.scales),
        rows=tuple(_rows(trend, group, by_scale)),
        moved=tuple(statements(trend, group, told)),
        rest=tuple(rest(trend, group, by_scale)),
    )


def _rows(trend: Trend, group: ScaleGroup, by_scale: Mapping[str, Sequence[Series]]) -> Iterator[Row]:
    converted = as_converted(by_scale)
    for one in trend.assessments:
        by_id = one.scored.result.by_id
        told = (converted.get((scale.id, one.scored.revision_id), "") for scale in group.scales)
        cells = tuple(
            _cell(by_id.get(scale.id), words) for scale, words in zip(group.scales, told, strict=True)
        )
        yield Row(one.scored.observed_on, trend.carers[one.scored.whose].name, cells, _note(one))


def _cell(result: ScaleResult | None, converted: str) -> Cell:
    if result is None or result.value is None:
        return Cell("not scored")
    count = f"({result.answered} of {result.of})" if result.answered < result.of else ""
    return Cell(plain(result.value) or "", count, converted)


def _scores(trend: Trend, one: SignedAssessment, scales: Sequence[Scale]) -> ScoreList:
    by_id = one.scored.result.by_id
    results = [by_id[scale.id] for scale in scales if scale.id in by_id]
    return ScoreList(
        carer=trend.carers[one.scored.whose].name,
        observed_on=one.scored.observed_on,
        assessor=one.scored.rater,
        note=_note(one),
        scores=tuple(
            Reached(
                title=result.title,
                value=plain(result.value) or "not scored",
                answered=f"{result.answered} of {result.of}",
                because=result.because,
            )
            for result in results
        ),
    )


def _happenings(trend: Trend) -> Iterator[Happening]:
    for one in trend.markers:
        event = one.event
        yield Happening(one.letter, event.happened_on, event.kind.value.replace("_", " ").capitalize())


def _instruments(trend: Trend, scales: Sequence[Scale]) -> Iterator[InstrumentFacts]:
    """Each version used once, the newest first."""
    used = {one.source_sha256: one.instrument for one in trend.assessments}
    for sha256, instrument in reversed(used.items()):
        translated = [one for one in trend.assessments if one.source_sha256 == sha256]
        facts = _instrument(sha256, instrument, scales)
        yield replace(facts, translations=tuple(_translations(translated)))


def _translations(assessments: Sequence[SignedAssessment]) -> Iterator[tuple[str, str]]:
    """In whose words which of these assessments were completed, each translation once."""
    by_hash = {one.revision.definition_sha256: one.form.translation for one in assessments}
    for sha256, translation in by_hash.items():
        days = [day(one.observed_on) for one in assessments if one.revision.definition_sha256 == sha256]
        if translation:
            yield f"{listed(days)}: completed in {translation.by_whom}.", sha256


def _instrument(sha256: str, instrument: Instrument, scales: Sequence[Scale]) -> InstrumentFacts:
    graded = next((item for item in instrument.items.values() if item.kind is Kind.GRADED), None)
    shown = [instrument.scales_by_id[one.id] for one in scales if one.id in instrument.scales_by_id]
    return InstrumentFacts(
        title=instrument.title,
        version=instrument.version,
        sha256=sha256,
        introduction=instrument.introduction,
        window=time_looked_at(instrument.window),
        not_a=instrument.not_a,
        grades=tuple((option.code, option.label) for option in graded.options) if graded else (),
        methods=tuple(
            ScaleMethod(scale.title, method_sentence(scale.method), missing_sentence(scale.missing))
            for scale in shown
        ),
    )

"""Scoring one assessment: asked items to points, points to scales, each with its explanation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assessment_tool.core.gate import GateStanding, gate_standing
from assessment_tool.core.identity import scale_forms, scale_hashes
from assessment_tool.core.instrument import (
    Band,
    Instrument,
    Method,
    MethodName,
    MissingRule,
    MissingRuleName,
    Scale,
)
from assessment_tool.core.responses import Responses
from assessment_tool.core.scoring.composite import reach_level
from assessment_tool.core.scoring.explain import missing_sentence, sentence
from assessment_tool.core.scoring.explain_level import level_sentences
from assessment_tool.core.scoring.known import Known
from assessment_tool.core.scoring.methods import NONE_SCORED, Outcome, apply
from assessment_tool.core.scoring.result import Contradiction, Contribution, RaisedFlag, Result, ScaleResult
from assessment_tool.core.visibility import Circumstances, asked_items, missing_items

ENGINE = "1"
"""Grows whenever the same answers could score differently; stored with every result."""


def score(instrument: Instrument, circumstances: Circumstances, responses: Responses) -> Result:
    """Score the responses: each scale's value, how it was reached, the flags, and what is missing.

    The order of the answers has no influence; answers to items that are not asked are ignored.
    Promised for drafts and at signing alike: there is one scoring function.
    """
    asked = asked_items(instrument, circumstances, responses)
    known = Known(instrument, circumstances, asked, responses)
    scales = _ScaleScorer(instrument, circumstances, known).all()
    return Result(
        instrument_id=instrument.id,
        version=instrument.version,
        scales=tuple(scales.values()),
        flags=tuple(_raised(known)),
        missing=tuple(_missing(known, responses)),
        engine=ENGINE,
        contradictions=tuple(_contradictions(known)),
    )


def _missing(known: Known, responses: Responses) -> Iterator[str]:
    """What must still be answered; nothing more where a gate is shut: why nobody was asked is known then."""
    if gate_standing(known.instrument, responses) is not GateStanding.SHUT:
        yield from missing_items(known.asked, responses, known.values, known.answered)


class _ScaleScorer:
    """Scores an instrument's scales in order; later ones may be made of earlier ones."""

    def __init__(self, instrument: Instrument, circumstances: Circumstances, known: Known) -> None:
        self.instrument = instrument
        self.sex = circumstances.respondent_sex
        self.known = known
        self.hashes = scale_hashes(instrument)
        self.forms = scale_forms(instrument, circumstances.child)
        self.done: dict[str, ScaleResult] = {}

    def all(self) -> Mapping[str, ScaleResult]:
        for scale in self.instrument.scales:
            self.done[scale.id] = self._scored(scale)
            self.known.values[scale.id] = self.done[scale.id].value
        return self.done

    def _scored(self, scale: Scale) -> ScaleResult:
        members = [self._contribution(member, scale) for member in self._members(scale)]
        answered, of = self._coverage(scale)
        outcome, because = self._explained(scale, members)
        band = _band(scale.bands, outcome.value, self.sex)
        return ScaleResult(
            id=scale.id,
            title=scale.title,
            level=scale.level,
            value=outcome.value,
            answered=answered,
            of=of,
            band=band.id if band else None,
            band_label=band.label if band else "",
            decided_by=outcome.decided_by,
            because=because,
            missing_rule=missing_sentence(scale.missing),
            contributions=tuple(members),
            scale_hash=self.hashes[scale.id],
            form=self.forms[scale.id],
        )

    def _explained(self, scale: Scale, members: list[Contribution]) -> tuple[Outcome, str]:
        if scale.method.name is MethodName.COMPOSITE:
            short = _short(scale, members)
            outcome, reasons = reach_level(scale, self.known, short)
            too_few = sentence(scale, short, members) if short else ""
            return outcome, level_sentences(scale, outcome, reasons, too_few)
        outcome = _scale_outcome(scale, members)
        return outcome, sentence(scale, outcome, members)

    def _members(self, scale: Scale) -> Iterator[str]:
        """The members that count here: the items that are asked, and the scales over any such item."""
        return (member for member in scale.of if member in self.known.asked or self._is_over_asked(member))

    def _is_over_asked(self, member: str) -> bool:
        return member in self.done and self.done[member].of > 0

    def _contribution(self, member: str, scale: Scale) -> Contribution:
        if member in self.done:
            return Contribution(member, self.done[member].title, self.done[member].value)
        value = self.known.points[member]
        if value is None and scale.missing.name is MissingRuleName.FIXED:
            value = scale.missing.value
        return Contribution(member, self.known.asked[member].title, value)

    def _coverage(self, scale: Scale) -> tuple[int, int]:
        """How many items below the scale have an answer that counts, of how many asked."""
        answered = of = 0
        for member in self._members(scale):
            if member in self.done:
                answered += self.done[member].answered
                of += self.done[member].of
            else:
                answered += self.known.points[member] is not None
                of += 1
        return answered, of


def _scale_outcome(scale: Scale, members: list[Contribution]) -> Outcome:
    short = _short(scale, members)
    if short:
        return short
    values = [member.points for member in members]
    outcome = apply(_fitted(scale, members), values, scale.direction)
    return _prorated(scale.missing, outcome, values)


def _short(scale: Scale, members: list[Contribution]) -> Outcome | None:
    """The outcome without a value where the missing rule wants more answers; None where it has enough."""
    values = [member.points for member in members]
    if _is_enough(scale.missing, values):
        return None
    return Outcome(None, "too_few_answered") if any(value is not None for value in values) else NONE_SCORED


def _fitted(scale: Scale, members: list[Contribution]) -> Method:
    """The scale's method with the weights of just those members that are asked."""
    if not scale.method.weights:
        return scale.method
    weights = dict(zip(scale.of, scale.method.weights, strict=True))
    return replace(scale.method, weights=tuple(weights[member.member_id] for member in members))


def _is_enough(rule: MissingRule, values: list[Decimal | None]) -> bool:
    answered = sum(1 for value in values if value is not None)
    if rule.name is MissingRuleName.ALL_REQUIRED:
        return bool(values) and answered == len(values)
    return answered >= rule.at_least


def _prorated(rule: MissingRule, outcome: Outcome, values: list[Decimal | None]) -> Outcome:
    answered = sum(1 for value in values if value is not None)
    if rule.name is not MissingRuleName.PRORATE or outcome.value is None or answered == len(values):
        return outcome
    whole = (outcome.value * len(values) / answered).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Outcome(whole, "prorated")


def _band(bands: tuple[Band, ...], value: Decimal | None, sex: str | None) -> Band | None:
    """The band with the highest lower bound that the value reaches; None where it cannot be told."""
    if value is None:
        return None
    reached = None
    for band in bands:
        lower = band.lower.get("any", band.lower.get(sex or ""))
        if lower is None:
            return None
        if value >= lower:
            reached = band
    return reached


def _contradictions(known: Known) -> Iterator[Contradiction]:
    for check in known.instrument.checks:
        if known.truth(check.when) is True:
            yield Contradiction(check.id, check.items, check.message, check.severity)


def _raised(known: Known) -> Iterator[RaisedFlag]:
    for item_id, as_asked in known.asked.items():
        for flag in as_asked.item.flags:
            if known.truth(flag.when) is True:
                yield RaisedFlag(flag.id, item_id, flag.message, flag.urgency)

"""Scoring one assessment: asked items to points, points to scales, each with its explanation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assessment_tool.core.conditions import ConditionValue
from assessment_tool.core.gate import GateStanding, gate_standing
from assessment_tool.core.identity import scale_forms, scale_hashes
from assessment_tool.core.instrument import Band, Instrument, Method, MissingRule, MissingRuleName, Scale
from assessment_tool.core.responses import NO_RESPONSE, Responses, condition_value, points
from assessment_tool.core.scoring.explain import missing_sentence, sentence
from assessment_tool.core.scoring.methods import Outcome, apply
from assessment_tool.core.scoring.result import Contradiction, Contribution, RaisedFlag, Result, ScaleResult
from assessment_tool.core.visibility import AskedItem, Circumstances, asked_items, missing_items

ENGINE = "1"
"""Grows whenever the same answers could score differently; stored with every result."""


def score(instrument: Instrument, circumstances: Circumstances, responses: Responses) -> Result:
    """Score the responses: each scale's value, how it was reached, the flags, and what is missing.

    The order of the answers has no influence; answers to items that are not asked are ignored.
    Promised for drafts and at signing alike: there is one scoring function.
    """
    asked = asked_items(instrument, circumstances, responses)
    scales = _ScaleScorer(instrument, circumstances, asked, responses).all()
    values = _condition_values(asked, responses, scales)
    return Result(
        instrument_id=instrument.id,
        version=instrument.version,
        scales=tuple(scales.values()),
        flags=tuple(_raised(asked, responses, values)),
        missing=tuple(_missing(instrument, asked, responses, values)),
        engine=ENGINE,
        contradictions=tuple(_contradictions(instrument, asked, responses, values)),
    )


def _missing(
    instrument: Instrument,
    asked: Mapping[str, AskedItem],
    responses: Responses,
    values: Mapping[str, ConditionValue | None],
) -> Iterator[str]:
    """What must still be answered; nothing more where a gate is shut: why nobody was asked is known then."""
    if gate_standing(instrument, responses) is not GateStanding.SHUT:
        yield from missing_items(asked, responses, values, _answered(asked, responses))


class _ScaleScorer:
    """Scores an instrument's scales in order; later ones may be made of earlier ones."""

    def __init__(
        self,
        instrument: Instrument,
        circumstances: Circumstances,
        asked: Mapping[str, AskedItem],
        responses: Responses,
    ) -> None:
        self.instrument = instrument
        self.sex = circumstances.respondent_sex
        self.asked = asked
        self.points = {
            item_id: points(one.item, responses.get(item_id, NO_RESPONSE)) for item_id, one in asked.items()
        }
        self.hashes = scale_hashes(instrument)
        self.forms = scale_forms(instrument, circumstances.child)
        self.done: dict[str, ScaleResult] = {}

    def all(self) -> Mapping[str, ScaleResult]:
        for scale in self.instrument.scales:
            self.done[scale.id] = self._scored(scale)
        return self.done

    def _scored(self, scale: Scale) -> ScaleResult:
        members = [self._contribution(member, scale) for member in self._members(scale)]
        answered, of = self._coverage(scale)
        outcome = _scale_outcome(scale, members)
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
            because=sentence(scale, outcome, members),
            missing_rule=missing_sentence(scale.missing),
            contributions=tuple(members),
            scale_hash=self.hashes[scale.id],
            form=self.forms[scale.id],
        )

    def _members(self, scale: Scale) -> Iterator[str]:
        """The members that count here: the items that are asked, and the scales over any such item."""
        return (member for member in scale.of if member in self.asked or self._is_over_asked(member))

    def _is_over_asked(self, member: str) -> bool:
        return member in self.done and self.done[member].of > 0

    def _contribution(self, member: str, scale: Scale) -> Contribution:
        if member in self.done:
            return Contribution(member, self.done[member].title, self.done[member].value)
        value = self.points[member]
        if value is None and scale.missing.name is MissingRuleName.FIXED:
            value = scale.missing.value
        return Contribution(member, self.asked[member].title, value)

    def _coverage(self, scale: Scale) -> tuple[int, int]:
        """How many items below the scale have an answer that counts, of how many asked."""
        answered = of = 0
        for member in self._members(scale):
            if member in self.done:
                answered += self.done[member].answered
                of += self.done[member].of
            else:
                answered += self.points[member] is not None
                of += 1
        return answered, of


def _scale_outcome(scale: Scale, members: list[Contribution]) -> Outcome:
    values = [member.points for member in members]
    if not _is_enough(scale.missing, values):
        answered = any(value is not None for value in values)
        return Outcome(None, "too_few_answered" if answered else "none")
    outcome = apply(_fitted(scale, members), values, scale.direction)
    return _prorated(scale.missing, outcome, values)


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


def _condition_values(
    asked: Mapping[str, AskedItem], responses: Responses, scales: Mapping[str, ScaleResult]
) -> dict[str, ConditionValue | None]:
    values: dict[str, ConditionValue | None] = {name: scale.value for name, scale in scales.items()}
    for item_id, as_asked in asked.items():
        values[item_id] = condition_value(as_asked.item, responses.get(item_id, NO_RESPONSE))
    return values


def _answered(asked: Mapping[str, AskedItem], responses: Responses) -> frozenset[str]:
    return frozenset(item_id for item_id in asked if responses.get(item_id, NO_RESPONSE).value is not None)


def _contradictions(
    instrument: Instrument,
    asked: Mapping[str, AskedItem],
    responses: Responses,
    values: Mapping[str, ConditionValue | None],
) -> Iterator[Contradiction]:
    for check in instrument.checks:
        if check.when.evaluate(values, _answered(asked, responses)) is True:
            yield Contradiction(check.id, check.items, check.message, check.severity)


def _raised(
    asked: Mapping[str, AskedItem], responses: Responses, values: Mapping[str, ConditionValue | None]
) -> Iterator[RaisedFlag]:
    answered = _answered(asked, responses)
    for item_id, as_asked in asked.items():
        for flag in as_asked.item.flags:
            if flag.when.evaluate(values, answered) is True:
                yield RaisedFlag(flag.id, item_id, flag.message, flag.urgency)

"""Scoring the scales of one assessment in their order: members, missing rule, method, band.

Whatever depends on the scale and the child's age alone is worked out once; whatever only explains a
value is put into words when somebody reads it. So many assessments can be scored by this same code.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.identity import scale_forms, scale_hashes
from assessment_tool.core.instrument import (
    Band,
    Direction,
    Instrument,
    Method,
    MissingRuleName,
    Scale,
)
from assessment_tool.core.scoring.composite import Reasons, reach_level
from assessment_tool.core.scoring.explain import missing_sentence, sentence
from assessment_tool.core.scoring.explain_level import level_sentences
from assessment_tool.core.scoring.known import Known
from assessment_tool.core.scoring.methods import METHODS, NONE_SCORED, Outcome, weighted_for
from assessment_tool.core.scoring.result import (
    NO_BAND,
    BandReached,
    Contribution,
    Explanation,
    ScaleResult,
    ScoredScale,
)

TOO_FEW = Outcome(None, "too_few_answered")

Done = dict[str, ScaleResult]
Reckon = Callable[[Method, list[Decimal], Direction], Outcome]


def score_scales(known: Known) -> Done:
    """The result of every scale by id, in their order; later ones may be made of earlier ones."""
    done: Done = {}
    for prepared in _scales(known.instrument, known.circumstances.child):
        result = _result(prepared, known, done)
        done[prepared.scale.id] = result
        known.values[prepared.scale.id] = result.value
    return done


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A scale with all that scoring it needs and the answers do not change."""

    scale: Scale
    scored: ScoredScale
    reckon: Reckon | None
    """The method; None for a composite, which is not made of plain values."""
    at_least: int | None
    """How many values the missing rule wants; None where it wants all."""
    for_a_blank: Decimal | None


@lru_cache(maxsize=1024)
def _scales(instrument: Instrument, child: ChildAge | None) -> tuple[_Prepared, ...]:
    hashes, forms = scale_hashes(instrument), scale_forms(instrument, child)
    return tuple(_prepared(scale, hashes[scale.id], forms[scale.id]) for scale in instrument.scales)


def _prepared(scale: Scale, scale_hash: str, form: str) -> _Prepared:
    rule = scale.missing
    words = missing_sentence(rule)
    return _Prepared(
        scale=scale,
        scored=ScoredScale(scale.id, scale.title, scale.level, words, scale_hash, form),
        reckon=METHODS.get(scale.method.name),
        at_least=None if rule.name is MissingRuleName.ALL_REQUIRED else rule.at_least,
        for_a_blank=rule.value if rule.name is MissingRuleName.FIXED else None,
    )


@dataclass(slots=True)
class _Members:
    """The members that count: the asked items, and the scales over any such item.

    `values` has None for a blank, `scored` leaves blanks out. `answered` of `of` items below the members
    have an answer that counts.
    """

    ids: list[str]
    values: list[Decimal | None]
    scored: list[Decimal]
    answered: int
    of: int


def _members(prepared: _Prepared, known: Known, done: Done) -> _Members:
    ids: list[str] = []
    values: list[Decimal | None] = []
    scored: list[Decimal] = []
    answered = of = 0
    points = known.points
    for member in prepared.scale.of:
        if member in points:
            value = points[member]
            answered += value is not None
            of += 1
            value = prepared.for_a_blank if value is None else value
        elif member in done and done[member].of:
            value = done[member].value
            answered += done[member].answered
            of += done[member].of
        else:
            continue
        ids.append(member)
        values.append(value)
        if value is not None:
            scored.append(value)
    return _Members(ids, values, scored, answered, of)


def _result(prepared: _Prepared, known: Known, done: Done) -> ScaleResult:
    scale, members = prepared.scale, _members(prepared, known, done)
    outcome = _short(prepared, members)
    if prepared.reckon is None:
        outcome, reasons = reach_level(scale, known, outcome)
        explain = partial(_level_explained, scale, outcome, reasons, members, known)
    else:
        outcome = outcome or _outcome(scale, prepared.reckon, members)
        explain = partial(_explained, scale, outcome, members, known)
    band = _band(scale.bands, outcome.value, known.circumstances.respondent_sex)
    return ScaleResult(prepared.scored, outcome, members.answered, members.of, band, explain)


def _short(prepared: _Prepared, members: _Members) -> Outcome | None:
    """The outcome without a value where the missing rule wants more answers; None where it has enough."""
    there = len(members.scored)
    wanted = prepared.at_least
    if there >= wanted if wanted is not None else 0 < there == len(members.values):
        return None
    return TOO_FEW if there else NONE_SCORED


def _outcome(scale: Scale, reckon: Reckon, members: _Members) -> Outcome:
    method = scale.method
    if method.weights:
        method = weighted_for(_fitted(scale, members), members.values)
    outcome = reckon(method, members.scored, scale.direction) if members.scored else NONE_SCORED
    return _prorated(outcome, members) if scale.missing.name is MissingRuleName.PRORATE else outcome


def _fitted(scale: Scale, members: _Members) -> Method:
    """The scale's method with the weights of just those members that are asked."""
    weights = dict(zip(scale.of, scale.method.weights, strict=True))
    return replace(scale.method, weights=tuple(weights[member] for member in members.ids))


def _prorated(outcome: Outcome, members: _Members) -> Outcome:
    there, of = len(members.scored), len(members.values)
    if outcome.value is None or there == of:
        return outcome
    whole = (outcome.value * of / there).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Outcome(whole, "prorated")


def _explained(scale: Scale, outcome: Outcome, members: _Members, known: Known) -> Explanation:
    contributions = tuple(_contributions(members, known))
    return Explanation(sentence(scale, outcome, contributions), contributions)


def _level_explained(
    scale: Scale, outcome: Outcome, reasons: Reasons, members: _Members, known: Known
) -> Explanation:
    contributions = tuple(_contributions(members, known))
    too_few = sentence(scale, reasons.short, contributions) if reasons.short else ""
    return Explanation(level_sentences(scale, outcome, reasons, too_few), contributions)


def _contributions(members: _Members, known: Known) -> Iterator[Contribution]:
    for member, value in zip(members.ids, members.values, strict=True):
        asked = known.asked.get(member)
        title = asked.title if asked else known.instrument.scales_by_id[member].title
        yield Contribution(member, title, value)


def _band(bands: tuple[Band, ...], value: Decimal | None, sex: str | None) -> BandReached:
    """The band with the highest lower bound that the value reaches; none where it cannot be told."""
    if value is None:
        return NO_BAND
    reached: Band | None = None
    for band in bands:
        lower = band.lower.get("any")
        if lower is None:
            lower = band.lower.get(sex or "")
        if lower is None:
            return NO_BAND
        if value >= lower:
            reached = band
    return BandReached(reached.id, reached.label) if reached else NO_BAND

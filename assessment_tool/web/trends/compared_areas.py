"""Two assessments area by area: both grades, what is said of them, and the answers below."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from assessment_tool.core.instrument import Instrument, Scale
from assessment_tool.core.scoring import ScaleResult
from assessment_tool.core.trend import BreakReason, Comparison, HeldScale, Relation, outline
from assessment_tool.documents.sentences import counted
from assessment_tool.services.side_by_side import SideBySide
from assessment_tool.web.assessments.sheets import sheets_of
from assessment_tool.web.trends.compared_answers import (
    FOLDED,
    AnswerPair,
    Answers,
    Found,
    in_reading_order,
)

RELATIONS: Mapping[Relation, str] = {
    Relation.CHANGE: "The same people at two times, the earlier first.",
    Relation.TWO_RATINGS: (
        "The same people on the same day, or in the eyes of unlike raters. Side by side, this is no change: "
        "where the two differ, neither is called better or worse."
    ),
    Relation.TWO_CARERS: (
        "Two carers. Side by side, this is no change: each is read for what the child receives from that "
        "carer, and neither is called better or worse."
    ),
    Relation.TWO_CHILDREN: (
        "Two children. Side by side, this is no change: children differ in age and in need, and neither is "
        "called better or worse off."
    ),
    Relation.UNLIKE: (
        "Another child and another carer. Side by side, this is no change, and little follows from it: "
        "nothing is called better or worse."
    ),
}
_UNLIKE: Mapping[BreakReason, str] = {
    BreakReason.SCALE_CHANGED: "its wording or scoring differs between the two versions",
    BreakReason.NOT_CONVERTED: "the earlier score has no counterpart in the later version",
    BreakReason.AGE_BAND: "the questions or the descriptions of the grades are those of another age",
}


@dataclass(frozen=True, slots=True)
class ComparedScale:
    """One score in both assessments with the answers below it."""

    title: str
    before: ScaleResult | None
    after: ScaleResult | None
    sentence: str
    because: tuple[str, ...]
    """What crosswalks say of the scale, where its version changed."""
    moved: tuple[AnswerPair, ...]
    alike: tuple[AnswerPair, ...]


@dataclass(frozen=True, slots=True)
class ComparedArea:
    """An area with its sub-areas; or questions of no score, under their heading, without a head."""

    key: str
    title: str
    head: ComparedScale | None
    parts: tuple[ComparedScale, ...]


def compared_areas(two: SideBySide) -> list[ComparedArea]:
    """The areas in the order of the newer of the two versions, then what is in no score."""
    instrument = max((two.before, two.after), key=lambda one: one.scored.observed_on).instrument
    answers = Answers(two)
    groups = [
        ComparedArea(
            group.head.id,
            group.head.title,
            _scale(two, answers, group.head, has_items=not group.parts),
            tuple(_scale(two, answers, part) for part in group.parts),
        )
        for group in outline(instrument)
    ]
    told = {item_id for group in outline(instrument) for item_id in _leaves(two, group.head)}
    return [*groups, *_others(two, answers, instrument, told)]


def _scale(two: SideBySide, answers: Answers, scale: Scale, *, has_items: bool = True) -> ComparedScale:
    held = two.pair.on(scale.id, scale.direction)
    items = _leaves(two, scale) if has_items else iter(())
    is_alike = held.is_alike and not held.comparison.is_of_values
    pairs = answers.under(items, held.comparison, is_alike=is_alike)
    return ComparedScale(
        title=scale.title,
        before=two.before.scored.result.by_id.get(scale.id),
        after=two.after.scored.result.by_id.get(scale.id),
        sentence=_sentence(two, held),
        because=tuple(claim.link.because for claim in held.claims),
        moved=tuple(one for one in pairs if one.found not in FOLDED),
        alike=tuple(one for one in pairs if one.found in FOLDED),
    )


def _leaves(two: SideBySide, scale: Scale) -> Iterator[str]:
    """The items below a scale in either version, in the order of the later."""
    both = (two.after.instrument, two.before.instrument)
    return iter(dict.fromkeys(chain.from_iterable(_below(one, scale.id) for one in both)))


def _below(instrument: Instrument, member: str) -> Iterator[str]:
    scale = instrument.scales_by_id.get(member)
    if scale is None:
        if member in instrument.items:
            yield member
        return
    for below in scale.of:
        yield from _below(instrument, below)


def _sentence(two: SideBySide, held: HeldScale) -> str:
    if not held.is_in_both:
        return "Only one of the two has this score."
    if held.unlike:
        return f"The two are not comparable here: {_UNLIKE[held.unlike]}."
    if two.pair.relation is Relation.CHANGE:
        return held.comparison.sentence()
    comparison = held.comparison
    if comparison.told:
        return f"{comparison.told[0]} and {comparison.told[1]}. {_items_told(comparison)}"
    return _items_told(comparison)


def _items_told(comparison: Comparison) -> str:
    if comparison.is_of_values:
        return "Converted scores: items are not compared."
    alike, once = len(comparison.same), len(comparison.only_before) + len(comparison.only_after)
    told = f"{counted(alike, 'item')} alike, {len(comparison.moves) - alike} different"
    return f"{told}; {once} answered only once." if once else f"{told}."


def _others(
    two: SideBySide, answers: Answers, instrument: Instrument, told: set[str]
) -> Iterator[ComparedArea]:
    """Headings with questions that are in no score; last those which the newer version has no more."""
    for sheet in sheets_of(instrument):
        ids = [item.id for item in sheet.section.items if item.id not in told]
        if pairs := _alone(answers, ids):
            title = f"{sheet.area}: {sheet.title}" if sheet.area else sheet.title
            yield _area(f"sheet-{sheet.number}", title, pairs)
    both = {**two.before.instrument.items, **two.after.instrument.items}
    gone = [item_id for item_id in both if item_id not in instrument.items and item_id not in told]
    if pairs := _alone(answers, gone):
        yield _area("gone", "Asked in one of the versions only", pairs)


def _alone(answers: Answers, item_ids: list[str]) -> list[AnswerPair]:
    return in_reading_order([pair for item_id in item_ids if (pair := answers.alone(item_id))])


def _area(key: str, title: str, pairs: list[AnswerPair]) -> ComparedArea:
    moved = tuple(one for one in pairs if one.found not in FOLDED)
    alike = tuple(one for one in pairs if one.found in FOLDED)
    different = sum(one.found is Found.DIFFERENT for one in pairs)
    sentence = f"{counted(different, 'answer')} of {len(pairs)} {'differs' if different == 1 else 'differ'}."
    return ComparedArea(key, title, None, (ComparedScale("", None, None, sentence, (), moved, alike),))

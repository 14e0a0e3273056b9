"""Two results of the same scale side by side: what moved below it, and whether the headline agrees.

An area's grade by the graded-care rule can move against its items (a mode is not monotone, and one
grade above 3 takes precedence over all others). Such a move is a *headline reversal*: it is shown as
an effect of the rule and never called better or worse care. Nor is a move that comes only from items
answered in one of the two assessments, or one on a scale of which neither end is the better.
"""

from dataclasses import dataclass
from decimal import Decimal

from assessment_tool.core.instrument import Direction
from assessment_tool.core.scoring.result import Answered, Result, ScaleResult, plain
from assessment_tool.core.trend.headline import Headline


@dataclass(frozen=True, slots=True)
class ItemMove:
    """One item in both results; `steps` above nought is worse for the child, below nought better.

    On a scale of which neither end is the better, `steps` is nought.
    """

    item_id: str
    title: str
    before: Decimal
    after: Decimal
    steps: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """What moved on one scale between an earlier and a later result."""

    scale_id: str
    before: Decimal | None
    after: Decimal | None
    headline: Headline
    moves: tuple[ItemMove, ...]
    only_before: tuple[str, ...]
    """Titles of items that had an answer before and have none now."""
    only_after: tuple[str, ...]
    told: tuple[str, str] | None = None
    """Both values in words, where one was converted: as signed, and as the later version counts it."""
    is_of_values: bool = False
    """Whether a score was converted by figures, so that nothing is known of its items."""

    @property
    def worse(self) -> tuple[ItemMove, ...]:
        """The items that moved for the worse."""
        return tuple(move for move in self.moves if move.steps > 0)

    @property
    def better(self) -> tuple[ItemMove, ...]:
        """The items that moved for the better."""
        return tuple(move for move in self.moves if move.steps < 0)

    @property
    def same(self) -> tuple[ItemMove, ...]:
        """The items that did not move."""
        return tuple(move for move in self.moves if move.before == move.after)

    def sentence(self) -> str:
        """The comparison in plain words: direction and size in grades, no claim of significance."""
        before, after = self.told or (plain(self.before), plain(self.after))
        unmoved = f"{before} before, {after} now:" if self.told else f"{after},"
        headline = self.headline.words(before, after, unmoved)
        is_told_alone = self.headline is Headline.NOT_COMPARABLE and not self.moves
        return headline if is_told_alone else f"{headline} {self._items()}"

    def _items(self) -> str:
        if self.is_of_values:
            return "Converted scores: items are not compared."
        if not self.moves:
            return "No item was answered both times."
        counts = {"worse": len(self.worse), "better": len(self.better), "the same": len(self.same)}
        if self.headline is Headline.MOVED:
            counts = {"changed": len(self.moves) - len(self.same), "the same": len(self.same)}
        counted = ", ".join(f"{count} {word}" for word, count in counts.items())
        unmatched = len(self.only_before) + len(self.only_after)
        return f"Items: {counted}; {unmatched} answered only once." if unmatched else f"Items: {counted}."


def compare(
    before: Result, after: Result, scale_id: str, direction: Direction, *, is_same_scale: bool = False
) -> Comparison:
    """Hold one scale of two results side by side.

    Only scales asked alike are compared; an item counts only where it was answered
    both times, since a blank is neither better nor worse.
    """
    earlier, later = before.by_id.get(scale_id), after.by_id.get(scale_id)
    if earlier is None or later is None or not asked_alike(earlier, later, is_same_scale=is_same_scale):
        return _not_comparable(scale_id, earlier, later)
    answered_before, answered_after = before.answered_below(scale_id), after.answered_below(scale_id)
    moves = tuple(
        _move(item_id, answered_before[item_id], answered_after[item_id], direction)
        for item_id in answered_before
        if item_id in answered_after
    )
    return Comparison(
        scale_id=scale_id,
        before=earlier.value,
        after=later.value,
        headline=_headline(earlier.value, later.value, moves, direction),
        moves=moves,
        only_before=tuple(one.title for key, one in answered_before.items() if key not in answered_after),
        only_after=tuple(one.title for key, one in answered_after.items() if key not in answered_before),
    )


def compare_values(scale_id: str, before: Decimal, after: Decimal, direction: Direction) -> Comparison:
    """Hold two values of one scale side by side of which one was converted, so that no item is known."""
    steps = _steps_worse(before, after, direction)
    headline = Headline.SAME if before == after else _moved(steps, steps)
    return Comparison(scale_id, before, after, headline, (), (), (), is_of_values=True)


def asked_alike(earlier: ScaleResult, later: ScaleResult, *, is_same_scale: bool) -> bool:
    """Whether the same items were asked in the same age bands, of the same scale.

    `is_same_scale` says that a crosswalk calls it the same although its hash changed; the items and
    the age bands must be alike even then.
    """
    return earlier.form == later.form or (is_same_scale and _bands(earlier) == _bands(later))


def has_same_items(earlier: ScaleResult, later: ScaleResult) -> bool:
    """Whether the same items were asked, in whatever age bands."""
    return _items(earlier) == _items(later)


def has_like_bands(earlier: ScaleResult, later: ScaleResult) -> bool:
    """Whether every item that both asked was asked in the same age band, whatever else was asked."""
    before, after = _band_of_each(earlier), _band_of_each(later)
    return all(before[item_id] == after[item_id] for item_id in before.keys() & after.keys())


def _items(scale: ScaleResult) -> set[str]:
    return set(_band_of_each(scale))


def _band_of_each(scale: ScaleResult) -> dict[str, str]:
    parts = (one.partition("=") for one in _bands(scale).split(":"))
    return {item_id: band for item_id, _, band in parts}


def _bands(scale: ScaleResult) -> str:
    """The form without the scale's hash."""
    return scale.form.partition(":")[2]


def not_comparable(before: Result, after: Result, scale_id: str) -> Comparison:
    """Two results that must not be held against each other, with their values alone."""
    return _not_comparable(scale_id, before.by_id.get(scale_id), after.by_id.get(scale_id))


def _not_comparable(scale_id: str, earlier: ScaleResult | None, later: ScaleResult | None) -> Comparison:
    return Comparison(
        scale_id=scale_id,
        before=earlier.value if earlier else None,
        after=later.value if later else None,
        headline=Headline.NOT_COMPARABLE,
        moves=(),
        only_before=(),
        only_after=(),
    )


def _move(item_id: str, before: Answered, after: Answered, direction: Direction) -> ItemMove:
    steps = _steps_worse(before.points, after.points, direction)
    return ItemMove(item_id, after.title, before.points, after.points, steps)


def _steps_worse(before: Decimal, after: Decimal, direction: Direction) -> Decimal:
    if direction is Direction.NEUTRAL:
        return Decimal(0)
    return before - after if direction is Direction.HIGH_IS_GOOD else after - before


def _headline(
    before: Decimal | None, after: Decimal | None, moves: tuple[ItemMove, ...], direction: Direction
) -> Headline:
    if before is None or after is None:
        return Headline.NOT_COMPARABLE
    net = sum((move.steps for move in moves), Decimal(0))
    if net == 0 and any(move.steps for move in moves):
        return Headline.BOTH_WAYS
    if before == after:
        return _unmoved(net)
    if all(move.before == move.after for move in moves):
        return Headline.COVERAGE
    return _moved(_steps_worse(before, after, direction), net)


def _unmoved(net: Decimal) -> Headline:
    if net == 0:
        return Headline.SAME
    return Headline.HIDES_WORSE if net > 0 else Headline.HIDES_BETTER


def _moved(own: Decimal, net: Decimal) -> Headline:
    if own == 0:
        return Headline.MOVED
    if own * net < 0:
        return Headline.REVERSAL
    return Headline.WORSE if own > 0 else Headline.BETTER

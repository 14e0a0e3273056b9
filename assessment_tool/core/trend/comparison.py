"""Two results of the same scale side by side: what moved below it, and whether the headline agrees.

An area's grade by the graded-care rule can move against its items (a mode is not monotone, and one
grade above 3 takes precedence over all others). Such a move is a *headline reversal*: it is shown as
an effect of the rule and never called better or worse care.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment_tool.core.instrument import Direction
from assessment_tool.core.scoring.result import Contribution, Result, ScaleResult, plain


class Headline(StrEnum):
    """How a scale's own value moved, held against the items below it."""

    NOT_COMPARABLE = "not_comparable"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    REVERSAL = "reversal"
    HIDES_WORSE = "hides_worse"
    HIDES_BETTER = "hides_better"


@dataclass(frozen=True, slots=True)
class ItemMove:
    """One item in both results; `steps` above nought is worse for the child, below nought better."""

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
    """Titles of items that had a grade before and have none now."""
    only_after: tuple[str, ...]

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
        return tuple(move for move in self.moves if move.steps == 0)

    def sentence(self) -> str:
        """The comparison in plain words: direction and size in grades, no claim of significance."""
        return f"{_HEADLINE_WORDS[self.headline].format(*map(plain, (self.before, self.after)))} {self._items()}"

    def _items(self) -> str:
        if not self.moves:
            return "No item was graded both times."
        counted = f"Items: {len(self.worse)} worse, {len(self.better)} better, {len(self.same)} the same"
        unmatched = len(self.only_before) + len(self.only_after)
        return f"{counted}; {unmatched} graded only once." if unmatched else f"{counted}."


_HEADLINE_WORDS = {
    Headline.NOT_COMPARABLE: "The two assessments cannot be compared on this scale.",
    Headline.SAME: "Grade {1}, unchanged.",
    Headline.BETTER: "Grade {0} before, {1} now: better.",
    Headline.WORSE: "Grade {0} before, {1} now: worse.",
    Headline.REVERSAL: (
        "Grade {0} before, {1} now: a headline reversal. The scoring rule moved this grade against "
        "its own items, so it is called neither better nor worse."
    ),
    Headline.HIDES_WORSE: "Grade {1}, unchanged, although items below it became worse.",
    Headline.HIDES_BETTER: "Grade {1}, unchanged, although items below it became better.",
}


def compare(before: Result, after: Result, scale_id: str, direction: Direction) -> Comparison:
    """Hold one scale of two results side by side.

    Only scales asked alike (equal `form`) are compared; an item counts only where it was graded both
    times, since a blank is neither better nor worse.
    """
    earlier, later = before.by_id.get(scale_id), after.by_id.get(scale_id)
    if earlier is None or later is None or earlier.form != later.form:
        return _not_comparable(scale_id, earlier, later)
    graded_before = {leaf.member_id: leaf for leaf in _leaves(before, earlier) if leaf.points is not None}
    graded_after = {leaf.member_id: leaf for leaf in _leaves(after, later) if leaf.points is not None}
    moves = tuple(
        _move(graded_before[item_id], graded_after[item_id], direction)
        for item_id in graded_before
        if item_id in graded_after
    )
    return Comparison(
        scale_id=scale_id,
        before=earlier.value,
        after=later.value,
        headline=_headline(earlier.value, later.value, moves, direction),
        moves=moves,
        only_before=tuple(leaf.title for key, leaf in graded_before.items() if key not in graded_after),
        only_after=tuple(leaf.title for key, leaf in graded_after.items() if key not in graded_before),
    )


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


def _leaves(result: Result, scale: ScaleResult) -> Iterator[Contribution]:
    """The items below a scale, through the scales between."""
    for member in scale.contributions:
        below = result.by_id.get(member.member_id)
        if below is None:
            yield member
        else:
            yield from _leaves(result, below)


def _move(before: Contribution, after: Contribution, direction: Direction) -> ItemMove:
    assert before.points is not None  # noqa: S101 - the caller chose graded leaves; this tells the type checker
    assert after.points is not None  # noqa: S101 - likewise
    steps = _steps_worse(before.points, after.points, direction)
    return ItemMove(after.member_id, after.title, before.points, after.points, steps)


def _steps_worse(before: Decimal, after: Decimal, direction: Direction) -> Decimal:
    return before - after if direction is Direction.HIGH_IS_GOOD else after - before


def _headline(
    before: Decimal | None, after: Decimal | None, moves: tuple[ItemMove, ...], direction: Direction
) -> Headline:
    if before is None or after is None:
        return Headline.NOT_COMPARABLE
    own = _steps_worse(before, after, direction)
    net = sum((move.steps for move in moves), Decimal(0))
    if own * net < 0:
        return Headline.REVERSAL
    if own == 0:
        return _unmoved(net)
    return Headline.WORSE if own > 0 else Headline.BETTER


def _unmoved(net: Decimal) -> Headline:
    if net == 0:
        return Headline.SAME
    return Headline.HIDES_WORSE if net > 0 else Headline.HIDES_BETTER

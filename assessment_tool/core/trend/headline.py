"""How a scale's own value moved, held against the items below it, and the words for that."""

from enum import StrEnum


class Headline(StrEnum):
    """How a scale's own value moved, held against the items below it."""

    NOT_COMPARABLE = "not_comparable"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    REVERSAL = "reversal"
    HIDES_WORSE = "hides_worse"
    HIDES_BETTER = "hides_better"
    BOTH_WAYS = "both_ways"
    COVERAGE = "coverage"
    MOVED = "moved"

    def words(self, before: str | None, after: str | None, unmoved: str) -> str:
        """The move in a sentence; `unmoved` begins it where the value stayed."""
        is_unmoved_both_ways = self is Headline.BOTH_WAYS and before == after
        words = _UNMOVED_BOTH_WAYS if is_unmoved_both_ways else _HEADLINE_WORDS[self]
        return words.format(before, after, unmoved)


_HEADLINE_WORDS = {
    Headline.NOT_COMPARABLE: "The two assessments cannot be compared on this scale.",
    Headline.SAME: "{2} unchanged.",
    Headline.BETTER: "{0} before, {1} now: better.",
    Headline.WORSE: "{0} before, {1} now: worse.",
    Headline.REVERSAL: (
        "{0} before, {1} now: a headline reversal. The scoring rule moved this score against "
        "its own items, so it is called neither better nor worse."
    ),
    Headline.HIDES_WORSE: "{2} unchanged, although items below it became worse.",
    Headline.HIDES_BETTER: "{2} unchanged, although items below it became better.",
    Headline.BOTH_WAYS: (
        "{0} before, {1} now. Its items moved both ways by as many grades, so it is called neither "
        "better nor worse."
    ),
    Headline.COVERAGE: (
        "{0} before, {1} now. No item answered both times moved: the change comes only from items "
        "answered once, so it is called neither better nor worse."
    ),
    Headline.MOVED: "{0} before, {1} now. Neither end of this scale is the better one.",
}

_UNMOVED_BOTH_WAYS = (
    "{2} unchanged, although items below it moved both ways by as many grades, so it is called neither "
    "better nor worse."
)

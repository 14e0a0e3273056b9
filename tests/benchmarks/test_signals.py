"""How often the words of change are wrong where nothing changed, and how often they see what did.

Simulated: families whose care is graded six times, a sub-area of so many items at a time, by raters who miss
the true grade by one on some items. The shipped rules are measured for every size of a sub-area that they
name, and beside them what one item fewer would do. Every answer has evidence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest

from assessment_tool.core.instrument import Direction
from assessment_tool.core.scoring import Result
from assessment_tool.core.trend import (
    ChangeRules,
    ChangeWord,
    ItemsNeeded,
    ScoredAssessment,
    judged,
    series_of,
)
from assessment_tool.definitions.policy_file import default_policy
from tests.benchmarks.figures import Figure, Figures
from tests.core.builders import of_grades
from tests.core.trend.judged_by import ALIKE
from tests.core.trend.test_series import DAY, assessed

pytestmark = pytest.mark.benchmark

GRADES, FREQUENT = range(1, 6), (15, 30, 30, 20, 5)
"""True grades and how many items in 100 have each: a caseload with neglect in it."""
ITEMS, SUB_AREAS, ASSESSMENTS = 4, 13, 6
CHANGED_AT = 2
EVIDENCED = frozenset("abcdefghijklmno")
SIZES = range(2, 16)
"""Numbers of items that a sub-area may have before it should be divided."""
RELIABLE = {ChangeWord.RELIABLE_DECLINE, ChangeWord.RELIABLE_IMPROVEMENT}
Row = tuple[int, ...]


@dataclass(frozen=True)
class Rater:
    """Somebody who misses the true grade by one on this share of the items."""

    misses: float
    agreement: str

    def rates(self, true: Row, random: Random) -> Row:
        """The grades that are given."""
        return tuple(self._one(grade, random) for grade in true)

    def _one(self, true: int, random: Random) -> int:
        given = true + random.choice((-1, 1)) if random.random() < self.misses else true
        return given if given in GRADES else true


RATERS = (Rater(0.157, "75 %"), Rater(0.058, "90 %"))


@pytest.mark.parametrize("rater", RATERS, ids=[one.agreement for one in RATERS])
def test_signals_where_nothing_changed(figures: Figures, rater: Rater) -> None:
    shipped = default_policy().change
    families = 5 if figures.is_rehearsal else 100
    stable = [_history(rater, _random(seed)) for seed in range(families * SUB_AREAS)]
    said = [_words(one, shipped) for one in stable]
    families_told = {place // SUB_AREAS for place, words in enumerate(said) if not RELIABLE.isdisjoint(words)}
    where = f"{rater.agreement} agreement, nothing changed"
    alike = f"two raters gave the same grade to {_agreement(rater):.0%}"
    _add(figures, f"{where}: reliable", 100 * _share(said, RELIABLE), "of 100 pairs", 3.0, alike)
    _add(figures, f"{where}: possible", 100 * _share(said, {ChangeWord.POSSIBLE_CHANGE}), "of 100 pairs")
    told = 1000 * len(families_told) / families
    _add(figures, f"{where}: any reliable in {ASSESSMENTS} times", told, "of 1000 families")


@pytest.mark.parametrize("items", SIZES)
def test_signals_by_the_number_of_items(figures: Figures, items: int) -> None:
    rater, shipped = RATERS[0], default_policy().change
    needed = shipped.needed_of(items)
    looser = replace(shipped, same_way=(ItemsNeeded(items, max(2, needed - 1)),))
    runs = 10 if figures.is_rehearsal else 1000
    stable = [_history(rater, _random(seed), (0,) * items) for seed in range(runs)]
    wrong = 100 * _share([_words(one, shipped) for one in stable], RELIABLE)
    fewer = 100 * _share([_words(one, looser) for one in stable], RELIABLE)
    remark = f"{fewer:.1f} were {max(2, needed - 1)} enough" if needed > 2 else ""
    where = f"{rater.agreement} agreement, nothing changed, {needed} of {items} items"
    _add(figures, f"{where}: reliable", wrong, "of 100 pairs", 3.0, remark)


@pytest.mark.parametrize("rater", RATERS, ids=[one.agreement for one in RATERS])
@pytest.mark.parametrize(
    ("worse", "name"),
    [((1, 1, 1, 1), "every item a grade worse"), ((2, 0, 0, 0), "one item two grades worse")],
)
def test_signals_where_care_became_worse(figures: Figures, rater: Rater, worse: Row, name: str) -> None:
    shipped, runs = default_policy().change, 20 if figures.is_rehearsal else 600
    histories = (_history(rater, _random(seed), worse) for seed in range(runs))
    said = [_words(one, shipped) for one in histories]
    heard = sum(_is_heard(words) for words in said)
    at_last = sum(words[-1] is ChangeWord.RELIABLE_DECLINE for words in said)
    where = f"{rater.agreement} agreement, {name}"
    _add(figures, f"{where}: told at once", 100 * heard / runs, "of 100")
    _add(figures, f"{where}: reliable three times later", 100 * at_last / runs, "of 100")


def test_the_rules_as_they_ship_keep_false_reliable_changes_rare() -> None:
    """The same promise on a fixed sample, so that a changed rule that breaks it is not only printed."""
    stable = [_history(RATERS[0], _random(seed)) for seed in range(200)]
    said = [_words(one, default_policy().change) for one in stable]
    assert 0 < _share(said, RELIABLE) <= 0.03


def _add(
    figures: Figures, name: str, value: float, unit: str, target: float | None = None, remark: str = ""
) -> None:
    if not figures.is_rehearsal:
        figures.rows.append(Figure(name, (value,), unit, target, remark=remark))


def _random(seed: int) -> Random:
    """Chance that can be had again."""
    return Random(seed)  # noqa: S311 - a simulation, no secret


def _history(rater: Rater, random: Random, worse: Row = (0,) * ITEMS) -> list[ScoredAssessment]:
    """Six assessments of one sub-area; from the third on its true grades are worse by so much."""
    true = tuple(random.choices(GRADES, FREQUENT, k=len(worse)))
    after = tuple(min(GRADES[-1], grade + more) for grade, more in zip(true, worse, strict=True))
    rows = (rater.rates(true if n < CHANGED_AT else after, random) for n in range(ASSESSMENTS))
    return [
        assessed(n, _result(row), observed_on=DAY + timedelta(days=90 * n), evidenced=EVIDENCED)
        for n, row in enumerate(rows)
    ]


@cache
def _result(row: Row) -> Result:
    return of_grades(*row)


def _words(history: Sequence[ScoredAssessment], rules: ChangeRules) -> list[ChangeWord]:
    """What is said after each assessment but the first."""
    return [_word(history[:known], rules) for known in range(2, len(history) + 1)]


def _word(history: Sequence[ScoredAssessment], rules: ChangeRules) -> ChangeWord:
    [series] = series_of(history, "care", Direction.LOW_IS_GOOD, ALIKE)
    return judged(series, rules).word


def _share(said: Sequence[Sequence[ChangeWord]], wanted: set[ChangeWord]) -> float:
    counted = Counter(word for words in said for word in words)
    return sum(counted[word] for word in wanted) / counted.total()


def _is_heard(words: Sequence[ChangeWord]) -> bool:
    """Whether anything was said at the first assessment after care became worse."""
    return words[CHANGED_AT - 1] is not ChangeWord.NO_RELIABLE_CHANGE


def _agreement(rater: Rater) -> float:
    """How often two such raters give the same grade, on many items."""
    random = _random(0)
    true = tuple(random.choices(GRADES, FREQUENT, k=20_000))
    pairs = zip(rater.rates(true, random), rater.rates(true, random), strict=True)
    return sum(first == second for first, second in pairs) / len(true)

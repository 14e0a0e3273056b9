"""What is told of a line: by its items, by a published error, as headline or as it stands; and what lasts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessment_tool.core.change import PublishedError
from assessment_tool.core.instrument import Direction, Instrument, Method, MethodName, Option
from assessment_tool.core.trend import (
    ChangeWord,
    Ground,
    LastingItem,
    ScoredAssessment,
    Telling,
    Told,
    Way,
    series_of,
    tell,
)
from tests.core.builders import ALL_REQUIRED, graded, instrument, item, of_grades, scale, scored
from tests.core.trend.judged_by import ALIKE, RULES
from tests.core.trend.test_series import DAY, assessed

SPREAD = Decimal("7.5")
"""The standard deviation of the oracle of Jacobson and Truax (1991), whose reliability is .80."""
PUBLISHED = PublishedError(SPREAD, Decimal("0.80"), "Jacobson and Truax (1991)")
TOTAL = scale("care", ["points"], MethodName.SUM, missing=ALL_REQUIRED)


def questionnaire(
    direction: Direction = Direction.LOW_IS_GOOD, published: PublishedError | None = PUBLISHED
) -> Instrument:
    """A questionnaire whose one number is its sum."""
    method = Method(MethodName.SUM, published_error=published)
    total = replace(TOTAL, direction=direction, method=method)
    points = replace(item("points"), options=tuple(_option(n) for n in range(61)), anchors={})
    return instrument([points], [total])


def _option(number: int) -> Option:
    return replace(item("points").options[0], code=str(number), label=str(number), score=Decimal(number))


def told_of(whole: Instrument, assessments: list[ScoredAssessment]) -> Told:
    [series] = series_of(assessments, "care", whole.scales_by_id["care"].direction, ALIKE)
    return tell(series, whole, RULES)


def of_sums(
    *sums: int,
    direction: Direction = Direction.LOW_IS_GOOD,
    published: PublishedError | None = PUBLISHED,
) -> Told:
    whole = questionnaire(direction, published)
    return told_of(whole, [assessed(n, scored(whole, points=total)) for n, total in enumerate(sums)])


def of_care(*rows: tuple[int | None, ...]) -> Told:
    whole = graded(*"abcdefgh"[: len(rows[0])])
    return told_of(whole, [assessed(n, of_grades(*row)) for n, row in enumerate(rows)])


def test_a_sum_is_held_against_its_published_error() -> None:
    told = of_sums(47, 32)
    assert (told.word, told.way) == (ChangeWord.POSSIBLE_CHANGE, Way.BETTER)
    [change] = told.judgement.changes if told.judgement else ()
    assert change.signal.grounds == (Ground.BEYOND_ERROR,)
    assert change.signal.index
    assert change.signal.index.index == pytest.approx(-15 / 4.7434, abs=5e-4)
    assert "47 to 32. The smallest change beyond the published measurement error is 9.3" in told.reasons[0]


@pytest.mark.parametrize(
    ("sums", "word"),
    [
        ((30, 39), ChangeWord.NO_RELIABLE_CHANGE),
        ((30, 40), ChangeWord.POSSIBLE_CHANGE),
        ((30, 40, 40), ChangeWord.RELIABLE_DECLINE),
        ((30, 40, 39), ChangeWord.NO_RELIABLE_CHANGE),
        ((40, 30, 29), ChangeWord.RELIABLE_IMPROVEMENT),
        ((30, 34, 38, 42), ChangeWord.POSSIBLE_CHANGE),
    ],
)
def test_a_sum_beyond_its_error_is_possible_and_reliable_once_it_is_borne_out(
    sums: tuple[int, ...], word: ChangeWord
) -> None:
    assert of_sums(*sums).word == word


def test_where_high_is_good_a_higher_sum_is_better() -> None:
    assert of_sums(30, 40, direction=Direction.HIGH_IS_GOOD).way is Way.BETTER


def test_a_quiet_sum_names_the_error() -> None:
    assert of_sums(30, 33).reasons == (
        "Since 6 January 2025 the score moved by less than 9.3, the published measurement error.",
    )


def test_a_sum_without_a_published_error_is_judged_by_its_items() -> None:
    assert of_sums(30, 40, published=None).word == ChangeWord.NO_RELIABLE_CHANGE


def test_a_score_made_of_scores_and_one_without_a_better_end_call_no_change() -> None:
    parts = [scale("care", ["a", "b"]), scale("area", ["care"])]
    whole = instrument([item("a"), item("b")], parts)
    both = [assessed(n, scored(whole, a=grade, b=grade)) for n, grade in enumerate((1, 5))]
    [area] = series_of(both, "area", Direction.LOW_IS_GOOD, ALIKE)
    told = tell(area, whole, RULES)
    assert (told.telling, told.word, told.judgement, told.way) == (
        Telling.HEADLINE,
        "headline only",
        None,
        None,
    )
    assert told.reasons == ("1 before, 5 now: worse. Items: 2 worse, 0 better, 0 the same.",)
    assert told.figures is None
    assert of_sums(30, 50, direction=Direction.NEUTRAL).word == "told as it stands"


def test_of_one_assessment_a_headline_is_told_as_the_one_there_is() -> None:
    assert of_sums(30, direction=Direction.NEUTRAL).reasons == ("There is one assessment.",)


def test_needs_that_stay_unmet_are_told_with_their_first_day() -> None:
    told = of_care((2, 4, 4), (4, 5, 3), (5, 4, 4))
    assert told.lasting == (
        LastingItem("a", "A", Decimal(5), date(2025, 4, 6), 2),
        LastingItem("b", "B", Decimal(4), DAY, 3),
        LastingItem("c", "C", Decimal(4), date(2025, 7, 5), 1),
    )
    assert [one.words for one in told.lasting] == [
        "grade 5 now, at 4 or 5 in 2 assessments running",
        "grade 4 now, at 4 or 5 in 3 assessments running",
        "grade 4 now",
    ]


def test_an_assessment_that_did_not_grade_an_item_neither_breaks_its_time_nor_counts() -> None:
    [lasting] = of_care((4, 2), (None, 2), (4, 2)).lasting
    assert (lasting.since, lasting.times) == (DAY, 2)


def test_a_need_that_is_met_now_is_not_told() -> None:
    assert of_care((5, 5), (3, 3)).lasting == ()


def test_needs_are_told_though_the_scale_has_no_score_now() -> None:
    whole = graded("a", "b")
    assert whole.scales_by_id["care"].method.name is MethodName.GRADED_CARE
    assert of_care((4, 4), (None, None)).lasting == ()
    assert [one.item_id for one in of_care((4, None), (4, None)).lasting] == ["a"]

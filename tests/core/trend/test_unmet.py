"""How many items were at grade 4 or 5 at each assessment, and which counts may be joined."""

from datetime import timedelta

from assessment_tool.core.instrument import Direction, MethodName
from assessment_tool.core.trend import Unmet, series_of, tell, unmet_over_time
from tests.core.builders import graded, instrument, item, of_grades, scale, scored
from tests.core.trend.judged_by import ALIKE, RULES
from tests.core.trend.test_series import DAY, assessed

QUARTER = timedelta(days=90)


def over_time(*rows: tuple[int | None, ...], **second: object) -> tuple[Unmet, ...]:
    whole = graded(*"abcd"[: len(rows[0])])
    assessments = [assessed(n, of_grades(*row), **(second if n == 1 else {})) for n, row in enumerate(rows)]
    [series] = series_of(assessments, "care", Direction.LOW_IS_GOOD, ALIKE)
    return unmet_over_time([tell(series, whole, RULES)])


def test_items_at_four_and_five_are_counted_of_those_that_got_a_grade() -> None:
    assert over_time((4, 5, 3), (2, None, 4), (1, 1, 1)) == (
        Unmet(DAY, 2, 3, 3, is_joined=False),
        Unmet(DAY + QUARTER, 1, 2, 3, is_joined=True),
        Unmet(DAY + 2 * QUARTER, 0, 3, 3, is_joined=True),
    )


def test_another_rater_s_count_is_not_joined() -> None:
    assert [one.is_joined for one in over_time((4, 4), (4, 4), (4, 4), rater="B")] == [False, False, False]


def test_all_graded_scales_of_an_assessment_are_counted_together() -> None:
    whole = instrument([item("a"), item("b")], [scale("care", ["a"]), scale("other", ["b"])])
    both = [assessed(n, scored(whole, a=4, b=5)) for n in range(2)]
    told = [
        tell(series, whole, RULES)
        for name in ("care", "other")
        for series in series_of(both, name, Direction.LOW_IS_GOOD, ALIKE)
    ]
    assert [(one.count, one.answered) for one in unmet_over_time(told)] == [(2, 2), (2, 2)]


def test_a_line_without_graded_scales_has_no_counts() -> None:
    whole = instrument([item("a")], [scale("care", ["a"], MethodName.SUM)])
    [series] = series_of([assessed(1, scored(whole, a=5))], "care", Direction.LOW_IS_GOOD, ALIKE)
    assert unmet_over_time([tell(series, whole, RULES)]) == ()

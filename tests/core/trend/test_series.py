"""Series: which assessments make one line, and where and why it breaks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import Result
from assessment_tool.core.trend import BreakReason, Headline, ScoredAssessment, Series, Whose, series_of
from tests.core.builders import band, figures, instrument, item, of_grades, scale, scored
from tests.core.trend.judged_by import ALIKE

DAY = date(2025, 1, 6)
ASSESSED = ScoredAssessment(
    revision_id=1,
    assessment_id=1,
    child_id=10,
    carer_id=20,
    observed_on=DAY,
    rater="A. Worker",
    rater_role=RaterRole.WORKER,
    window_days=28,
    standing=Standing.COUNTERSIGNED,
    is_transcribed=False,
    result=of_grades(2, 2),
    evidenced=frozenset(),
)


def assessed(number: int, result: Result, **parts: object) -> ScoredAssessment:
    """The assessment of this number, 90 days after the one before."""
    parts = {"revision_id": number, "assessment_id": number, "result": result, **parts}
    parts.setdefault("observed_on", DAY + timedelta(days=90 * number))
    return replace(ASSESSED, **parts)  # type: ignore[arg-type]  # a table of changes


def the_series(*assessments: ScoredAssessment) -> Series:
    [series] = series_of(assessments, "care", Direction.LOW_IS_GOOD, ALIKE)
    return series


def runs(series: Series) -> list[list[int]]:
    return [[point.assessment.revision_id for point in run] for run in series.runs()]


def test_comparable_points_are_one_line_in_the_order_of_the_observed_days() -> None:
    third = assessed(1, of_grades(1, 1), observed_on=date(2025, 9, 1))
    first = assessed(2, of_grades(4, 2), observed_on=date(2025, 2, 1))
    second = assessed(3, of_grades(3, 3), observed_on=date(2025, 5, 1), standing=Standing.SIGNED)
    series = the_series(third, first, second)
    assert [(point.observed_on, *figures(point.value)) for point in series.points] == [
        (date(2025, 2, 1), "4"),
        (date(2025, 5, 1), "3"),
        (date(2025, 9, 1), "1"),
    ]
    assert series.breaks == ()
    assert runs(series) == [[2, 3, 1]]
    assert (series.title, series.level, series.scale_id) == ("Care", "sub_area", "care")


def test_two_assessments_of_one_day_stand_in_the_order_of_their_revisions() -> None:
    same_day = [assessed(number, of_grades(number), observed_on=DAY) for number in (3, 1, 2)]
    assert runs(the_series(*same_day)) == [[1, 2, 3]]


def by_age(months: int) -> Result:
    meals = item("meals", age_bands=(band("baby", 0, 12), band("child", 12, 60)))
    return scored(instrument([meals], [scale("care", ["meals"])]), ChildAge(months), meals=2)


BREAKS: dict[str, tuple[ScoredAssessment, ScoredAssessment, list[BreakReason]]] = {
    "nothing": (assessed(1, of_grades(2, 2)), assessed(2, of_grades(3, 3)), []),
    "another scale": (
        assessed(1, of_grades(2, 2)),
        assessed(2, of_grades(2, 2, 2)),
        [BreakReason.SCALE_CHANGED],
    ),
    "an age band": (assessed(1, by_age(11)), assessed(2, by_age(12)), [BreakReason.AGE_BAND]),
    "the same age band": (assessed(1, by_age(12)), assessed(2, by_age(59)), []),
    "another rater": (
        assessed(1, of_grades(2)),
        assessed(2, of_grades(2), rater="B. Worker"),
        [BreakReason.RATER],
    ),
    "another role": (
        assessed(1, of_grades(2)),
        assessed(2, of_grades(2), rater_role=RaterRole.JOINT),
        [BreakReason.RATER_ROLE],
    ),
    "another role and rater": (
        assessed(1, of_grades(2)),
        assessed(2, of_grades(2), rater_role=RaterRole.JOINT, rater="B. Worker"),
        [BreakReason.RATER_ROLE, BreakReason.RATER],
    ),
    "another window": (
        assessed(1, of_grades(2)),
        assessed(2, of_grades(2), window_days=13),
        [BreakReason.WINDOW],
    ),
    "no window told": (
        assessed(1, of_grades(2)),
        assessed(2, of_grades(2), window_days=None),
        [BreakReason.WINDOW],
    ),
    "no score": (assessed(1, of_grades(2)), assessed(2, of_grades(None)), [BreakReason.NO_VALUE]),
    "all at once": (
        assessed(1, of_grades(2)),
        assessed(2, of_grades(None, None), rater="B", rater_role=RaterRole.JOINT, window_days=7),
        [
            BreakReason.NO_VALUE,
            BreakReason.SCALE_CHANGED,
            BreakReason.RATER_ROLE,
            BreakReason.RATER,
            BreakReason.WINDOW,
        ],
    ),
}


@pytest.mark.parametrize(("before", "after", "reasons"), BREAKS.values(), ids=BREAKS.keys())
def test_the_line_breaks_for_each_reason_and_for_no_other(
    before: ScoredAssessment, after: ScoredAssessment, reasons: list[BreakReason]
) -> None:
    series = the_series(before, after)
    assert [list(gap.reasons) for gap in series.breaks] == ([reasons] if reasons else [])
    assert len(runs(series)) == (2 if reasons and after.result.by_id["care"].value is not None else 1)


def test_every_reason_is_shown_to_break_a_line() -> None:
    shown = {reason for *_, reasons in BREAKS.values() for reason in reasons}
    assert shown | {BreakReason.NOT_CONVERTED} == set(BreakReason)  # which hangs on a crosswalk


def test_a_break_says_its_reasons_in_one_clause() -> None:
    [gap] = the_series(*BREAKS["another role and rater"][:2]).breaks
    assert (gap.before.observed_on, gap.after.observed_on) == (
        DAY + timedelta(days=90),
        DAY + timedelta(days=180),
    )
    assert gap.words == "the rater had another role; another worker rated"
    assert len({reason.words for reason in BreakReason}) == len(BreakReason)


def test_a_missing_score_is_never_nought_and_never_bridged() -> None:
    series = the_series(*(assessed(number, of_grades(grade)) for number, grade in enumerate([2, None, 3, 3])))
    assert figures(*(point.value for point in series.points)) == ["2", None, "3", "3"]
    assert [gap.reasons for gap in series.breaks] == [(BreakReason.NO_VALUE,)] * 2
    assert runs(series) == [[0], [2, 3]]


def test_a_line_of_missing_scores_is_no_run() -> None:
    assert runs(the_series(assessed(1, of_grades(None)), assessed(2, of_grades(None)))) == []


@pytest.mark.parametrize("standing", Standing)
def test_only_signed_and_countersigned_assessments_are_in_a_trend(standing: Standing) -> None:
    series = series_of([replace(ASSESSED, standing=standing)], "care", Direction.LOW_IS_GOOD, ALIKE)
    assert bool(series) is (standing in {Standing.SIGNED, Standing.COUNTERSIGNED})


def test_what_was_voided_between_two_assessments_breaks_nothing() -> None:
    series = the_series(
        assessed(1, of_grades(2)),
        assessed(2, of_grades(5), standing=Standing.VOIDED, rater="B. Worker"),
        assessed(3, of_grades(2)),
    )
    assert runs(series) == [[1, 3]]
    assert series.breaks == ()


def test_there_is_one_series_for_each_child_and_carer() -> None:
    pairs = [(11, 21), (10, 21), (10, 20), (None, 20)]
    found = series_of(
        [
            assessed(number, of_grades(2), child_id=child, carer_id=carer)
            for number, (child, carer) in enumerate([*pairs, (10, 20)])
        ],
        "care",
        Direction.LOW_IS_GOOD,
        ALIKE,
    )
    assert [(series.child_id, series.whose.carer_id, len(series.points)) for series in found] == [
        (None, 20, 1),
        (10, 20, 2),
        (10, 21, 1),
        (11, 21, 1),
    ]


def test_a_scale_that_nobody_scored_has_no_series() -> None:
    assert series_of([ASSESSED], "other", Direction.LOW_IS_GOOD, ALIKE) == []
    assert series_of([], "care", Direction.LOW_IS_GOOD, ALIKE) == []


def test_a_series_is_called_what_its_newest_assessment_called_it() -> None:
    renamed = replace(scale("care", ["a", "b"]), title="Care at home")
    newest = scored(instrument([item("a"), item("b")], [renamed]), a=1, b=1)
    series = the_series(assessed(2, newest), assessed(1, of_grades(2, 2)))
    assert (series.title, series.breaks) == ("Care at home", ())


def test_the_latest_change_is_of_the_last_two_and_the_whole_change_of_the_first_and_last() -> None:
    series = the_series(*(assessed(number, of_grades(grade)) for number, grade in enumerate([4, 2, 3])))
    latest, whole = series.latest_change(), series.whole_change()
    assert latest
    assert figures(latest.before, latest.after) == ["2", "3"]
    assert latest.headline is Headline.WORSE
    assert whole
    assert figures(whole.before, whole.after) == ["4", "3"]
    assert whole.headline is Headline.BETTER


@pytest.mark.parametrize("change", [Series.latest_change, Series.whole_change])
def test_one_assessment_shows_no_change(change: Callable[[Series], object]) -> None:
    assert change(the_series(ASSESSED)) is None


@pytest.mark.parametrize("roles", [(RaterRole.WORKER, RaterRole.SELF), (RaterRole.SELF, RaterRole.JOINT)])
def test_a_self_rating_is_another_line_than_a_workers_and_stands_after_it(roles: Sequence[RaterRole]) -> None:
    assessments = [assessed(place, of_grades(4 - place), rater_role=role) for place, role in enumerate(roles)]
    workers, own = series_of(assessments, "care", Direction.LOW_IS_GOOD, ALIKE)
    assert (workers.whose, own.whose) == (Whose(20), Whose(20, is_self_rating=True))
    assert [len(one.points) for one in (workers, own)] == [1, 1]
    assert own.points[0].assessment.is_self_rating


def test_two_self_ratings_are_held_against_each_other() -> None:
    own = {"rater_role": RaterRole.SELF}
    series = the_series(assessed(1, of_grades(4), **own), assessed(2, of_grades(3), **own))
    found = series.latest_change()
    assert found
    assert found.headline is Headline.BETTER
    assert [point.assessment.is_self_rating for point in series.points] == [True, True]


def test_a_high_score_can_be_the_better_one() -> None:
    [series] = series_of(
        [assessed(1, of_grades(2)), assessed(2, of_grades(3))], "care", Direction.HIGH_IS_GOOD, ALIKE
    )
    found = series.latest_change()
    assert found
    assert found.headline is Headline.BETTER


some_assessments = st.lists(
    st.tuples(st.none() | st.integers(1, 5), st.sampled_from(["A", "B"]), st.sampled_from(Standing)),
    min_size=1,
    max_size=8,
)


@given(some_assessments, st.data())
def test_the_runs_hold_every_score_that_counts_once_and_in_order(
    drawn: list[tuple[int | None, str, Standing]], data: st.DataObject
) -> None:
    assessments = [
        assessed(number, of_grades(grade), rater=rater, standing=standing)
        for number, (grade, rater, standing) in enumerate(drawn)
    ]
    wanted = [
        number for number, (grade, _, standing) in enumerate(drawn) if standing.counts and grade is not None
    ]
    found = series_of(data.draw(st.permutations(assessments)), "care", Direction.LOW_IS_GOOD, ALIKE)
    assert [number for series in found for run in runs(series) for number in run] == wanted
    for series in found:
        assert all(point.value is None or isinstance(point.value, Decimal) for point in series.points)
        for run in series.runs():
            assert len({point.assessment.rater for point in run}) == 1

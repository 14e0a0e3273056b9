"""What agreement is where there is little to go by, and what is refused."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.agreement import (
    Level,
    Ratings,
    RatingsError,
    Weighting,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet,
    intraclass_correlations,
    krippendorff_alpha,
    observed_agreement,
)
from assessment_tool.core.agreement.coefficient import NO_COEFFICIENT, Coefficient

GRADES = (1, 2, 3, 4, 5)

grades = st.none() | st.sampled_from(GRADES)
two_rows = st.integers(1, 12).flatmap(
    lambda units: st.tuples(*[st.lists(grades, min_size=units, max_size=units).map(tuple)] * 2)
)


def of(*rows: tuple[int | None, ...]) -> Ratings:
    """Grades by some raters."""
    return Ratings(GRADES, rows)


def test_exact_and_within_one_are_told_of_every_pair_with_their_intervals() -> None:
    found = observed_agreement(of((1, 2, 3, 4, None), (1, 3, 3, 1, 5)))
    assert found
    assert (found.pairs, found.exact, found.within_one) == (4, 0.5, 0.75)
    assert found.exact_interval == pytest.approx((0.1500, 0.8500), abs=5e-5)
    assert found.within_one_interval == pytest.approx((0.3006, 0.9544), abs=5e-5)


def test_of_three_raters_no_interval_is_claimed() -> None:
    found = observed_agreement(of((1, 2), (1, 3), (2, 2)))
    assert found
    assert (found.pairs, found.exact, found.exact_interval) == (6, 1 / 3, None)


def test_where_everybody_gives_the_same_grade_kappa_has_no_value_and_gwets_coefficient_is_one() -> None:
    alike = of((3,) * 6, (3,) * 6)
    assert cohen_kappa(alike) == NO_COEFFICIENT
    assert fleiss_kappa(alike) == NO_COEFFICIENT
    assert krippendorff_alpha(alike, Level.ORDINAL) == NO_COEFFICIENT
    assert gwet(alike).value == 1


def test_one_grade_that_differs_makes_kappa_nought_with_three_of_four_alike() -> None:
    nearly = of((3, 3, 3, 3), (3, 3, 3, 2))
    assert cohen_kappa(nearly).value == pytest.approx(0)
    found = observed_agreement(nearly)
    assert found
    assert found.exact == 0.75
    assert (gwet(nearly).value or 0) > 0.7


def test_without_a_unit_that_two_have_rated_there_is_no_agreement_to_tell() -> None:
    apart = of((1, None), (None, 2))
    assert observed_agreement(apart) is None
    for found in (cohen_kappa(apart), gwet(apart), fleiss_kappa(apart), brennan_prediger(apart)):
        assert found == NO_COEFFICIENT
    assert krippendorff_alpha(apart, Level.NOMINAL) == NO_COEFFICIENT


def test_a_single_unit_gives_a_value_and_no_interval() -> None:
    one = of((1,), (2,))
    assert gwet(one).interval is None
    assert krippendorff_alpha(one, Level.INTERVAL).interval is None


@pytest.mark.parametrize(
    ("labels", "rows", "fault"),
    [
        ((1,), ((1,), (1,)), "two or more numbers"),
        ((2, 1), ((1,), (1,)), "from low to high"),
        ((1, 1, 2), ((1,), (1,)), "each once"),
        ((1, inf), ((1,), (1,)), "finite"),
        ((1, nan), ((1,), (1,)), "each once|finite"),
        ((1, 2), ((1,),), "at least two raters"),
        ((1, 2), ((1,), (1, 2)), "same number of units"),
        ((1, 2), ((1, 2), (1, 3)), "Rater 2, unit 2: 3 is none of the labels"),
    ],
)
def test_ratings_that_do_not_fit_are_refused(
    labels: tuple[float, ...], rows: tuple[tuple[float, ...], ...], fault: str
) -> None:
    with pytest.raises(RatingsError, match=fault):
        Ratings(labels, rows)


def test_cohens_kappa_is_of_two_raters() -> None:
    with pytest.raises(RatingsError, match="two raters"):
        cohen_kappa(of((1,), (1,), (2,)))


def test_a_ratio_has_no_label_below_nought() -> None:
    with pytest.raises(RatingsError, match="below nought"):
        krippendorff_alpha(Ratings((-1, 0, 1), ((0, 1), (0, 1))), Level.RATIO)


@pytest.mark.parametrize(
    "found",
    [
        gwet(of((3,) * 6, (3,) * 6)),
        cohen_kappa(of((1, 2, 3), (1, 2, 3))),
        cohen_kappa(of((1, 1), (1, 2))),
        krippendorff_alpha(of((1, 2, 3, 4), (1, 2, 3, 4)), Level.ORDINAL),
    ],
)
def test_where_all_units_are_too_much_alike_no_interval_claims_certainty(found: Coefficient) -> None:
    assert found.value is not None
    assert (found.standard_error, found.interval) == (None, None)


@given(st.lists(st.tuples(grades, grades, grades), min_size=1, max_size=8), st.data())
def test_no_coefficient_depends_on_the_order_of_units_or_on_units_that_nobody_rated(
    units: list[tuple[int | None, ...]], data: st.DataObject
) -> None:
    shuffled = [*data.draw(st.permutations(units)), (None, None, None)]
    there, back = (of(*zip(*one, strict=True)) for one in (units, shuffled))
    for level in Level:
        _alike(krippendorff_alpha(there, level), krippendorff_alpha(back, level))
    for weighting in Weighting:
        _alike(gwet(there, weighting), gwet(back, weighting))
        _alike(fleiss_kappa(there, weighting), fleiss_kappa(back, weighting))


@given(st.lists(st.tuples(grades, grades), min_size=1, max_size=8))
def test_other_numbers_in_the_same_order_leave_ordinal_alpha_as_it_is(
    units: list[tuple[int | None, ...]],
) -> None:
    rows = tuple(zip(*units, strict=True))
    renamed = tuple(tuple(one and one**3 for one in row) for row in rows)
    _alike(
        krippendorff_alpha(Ratings(GRADES, rows), Level.ORDINAL),
        krippendorff_alpha(Ratings(tuple(one**3 for one in GRADES), renamed), Level.ORDINAL),
    )


def _alike(there: Coefficient, back: Coefficient) -> None:
    assert there.value == pytest.approx(back.value, abs=1e-9)
    assert there.standard_error == pytest.approx(back.standard_error, abs=1e-6)


def test_many_unlike_units_are_measured_without_each_in_turn() -> None:
    """The jackknife by hand: the mean and the spread of what is left without one."""
    rows = ((1, 2, 3, 3, 5, 4), (1, 2, 4, 3, 5, None), (2, 2, 3, 3, 4, 4))
    without = [
        krippendorff_alpha(of(*(row[:left] + row[left + 1 :] for row in rows)), Level.ORDINAL).value or 0
        for left in range(6)
    ]
    mean = sum(without) / 6
    by_hand = (5 / 6 * sum((one - mean) ** 2 for one in without)) ** 0.5
    assert krippendorff_alpha(of(*rows), Level.ORDINAL).standard_error == pytest.approx(by_hand, abs=1e-12)


@pytest.mark.parametrize("scores", [(), ((1, 2),), ((1,), (2,)), ((1, 2), (1,)), ((3, 3), (3, 3))])
def test_correlations_need_a_whole_table_with_differences(scores: tuple[tuple[float, ...], ...]) -> None:
    with pytest.raises(RatingsError):
        intraclass_correlations(scores)


@given(two_rows, st.sampled_from(Weighting))
def test_no_coefficient_depends_on_who_is_called_the_first_rater(
    rows: tuple[tuple[int | None, ...], tuple[int | None, ...]], weighting: Weighting
) -> None:
    one, other = of(*rows), of(*reversed(rows))
    for measure in (cohen_kappa, gwet, fleiss_kappa, brennan_prediger):
        first, second = measure(one, weighting).value, measure(other, weighting).value
        assert first == pytest.approx(second)


@given(two_rows, st.sampled_from(Weighting))
def test_a_unit_that_one_left_out_changes_no_kappa(
    rows: tuple[tuple[int | None, ...], tuple[int | None, ...]], weighting: Weighting
) -> None:
    more = of((*rows[0], 4), (*rows[1], None))
    assert cohen_kappa(more, weighting).value == pytest.approx(cohen_kappa(of(*rows), weighting).value)


@given(two_rows, st.sampled_from(Level))
def test_alpha_is_never_above_one_and_its_interval_holds_it(
    rows: tuple[tuple[int | None, ...], tuple[int | None, ...]], level: Level
) -> None:
    found = krippendorff_alpha(of(*rows), level)
    if found.value is not None:
        assert found.value <= 1
        assert found.interval is None or found.interval[0] <= found.value <= found.interval[1] + 1e-9


@given(
    st.lists(st.sampled_from(GRADES), min_size=2, max_size=60).filter(lambda one: len(set(one)) > 1),
    st.sampled_from(Weighting),
)
def test_of_raters_who_always_agree_no_interval_is_claimed(
    given_by_both: list[int], weighting: Weighting
) -> None:
    alike = of(tuple(given_by_both), tuple(given_by_both))
    for found in (cohen_kappa(alike, weighting), fleiss_kappa(alike, weighting), gwet(alike, weighting)):
        assert found.value == pytest.approx(1)
        assert (found.standard_error, found.interval) == (None, None)


@given(
    st.integers(2, 5).flatmap(lambda raters: st.lists(st.tuples(*[grades] * raters), min_size=1, max_size=9))
)
def test_every_pair_of_ratings_is_counted_once(units: list[tuple[int | None, ...]]) -> None:
    ratings = of(*zip(*units, strict=True))
    apart = [abs(first - second) for first, second in ratings.pairs()]
    found = observed_agreement(ratings)
    if found is None:
        assert not apart
    else:
        assert found.pairs == len(apart)
        assert found.exact * found.pairs == pytest.approx(apart.count(0))
        assert found.within_one * found.pairs == pytest.approx(sum(one <= 1 for one in apart))

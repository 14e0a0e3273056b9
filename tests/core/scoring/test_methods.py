"""Every scoring method: hand-worked values, and what holds whatever the values are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.instrument import Direction, Method, MethodName
from assessment_tool.core.scoring import MethodValueError, Outcome, apply, plain
from tests.core.builders import decimals

LOW, HIGH, NEUTRAL = Direction.LOW_IS_GOOD, Direction.HIGH_IS_GOOD, Direction.NEUTRAL

SUM_OF_GRADES = tuple((Decimal(total), Decimal(100 - total)) for total in range(101))
METHODS: dict[MethodName, Method] = {
    name: Method(
        name,
        weights=tuple(Decimal(place) for place in range(1, 21)) if name is MethodName.WEIGHTED_SUM else (),
        factor=Decimal("1.5"),
        offset=Decimal(-2),
        table=SUM_OF_GRADES,
    )
    for name in MethodName
    if name is not MethodName.COMPOSITE  # rests on answers, not on values: see test_composite.py
}
WEIGHTS_2_5_LESS_1 = Method(MethodName.WEIGHTED_SUM, weights=(Decimal(2), Decimal(5), Decimal(-1)))
TABLE_OF_TWO = Method(MethodName.LOOKUP, table=((Decimal(3), Decimal(50)), (Decimal(4), Decimal(61))))
NO_POSITIONS = sorted(METHODS.keys() - {MethodName.WEIGHTED_SUM})


@pytest.mark.parametrize(
    ("method", "values", "direction", "value", "decided_by"),
    [
        (Method(MethodName.SUM), (1, 2, None, 4), LOW, "7", "sum"),
        (Method(MethodName.SUM), (0, 0), LOW, "0", "sum"),
        (Method(MethodName.MEAN), (1, 2, 2), LOW, "1.67", "mean"),
        (Method(MethodName.MEAN, decimals=0), (1, 2), LOW, "2", "mean"),
        (Method(MethodName.MEAN, decimals=1), ("0.25", None), LOW, "0.3", "mean"),
        (Method(MethodName.MEDIAN), (5, 1, 3), LOW, "3", "median"),
        (Method(MethodName.MEDIAN), (4, 1, 2, 9), LOW, "3", "median"),
        (Method(MethodName.MEDIAN, decimals=0), (1, 2), LOW, "2", "median"),
        (Method(MethodName.MODE), (3, 1, 3, 2), LOW, "3", "mode"),
        (Method(MethodName.MODE), (1, 1, 3, 3, 2), LOW, "3", "worst_mode"),
        (Method(MethodName.MODE), (1, 1, 3, 3, 2), HIGH, "1", "worst_mode"),
        (Method(MethodName.WORST), (2, None, 4, 1), LOW, "4", "worst"),
        (Method(MethodName.WORST), (2, None, 4, 1), HIGH, "1", "worst"),
        (Method(MethodName.BEST), (2, None, 4, 1), LOW, "1", "best"),
        (Method(MethodName.BEST), (2, None, 4, 1), HIGH, "4", "best"),
        (Method(MethodName.BEST), (2, 4), NEUTRAL, "2", "best"),
        (Method(MethodName.COUNT), (0, None, 3), LOW, "2", "count"),
        (Method(MethodName.COUNT, at_least=Decimal(3)), (0, None, 3, 4), LOW, "2", "count"),
        (Method(MethodName.COUNT, at_least=Decimal(9)), (0, 3), LOW, "0", "count"),
        (WEIGHTS_2_5_LESS_1, (1, None, 3), LOW, "-1", "weighted_sum"),
        (Method(MethodName.LINEAR, factor=Decimal("1.25"), offset=Decimal(2)), (1, 2), LOW, "5.75", "linear"),
        (Method(MethodName.LINEAR, factor=Decimal("0.333"), decimals=1), (1, None), LOW, "0.3", "linear"),
        (TABLE_OF_TWO, (1, 2), LOW, "50", "lookup"),
        (TABLE_OF_TWO, (1, 3), LOW, "61", "lookup"),
    ],
)
def test_values_worked_by_hand(
    method: Method, values: tuple[int | None, ...], direction: Direction, value: str, decided_by: str
) -> None:
    outcome = apply(method, decimals(*values), direction)
    assert (plain(outcome.value), outcome.decided_by) == (value, decided_by)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("values", [[], [None], [None, None, None]])
def test_blanks_alone_have_no_value_by_any_method(name: MethodName, values: list[None]) -> None:
    assert apply(METHODS[name], values) == Outcome(None, "none")


def test_a_sum_outside_the_table_is_refused_rather_than_guessed() -> None:
    table = ((Decimal(3), Decimal(50)),)
    with pytest.raises(MethodValueError, match="lookup does not take 4: its table has no entry for this sum"):
        apply(Method(MethodName.LOOKUP, table=table), decimals(2, 2))


blanks = st.lists(st.integers(1, 5).map(Decimal) | st.none(), max_size=12)
directions = st.sampled_from(Direction)
values_given = st.lists(st.integers(1, 5).map(Decimal), min_size=1, max_size=12)
numbers_given = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12)


@given(st.sampled_from(NO_POSITIONS), blanks, directions, st.data())
def test_the_order_of_the_values_is_irrelevant(
    name: MethodName, values: list[Decimal | None], direction: Direction, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(values))
    assert apply(METHODS[name], shuffled, direction) == apply(METHODS[name], values, direction)


@given(st.sampled_from(NO_POSITIONS), blanks, directions, st.data())
def test_a_further_blank_changes_nothing_by_any_method(
    name: MethodName, values: list[Decimal | None], direction: Direction, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(values)))
    with_blank = [*values[:place], None, *values[place:]]
    assert apply(METHODS[name], with_blank, direction) == apply(METHODS[name], values, direction)


@given(blanks)
def test_a_further_blank_with_any_weight_changes_no_weighted_sum(values: list[Decimal | None]) -> None:
    method = METHODS[MethodName.WEIGHTED_SUM]
    assert apply(method, [*values, None]) == apply(method, values)


WITHIN = [MethodName.MEAN, MethodName.MEDIAN, MethodName.MODE, MethodName.WORST, MethodName.BEST]


@given(st.sampled_from([*WITHIN, MethodName.GRADED_CARE]), values_given, directions)
def test_the_result_lies_within_the_range_of_the_grades(
    name: MethodName, values: list[Decimal], direction: Direction
) -> None:
    value = apply(METHODS[name], values, direction).value
    assert value is not None
    assert min(values) <= value <= max(values)


@given(st.sampled_from(WITHIN), numbers_given, directions)
def test_the_result_lies_within_the_range_of_its_numbers(
    name: MethodName, values: list[Decimal], direction: Direction
) -> None:
    value = apply(METHODS[name], values, direction).value
    assert value is not None
    assert min(values) <= value <= max(values)


@given(st.sampled_from([MethodName.MODE, MethodName.WORST, MethodName.BEST]), numbers_given, directions)
def test_a_chosen_value_is_one_of_those_given(
    name: MethodName, values: list[Decimal], direction: Direction
) -> None:
    assert apply(METHODS[name], values, direction).value in values


@given(
    st.sampled_from([MethodName.SUM, MethodName.MEAN, MethodName.MEDIAN, MethodName.WORST, MethodName.BEST]),
    numbers_given,
    st.sampled_from([LOW, HIGH]),
    st.decimals(0, 1000, places=2),
    st.data(),
)
def test_a_worse_item_never_improves_a_sum_mean_median_worst_or_best(
    name: MethodName, values: list[Decimal], direction: Direction, by: Decimal, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    worse = list(values)
    worse[place] += by if direction is LOW else -by
    before, after = (apply(METHODS[name], some, direction).value for some in (values, worse))
    assert before is not None
    assert after is not None
    assert after >= before if direction is LOW else after <= before


@given(numbers_given)
def test_the_sum_and_the_mean_are_exact(values: list[Decimal]) -> None:
    hundredths = sum(int(value * 100) for value in values)
    total, mean = (apply(METHODS[name], values).value for name in (MethodName.SUM, MethodName.MEAN))
    assert total == Decimal(hundredths).scaleb(-2)
    assert mean is not None
    assert abs(int(mean * 100) * len(values) - hundredths) * 2 <= len(values)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (Decimal("2.50"), "2.5"),
        (Decimal("3.00"), "3"),
        (Decimal(10), "10"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0.00"), "0"),
        (Decimal("-1.20"), "-1.2"),
        (Decimal("0.05"), "0.05"),
    ],
)
def test_a_value_is_written_plainly(value: Decimal | None, text: str | None) -> None:
    assert plain(value) == text

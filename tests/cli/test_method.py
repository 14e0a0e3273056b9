"""`method`: what one scoring method makes of plain values."""

import json

import pytest

from tests.cli.conftest import Run, refused

VECTORS = [
    ("2 2 3", "2", "mode"),
    ("1 2 3", "2", "rounded_mean"),
    ("2 2 3 3", "3", "rounded_mean"),
    ("1 1 2 2 3", "2", "rounded_mean"),
    ("1 1 1 4", "4", "precedence"),
    ("3 4 5", "5", "precedence"),
    ("3 3 3", "3", "mode"),
    ("2 - -", "2", "single"),
    ("- -", None, "none"),
    ("- 4", "4", "precedence"),
]


@pytest.mark.parametrize(("grades", "value", "decided_by"), VECTORS)
def test_the_published_examples_of_graded_care_come_out(
    run: Run, grades: str, value: str | None, decided_by: str
) -> None:
    result = run("method", "graded_care", *grades.split(), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"value": value, "decided_by": decided_by}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (("sum", "-1", "-2.5", "-"), "-3.5"),
        (("sum", "-1", "--", "-2"), "-3"),
        (("worst", "1", "-4"), "1"),
        (("worst", "--high-is-good", "1", "-4"), "-4"),
        (("median", "1", "2", "3", "4"), "2.5"),
        (("count", "-", "0", "7"), "2"),
        (("count", "--at-least", "2", "-", "1", "2", "3"), "2"),
        (("mean", "--decimals", "0", "1", "2"), "2"),
        (("weighted_sum", "--weight", "2", "--weight", "-1.5", "3", "2"), "3"),
        (("weighted_sum", "--weight", "2", "--weight", "5", "-", "2"), "10"),
        (("linear", "--factor", "1.5", "--offset", "-2", "1", "2"), "2.5"),
        (("linear", "1", "2"), "3"),
        (("linear", "--factor", "0.333", "--decimals", "1", "1", "1"), "0.7"),
        (("lookup", "--row", "3=50", "--row", "4=61.5", "1", "3"), "61.5"),
        (("lookup", "--row", "-1=-2", "-1"), "-2"),
    ],
)
def test_numbers_below_nought_and_blanks_are_values_and_no_options(
    run: Run, words: tuple[str, ...], value: str
) -> None:
    result = run("method", "--json", *words)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["value"] == value


def test_without_json_the_value_and_the_step_are_one_line(run: Run) -> None:
    assert run("method", "graded_care", 1, 1, 1, 4).stdout == "4 (decided by precedence)\n"
    assert run("method", "graded_care", "-").stdout == "no value (decided by none)\n"


@pytest.mark.parametrize(
    "value", ["x", "", "1e5", "NaN", "Infinity", "1_000", "٣", "0x1", "--2", "1" * 16, "1,5"]
)
def test_what_is_no_plain_number_is_one_line(run: Run, value: str) -> None:
    assert "is not a number" in refused(run("method", "sum", "1", value))


def test_every_fault_has_its_line(run: Run) -> None:
    refused(run("method", "sum", "x", "1", "y"), lines=2)


@pytest.mark.parametrize("value", ["0", "6", "2.5", "-1"])
def test_graded_care_takes_the_grades_one_to_five(run: Run, value: str) -> None:
    assert "from 1 to 5" in refused(run("method", "graded_care", "1", value))


REFUSED = [
    ("nonsense 1", "nonsense"),
    ("sum", "VALUES"),
    ("weighted_sum 1", "weighted_sum needs --weight at least once."),
    ("weighted_sum --weight 1 1 2", "There are 1 weights for 2 values"),
    ("weighted_sum --weight x 1", "“x” is not a number"),
    ("lookup 1", "lookup needs --row at least once."),
    ("lookup --row 3 1", "“3” is not a row"),
    ("lookup --row 3=x 1", "“3=x” is not a row"),
    ("lookup --row 3=1 --row 3.0=2 3", "A sum stands in two rows"),
    ("lookup --row 3=1 4", "its table has no entry for this sum"),
    ("sum --factor 2 1", "--factor is not for sum, but for linear."),
    ("sum --offset 2 1", "--offset is not for sum, but for linear."),
    ("sum --weight 2 1", "--weight is not for sum, but for weighted_sum."),
    ("sum --row 2=2 1", "--row is not for sum, but for lookup."),
    ("sum --at-least 2 1", "--at-least is not for sum, but for count."),
    ("graded_care --decimals 1 1", "--decimals is not for graded_care, but for mean, median, linear."),
    ("mean --decimals 7 1", "7 is not in the range"),
    ("linear --factor NaN 1", "“NaN” is not a number"),
    ("composite 1 2", "use assessment-tool score."),
]


@pytest.mark.parametrize(("line", "why"), REFUSED, ids=[line for line, _ in REFUSED])
def test_what_is_missing_or_not_for_the_method_is_one_line(run: Run, line: str, why: str) -> None:
    assert why in refused(run("method", *line.split()))

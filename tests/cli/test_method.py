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
        (("worst", "--direction", "high_is_good", "1", "-4"), "-4"),
        (("median", "1", "2", "3", "4"), "2.5"),
        (("count", "-", "0", "7"), "2"),
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


@pytest.mark.parametrize("words", [("nonsense", "1"), ("weighted_sum", "1"), ("sum",)], ids=" ".join)
def test_a_method_that_plain_values_cannot_feed_is_refused(run: Run, words: tuple[str, ...]) -> None:
    refused(run("method", *words))

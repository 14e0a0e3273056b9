"""Rows of a repeated group: each cell as its column takes it, as many as the group takes, and none lost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from assessment_tool.core.instrument import Item, Kind, NumberLimits, RowLimits
from assessment_tool.core.responses import (
    Response,
    ValueNotPermittedError,
    meaning,
    permitted_value,
    points,
)
from assessment_tool.core.rows import Cell, Rows
from assessment_tool.core.stored import value_from_json, value_to_json
from tests.core.builders import choice, item

ANN: Mapping[str, Cell] = {"name": "Ann", "how": "weekly", "hours": Decimal("2.5")}


def group(least: int = 1, most: int = 3) -> Item:
    columns = (
        item("name", Kind.TEXT),
        choice("how", "weekly", "seldom"),
        item("hours", Kind.NUMBER, required=False, number=NumberLimits("h", Decimal(0), Decimal(168))),
        item("since", Kind.DATE, required=False),
    )
    return item("others", Kind.REPEATED, columns=columns, rows=RowLimits(least, most))


def test_each_cell_is_read_as_its_column_takes_it_and_empty_rows_are_none() -> None:
    read = permitted_value(group(), [{"name": "Ann", "how": "weekly", "hours": "2.50"}, {}])
    assert read == Rows((ANN,))
    assert permitted_value(group(), read) == read


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Ann", "a list of rows"),
        (["Ann"], "a list of rows"),
        ([], "1 to 3 rows"),
        ([{}], "1 to 3 rows"),
        ([ANN, ANN, ANN, ANN], "1 to 3 rows"),
        ([{"name": "Ann"}], "row 1 needs “How” as well"),
        ([{}, {"how": "weekly"}], "row 2 needs “Name” as well"),
        ([{**ANN, "age": 3}], "and no age"),
        ([{**ANN, "how": "daily"}], "in “How”, it takes one of weekly, seldom"),
        ([{**ANN, "hours": 169}], "in “Hours”, it takes a number"),
        ([{**ANN, "since": "2019-02-30"}], "in “Since”, it takes a date"),
        ([{**ANN, "name": " "}], "in “Name”, it takes a text"),
        ([{**ANN, "name": ["Ann"]}], "in “Name”, it takes a text"),
    ],
)
def test_what_a_row_does_not_take_is_told_with_its_place(raw: Any, words: str) -> None:
    with pytest.raises(ValueNotPermittedError) as refusal:
        permitted_value(group(), raw)
    assert words in refusal.value.permitted
    assert refusal.value.item_id == "others"


def test_fewer_rows_than_the_group_wants_are_refused() -> None:
    with pytest.raises(ValueNotPermittedError, match="2 to 3 rows"):
        permitted_value(group(least=2), [ANN])


def test_rows_are_stored_and_read_back_exactly() -> None:
    rows = Rows((ANN, {"name": "Ben", "how": "seldom", "since": "2019-03"}))
    text = value_to_json(rows)
    assert text == (
        '{"rows":[{"hours":{"number":"2.5"},"how":"weekly","name":"Ann"},'
        '{"how":"seldom","name":"Ben","since":"2019-03"}]}'
    )
    assert value_from_json(text) == rows


def test_a_condition_sees_how_many_rows_there_are_and_no_scale_counts_them() -> None:
    response = Response(Rows((ANN, ANN)))
    assert meaning(group(), Rows((ANN, ANN)))[1] == Decimal(2)
    assert points(group(), response) is None

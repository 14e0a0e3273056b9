"""The values that a scale can come to: whatever answers come to is among them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.instrument import Instrument, Kind, MethodName
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import score
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.lint_rules.scale_values import scale_values
from assessment_tool.definitions.version_file import read_version
from tests.core.builders import (
    ALL_REQUIRED,
    AT_LEAST_ONE,
    DAY,
    TODDLER,
    choice,
    figures,
    instrument,
    item,
    scale,
)
from tests.definitions.conftest import HERE

FIXTURES = ("graded", "sum", "worst", "best", "mode", "lookup", "fixed", "scales-of-scales", "flags")


def of_fixture(name: str) -> Instrument:
    return read_version(HERE / "instruments" / name / "1.0.0.yaml").instrument


@given(st.sampled_from(FIXTURES), st.data())
def test_whatever_answers_come_to_is_among_the_values(name: str, data: st.DataObject) -> None:
    whole = of_fixture(name)
    given_ = {
        one.id: Response(value=data.draw(st.sampled_from([option.code for option in one.options])))
        for one in whole.items.values()
        if one.kind in {Kind.GRADED, Kind.SINGLE} and data.draw(st.booleans())
    }
    result = score(whole, Circumstances(DAY, TODDLER), given_)
    for one in whole.scales:
        values, value = scale_values(whole, one), result.by_id[one.id].value
        assert values is None or value is None or value in values


@pytest.mark.parametrize(
    ("method", "missing", "values"),
    [
        (MethodName.SUM, ALL_REQUIRED, ["0", "1", "2", "3"]),
        (MethodName.SUM, AT_LEAST_ONE, ["0", "1", "2", "3"]),
        (MethodName.WORST, AT_LEAST_ONE, ["0", "1", "2"]),
        (MethodName.MEAN, AT_LEAST_ONE, None),
    ],
)
def test_the_values_are_those_of_the_method(method: MethodName, missing: object, values: list[str]) -> None:
    items = [choice("a", "no", "yes"), choice("b", "no", "some", "yes")]
    one = scale("care", ["a", "b"], method, missing=missing)  # type: ignore[arg-type]  # one of a table
    found = scale_values(instrument(items, [one]), one)
    assert (None if found is None else figures(*sorted(found))) == values


def test_a_mean_of_grades_falls_on_a_whole_grade_between_them() -> None:
    one = scale("care", ["a"])
    assert scale_values(instrument([item("a")], [one]), one) == frozenset(map(Decimal, range(1, 6)))


def test_a_number_among_the_members_has_too_many_values_to_name() -> None:
    for method in (MethodName.SUM, MethodName.WORST):
        one = scale("care", ["a"], method)
        assert scale_values(instrument([item("a", Kind.NUMBER)], [one]), one) is None

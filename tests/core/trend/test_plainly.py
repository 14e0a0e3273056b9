"""Plain words for results: every grade has its place, and every word of change its own."""

from decimal import Decimal

import pytest

from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend import CareNow, PlainChange, care_now, plain_change
from tests.core.trend.test_telling import of_sums


@pytest.mark.parametrize(
    ("grade", "now"),
    [
        ("1", CareNow.GOING_WELL),
        ("2", CareNow.GOING_WELL),
        ("2.5", CareNow.NEEDS_TO_BE_BETTER),
        ("3", CareNow.NEEDS_TO_BE_BETTER),
        ("3.9", CareNow.NEEDS_TO_BE_BETTER),
        ("4", CareNow.WORRIES),
        ("5", CareNow.WORRIES),
    ],
)
def test_every_grade_has_its_place(grade: str, now: CareNow) -> None:
    assert care_now(Decimal(grade)) is now


@pytest.mark.parametrize(
    ("sums", "change"),
    [
        ((30,), PlainChange.TOO_SOON),
        ((30, 33), PlainChange.SAME),
        ((30, 40), PlainChange.MAY_BE_WORSE),
        ((30, 40, 40), PlainChange.WORSE),
        ((40, 30), PlainChange.MAY_BE_BETTER),
        ((40, 30, 29), PlainChange.BETTER),
    ],
)
def test_only_what_was_borne_out_is_told_as_sure(sums: tuple[int, ...], change: PlainChange) -> None:
    assert plain_change(of_sums(*sums)) is change
    assert change.is_unsure == change.value.startswith("May ")


def test_where_no_change_is_called_none_is_told() -> None:
    assert plain_change(of_sums(30, 50, direction=Direction.NEUTRAL)) is None

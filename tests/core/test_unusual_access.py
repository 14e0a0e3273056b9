"""What stands out in the record of who saw what."""

from datetime import datetime

import pytest

from assessment_tool.clock import LONDON
from assessment_tool.core.audit_chain import Outcome
from assessment_tool.core.unusual_access import MANY_FAMILIES, Unusual, unusual

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=LONDON)


def why(
    outcome: Outcome = Outcome.DONE, local: datetime = NOON, *, is_allocated: bool = True, families: int = 1
) -> list[Unusual]:
    return list(unusual(outcome, local, is_allocated=is_allocated, families_in_the_hour=families))


def test_what_one_does_by_day_in_one_s_own_family_does_not_stand_out() -> None:
    assert why() == why(Outcome.NOT_TAKEN) == why(Outcome.FAILED) == []


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.NOT_THERE])
def test_what_was_refused_stands_out(outcome: Outcome) -> None:
    assert why(outcome) == [Unusual.REFUSED]
    assert why(outcome, is_allocated=False) == [Unusual.OUTSIDE_ALLOCATION, Unusual.REFUSED]


@pytest.mark.parametrize(
    ("hour", "minute", "is_night"),
    [(21, 59, False), (22, 0, True), (0, 0, True), (5, 59, True), (6, 0, False)],
)
def test_night_is_by_london_s_clock(hour: int, minute: int, *, is_night: bool) -> None:
    assert (Unusual.AT_NIGHT in why(local=NOON.replace(hour=hour, minute=minute))) is is_night


def test_many_families_in_an_hour_stand_out() -> None:
    assert why(families=MANY_FAMILIES - 1) == []
    assert why(families=MANY_FAMILIES) == [Unusual.MANY_FAMILIES]

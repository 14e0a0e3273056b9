"""Care that was observed for far longer than the instrument looks: mended, or signed with its reason."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from assessment_tool.core.observation import ObservationWindow
from assessment_tool.records import SummaryEdit, reading
from assessment_tool.services.assessments.rescore import Rescored, rescore
from assessment_tool.services.assessments.sign import NotReadyToSignError
from tests.services.case import Case

LAST = date(2026, 3, 1)
LONG: dict[str, Any] = {"observed_from": date(2025, 4, 12), "observed_on": LAST}
WHY = "He was seen for an hour a month."


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 1, 5), LAST, 0),
        (date(2026, 1, 4), LAST, 57),
        (date(2025, 4, 12), LAST, 324),
        (None, LAST, 0),
        (LAST, None, 0),
    ],
)
def test_more_than_twice_the_window_is_too_long(first: date | None, last: date | None, days: int) -> None:
    assert ObservationWindow(28).days_too_long(first, last, factor=2) == days
    assert ObservationWindow(28).days_too_long(first, last, factor=12) == 0


@pytest.mark.parametrize("why", ["", " \r\n"])
def test_a_long_time_without_a_reason_is_a_gap(case: Case, why: str) -> None:
    draft = case.complete(**LONG, why_longer=why)
    with pytest.raises(NotReadyToSignError) as refusal:
        case.sign(draft)
    assert refusal.value.gaps.summary == ("why_longer",)


def test_the_reason_is_signed_and_holds_when_scored_again(case: Case) -> None:
    signed = case.signed(**LONG, why_longer=WHY)
    assert case.revision(signed).why_longer == WHY
    with reading(case.engine) as session:
        assert rescore(session) == Rescored(checked=1, differences=[])
    assert case.revision(case.hand_back(signed)).why_longer == WHY


def test_the_reason_goes_with_the_days_and_its_earlier_state_is_kept(case: Case) -> None:
    draft = case.complete(**LONG, why_longer=WHY)
    case.summarise(draft, why_longer=WHY)
    assert case.revision(draft).why_longer == ""
    with reading(case.engine) as session:
        edits = session.scalars(select(SummaryEdit).order_by(SummaryEdit.id)).all()
    assert [one.why_longer for one in edits] == [WHY, ""]

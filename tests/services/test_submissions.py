"""The same form twice is answered once; another form under its key is refused."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from assessment_tool.services.submissions import DifferentFormError, earlier_answer, remember
from tests.services.at_once import at_once
from tests.services.case import Case
from tests.web.family import AT

KEY, ROUTE, BODY = "key-1", "/families/1/events", b"title=Moved"


def _remember(case: Case, key: str = KEY, location: str = "/families/1") -> None:
    with case.acting() as (session, actor):
        remember(session, actor, key, route=ROUTE, body=BODY, location=location, at=AT)


def _earlier(
    case: Case, by: str = "worker", key: str = KEY, route: str = ROUTE, body: bytes = BODY
) -> str | None:
    with case.acting(by) as (session, actor):
        return earlier_answer(session, actor, key, route, body)


def test_a_new_form_has_no_earlier_answer(case: Case) -> None:
    assert _earlier(case) is None
    _remember(case)
    assert _earlier(case, key="key-2") is None


def test_the_same_form_is_answered_as_before(case: Case) -> None:
    _remember(case)
    assert _earlier(case) == _earlier(case) == "/families/1"


@pytest.mark.parametrize(
    "changes", [{"by": "support"}, {"route": "/families/2/events"}, {"body": b"title=x"}]
)
def test_another_form_under_the_same_key_is_refused(case: Case, changes: dict[str, Any]) -> None:
    _remember(case)
    with pytest.raises(DifferentFormError):
        _earlier(case, **changes)


def test_of_two_that_arrive_together_one_is_written(case: Case) -> None:
    outcomes = at_once(lambda: _remember(case), lambda: _remember(case, location="/elsewhere"))
    assert [type(one) for one in outcomes if one is not None] == [IntegrityError], outcomes
    assert _earlier(case) in {"/families/1", "/elsewhere"}


def test_what_was_rolled_back_is_not_remembered(case: Case) -> None:
    with case.acting() as (session, actor):
        remember(session, actor, KEY, route=ROUTE, body=BODY, location="/families/1", at=AT)
        session.rollback()
    assert _earlier(case) is None

"""The same form twice is answered once; another form under its key is refused."""

from dataclasses import replace
from typing import Any

import pytest

from assessment_tool.services.submissions import (
    DifferentFormError,
    SentForm,
    SubmissionKeyError,
    claim,
    earlier_answer,
    remember,
)
from tests.services.at_once import at_once
from tests.services.case import Case
from tests.web.family import AT

FORM = SentForm("key-1", "/families/1/events", b"title=Moved")
MANY = 6


def _answer(case: Case, location: str = "/families/1", by: str = "worker", **changes: Any) -> str | None:
    """Answer the form unless it was answered; where it went before, if it was."""
    with case.acting(by) as (session, actor):
        form = replace(FORM, **changes)
        earlier = claim(session, actor, form, AT)
        if earlier is None:
            remember(session, form, location)
        return earlier


def _earlier(case: Case, **changes: Any) -> str | None:
    with case.acting() as (session, actor):
        return earlier_answer(session, actor, replace(FORM, **changes))


def test_a_new_form_has_no_earlier_answer(case: Case) -> None:
    assert _earlier(case) is None
    assert _answer(case) is None
    assert _earlier(case, key="key-2") is None


def test_the_same_form_is_answered_as_before(case: Case) -> None:
    _answer(case)
    assert _answer(case, "/elsewhere") == _earlier(case) == "/families/1"


@pytest.mark.parametrize(
    "changes", [{"by": "support"}, {"route": "/families/2/events"}, {"body": b"title=x"}]
)
def test_another_form_under_the_same_key_is_refused(case: Case, changes: dict[str, Any]) -> None:
    _answer(case)
    with pytest.raises(DifferentFormError):
        _answer(case, **changes)
    assert _earlier(case) == "/families/1"


def test_of_many_that_arrive_together_one_is_written_and_the_others_are_told_where_it_went(
    case: Case,
) -> None:
    outcomes = at_once(*(lambda place=place: _answer(case, f"/{place}") for place in range(MANY)))
    assert outcomes.count(None) == 1, outcomes
    assert {one for one in outcomes if one is not None} == {f"/{outcomes.index(None)}"}


def test_of_two_forms_that_arrive_together_under_one_key_one_is_refused(case: Case) -> None:
    outcomes = at_once(lambda: _answer(case), lambda: _answer(case, body=b"title=x"))
    assert [type(one) for one in outcomes if one is not None] == [DifferentFormError], outcomes


def test_what_was_rolled_back_is_not_remembered(case: Case) -> None:
    with case.acting() as (session, actor):
        claim(session, actor, FORM, AT)
        session.rollback()
    assert _earlier(case) is None
    assert _answer(case) is None


@pytest.mark.parametrize("key", ["", "x" * 65, "a key", "a\0b", "é"])
def test_what_no_page_gives_is_no_key(key: str) -> None:
    with pytest.raises(SubmissionKeyError):
        replace(FORM, key=key)

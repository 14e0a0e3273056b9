"""Choosing child, carer and instrument, and starting once."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, func, select

from assessment_tool.records.assessments import Revision
from assessment_tool.records.engine import reading
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser, Page
from tests.web.family import Example


def choices(example: Example, **others: object) -> dict[str, object]:
    return {
        "instrument_id": "graded-care",
        "child_id": example.child_id,
        "carer_id": example.mother_id,
        "rater_role": "worker",
        "entered": "now",
        "submission": "one-key",
        **others,
    }


def path(example: Example) -> str:
    return f"/families/{example.family_id}/assessments/new"


def drafts(engine: Engine) -> list[Revision]:
    with reading(engine) as session:
        return list(session.scalars(select(Revision).order_by(Revision.id)))


def test_the_form_offers_the_familys_children_and_carers_and_the_instruments_of_the_role(
    worker: Browser, example: Example
) -> None:
    text = worker.open(path(example)).text
    for words in ("Wren Ashdown", "6 years", "Mara Ashdown", "mother of Wren", "Graded care scale"):
        assert words in text
    assert "Brook" not in text


def test_starting_opens_a_draft_of_the_newest_version(
    worker: Browser, example: Example, engine: Engine
) -> None:
    answer = worker.send(path(example), **choices(example))
    assert answer.status_code == 303
    (draft,) = drafts(engine)
    assert answer.headers["Location"] == f"/assessments/{draft.id}"
    assert (draft.number, draft.transcribed_from_paper) == (1, False)


def test_a_form_sent_twice_starts_once(worker: Browser, example: Example, engine: Engine) -> None:
    first, second = (worker.send(path(example), **choices(example)) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(drafts(engine)) == 1


def test_the_same_key_with_other_choices_is_refused(
    worker: Browser, example: Example, engine: Engine
) -> None:
    worker.send(path(example), **choices(example))
    other = choices(example, carer_id=example.father_id)
    assert worker.send(path(example), **other).status_code == 409
    assert len(drafts(engine)) == 1


def test_an_instrument_about_an_adult_needs_no_child(
    worker: Browser, example: Example, engine: Engine
) -> None:
    chosen = choices(example, instrument_id="social-history", child_id="")
    assert worker.send(path(example), **chosen).status_code == 303
    assert len(drafts(engine)) == 1


def test_a_paper_form_is_entered_with_its_assessor_and_its_day(
    worker: Browser, example: Example, engine: Engine
) -> None:
    day = {"observed_on-day": "5", "observed_on-month": "11", "observed_on-year": "2025"}
    sent = choices(example, entered="paper", original_assessor=" Ines Roth ", **day)
    assert worker.send(path(example), **sent).status_code == 303
    (draft,) = drafts(engine)
    assert draft.transcribed_from_paper
    assert draft.original_assessor == "Ines Roth"
    assert str(draft.observed_on) == "2025-11-05"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"instrument_id": "no-such"}, "Choose the instrument."),
        ({"child_id": ""}, "Choose the child"),
        ({"child_id": "99999999999999999999"}, "Choose the child"),
        ({"carer_id": "x"}, "Choose the carer."),
        ({"rater_role": "everybody"}, "Choose who completes it."),
        ({"rater_role": "second_rater"}, "completed as"),
        ({"entered": "paper"}, "Enter who completed the paper form"),
        ({"entered": "paper", "original_assessor": "I", "observed_on-day": "31", "observed_on-month": "2",
          "observed_on-year": "2026"}, "There is no such date"),
        ({"entered": "paper", "original_assessor": "I", "observed_on-day": "31", "observed_on-month": "3",
          "observed_on-year": "2026"}, "today or in the past"),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_named_and_nothing_starts(
    worker: Browser, example: Example, engine: Engine, wrong: dict[str, object], message: str
) -> None:
    page = Page(worker.send(path(example), **choices(example, **wrong)))
    assert page.status == 400
    assert message in page.text
    assert "There is a problem" in page.text
    assert drafts(engine) == []


def test_an_empty_form_names_everything_that_is_missing(worker: Browser, example: Example) -> None:
    page = Page(worker.send(path(example)))
    assert page.status == 400
    for words in ("Choose the child", "Choose the carer", "Choose the instrument", "Choose who completes it"):
        assert words in page.text


def test_what_was_chosen_is_kept_when_something_else_is_missing(worker: Browser, example: Example) -> None:
    page = Page(worker.send(path(example), **choices(example, carer_id="")))
    assert re.search(r'name="instrument_id"[^>]* value="graded-care"[^>]* checked', page.source)


@pytest.mark.parametrize("person", ["other_child_id", "other_carer_id"])
def test_people_of_another_family_are_not_found(
    worker: Browser, example: Example, engine: Engine, person: str
) -> None:
    field = person.removeprefix("other_")
    chosen = choices(example, **{field: getattr(example, person)})
    assert worker.send(path(example), **chosen).status_code == 404
    assert drafts(engine) == []


def test_a_support_worker_may_start_a_draft(browser_of: Callable[[str], Browser], example: Example) -> None:
    assert browser_of("support").send(path(example), **choices(example)).status_code == 303


def test_an_instrument_not_meant_for_the_role_is_not_offered_and_refused(
    browser_of: Callable[[str], Browser], example: Example, engine: Engine
) -> None:
    supervisor = browser_of("supervisor")
    assert "No instrument is meant for your role" in supervisor.open(path(example)).text
    assert supervisor.send(path(example), **choices(example)).status_code == 400
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Revision)) == 0


def test_drafts_that_are_open_already_are_named_first(
    worker: Browser, example: Example, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    assert f"/assessments/{revision_id}" in worker.open(path(example)).links()

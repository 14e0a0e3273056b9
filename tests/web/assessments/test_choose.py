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
from tests.web.history import History


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


def summary_of_errors(page: Page) -> list[str]:
    """Where the lines of the summary of errors lead, in their order."""
    html = "{http://www.w3.org/1999/xhtml}"
    summary = next(
        one for one in page.tree.iter(f"{html}div") if one.get("data-module") == "govuk-error-summary"
    )
    return [link.get("href", "") for link in summary.iter(f"{html}a")]


def test_what_is_to_be_mended_is_listed_in_the_order_of_the_page(worker: Browser, example: Example) -> None:
    sent = {"entered": "paper", "version": "1" * 99, "why_untied": "She cooks."}
    page = Page(worker.send(path(example), **sent))
    listed = summary_of_errors(page)
    assert len(listed) == 8
    places = [page.source.index(f'id="{target[1:]}"') for target in listed]
    assert places == sorted(places)


def test_a_child_chosen_for_an_instrument_about_an_adult_is_not_left_out_without_a_word(
    worker: Browser, example: Example, engine: Engine
) -> None:
    page = Page(worker.send(path(example), **choices(example, instrument_id="social-history")))
    assert page.status == 400
    assert "This instrument is about no one child. Choose “No child”, or another instrument." in page.text
    assert drafts(engine) == []
    mended = choices(example, instrument_id="social-history", child_id="none")
    assert worker.send(path(example), **mended).status_code == 303


def test_no_child_is_not_enough_for_an_instrument_about_one(worker: Browser, example: Example) -> None:
    page = Page(worker.send(path(example), **choices(example, child_id="none", carer_id="none")))
    assert "Choose the carer." in page.text
    assert "Choose the child whose care is assessed." in page.text


def test_nobody_is_held_against_whoever_has_not_chosen_the_instrument_yet(
    worker: Browser, example: Example
) -> None:
    chosen = choices(example, instrument_id="", child_id="none", carer_id="none")
    assert summary_of_errors(Page(worker.send(path(example), **chosen))) == ["#instrument_id"]


@pytest.fixture
def grandmother(engine: Engine, example: Example) -> int:
    """A carer of the family of whom nobody has said what she is to the child."""
    return History(engine, example).grandmother()


def test_care_that_nobody_recorded_is_assessed_for_a_confirmed_reason_alone(
    worker: Browser, example: Example, engine: Engine, grandmother: int
) -> None:
    wanted = choices(example, carer_id=grandmother)
    assert "why_untied" not in worker.open(path(example)).source
    asked = Page(worker.send(path(example), **wanted))
    assert asked.status == 400
    assert "Oona Ashdown is not recorded as caring for Wren Ashdown." in asked.text
    assert summary_of_errors(asked) == ["#why_untied"]
    unsure = Page(worker.send(path(example), **wanted, why_untied="She <b>cooks</b>."))
    assert summary_of_errors(unsure) == ["#is_meant"]
    assert "She <b>cooks</b>." in unsure.text
    assert drafts(engine) == []
    begun = worker.send(path(example), **wanted, why_untied="She <b>cooks</b>.", is_meant="yes")
    assert begun.status_code == 303
    read = worker.open(f"{begun.headers['Location']}/read")
    assert "Not recorded as caring for Wren Ashdown Assessed because: She <b>cooks</b>." in read.text


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

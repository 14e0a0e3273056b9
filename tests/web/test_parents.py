"""Both parents of each child on the family's page: true words, and where each assessment is read or begun."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, update

from assessment_tool.records import CareKind, CareRelationship, User, writing
from assessment_tool.services.access import actor_of
from assessment_tool.services.families import Parent, SlotState, set_parent_slot
from assessment_tool.web.families.parents import STATES
from tests.web.browsing import Browser
from tests.web.family import AT, Example
from tests.web.history import History


@pytest.fixture
def path(example: Example) -> str:
    return f"/families/{example.family_id}"


def say(engine: Engine, example: Example, state: SlotState, person_id: int | None = None) -> None:
    """Say how far the father has been assessed."""
    with writing(engine) as session:
        worker = actor_of(session.get_one(User, example.users["worker"]))
        father = (example.child_id, Parent.FATHER, state)
        set_parent_slot(session, worker, *father, at=AT, person_id=person_id, note="Two letters.")


def father(page_text: str) -> str:
    """What the child's card says of the father."""
    return page_text.partition("Carers and workers")[0].partition("Father")[2].strip()


def test_a_parent_of_whom_nothing_was_recorded_is_named_as_the_carers_table_names_them(
    worker: Browser, path: str, example: Example
) -> None:
    page = worker.open(path)
    assert father(page.text).startswith("Tom Hale No attempt recorded No signed assessment of this care.")
    start = f"{path}/assessments/new?child_id={example.child_id}&carer_id={example.father_id}"
    assert start in page.links()
    assert "Tom Hale" in worker.open(start).text


def test_what_was_recorded_stands_in_words_with_its_note_and_day(
    worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    say(engine, example, SlotState.ATTEMPTED)
    told = "Tom Hale Attempted, not assessed yet Two letters. (recorded 4 Mar 2026)"
    assert father(worker.open(path).text).startswith(told)


def test_every_state_has_words_that_say_what_is_meant() -> None:
    assert STATES.keys() == set(SlotState)
    assert "Completed" not in {words for words, _ in STATES.values()}


def test_the_newest_assessment_that_counts_is_linked(
    engine: Engine, worker: Browser, path: str, example: Example
) -> None:
    history = History(engine, example)
    first = history.assess(example.father_id, date(2025, 8, 30))
    void = history.assess(example.father_id, date(2025, 12, 2))
    history.void(void)
    say(engine, example, SlotState.COMPLETED, example.father_id)
    page = worker.open(path)
    assert "Tom Hale Assessed" in father(page.text)
    assert "Last signed assessment of this care: Graded care scale, 30 Aug 2025" in father(page.text)
    assert f"/assessments/{first}/read" in page.links()


def test_whoever_may_not_begin_one_is_offered_none(browser_of: Callable[[str], Browser], path: str) -> None:
    page = browser_of("reader").open(path)
    assert "No signed assessment of this care." in father(page.text)
    assert not [link for link in page.links() if "/assessments/new" in link]


def test_a_parent_whom_nobody_knows_is_not_named(
    worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    of_the_father = update(CareRelationship).where(CareRelationship.carer_id == example.father_id)
    with writing(engine) as session:
        session.execute(of_the_father.values(kind=CareKind.OTHER))
    assert father(worker.open(path).text) == "Not named No attempt recorded"

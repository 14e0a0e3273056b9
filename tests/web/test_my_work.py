"""My work and the instruments: what waits for whom, and what each role finds."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from assessment_tool.clock import today
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import User
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.start import Start, start
from tests.web.browsing import Browser
from tests.web.family import AT, Example
from tests.web.history import History


def begun(engine: Engine, example: Example) -> int:
    """A draft begun by the family's worker; its revision's number."""
    with reading(engine) as session:
        actor = actor_of(session.get_one(User, example.users["worker"]))
    wanted = Start(example.family_id, "graded-care", example.mother_id, example.child_id)
    with writing(engine) as session:
        return start(session, actor, Catalogue([instruments_dir()]), wanted, AT).id


def test_a_draft_waits_for_its_worker(worker: Browser, engine: Engine, example: Example) -> None:
    revision_id = begun(engine, example)
    page = worker.open("/")
    assert "Graded care scale: Wren Ashdown, cared for by Mara Ashdown" in page.text
    assert any(f"/assessments/{revision_id}" in link for link in page.links())


def test_worsening_reaches_the_supervisor_while_it_is_only_possible(
    engine: Engine, example: Example, browser_of: Callable[[str], Browser]
) -> None:
    history = History(engine, example)
    worse = {"meals_regular": "4", "food_suits_child": "3", "mealtime_care": "3"}
    history.assess(example.mother_id, date(2025, 8, 4))
    history.assess(example.mother_id, date(2026, 2, 2), worse, is_countersigned=False)
    waiting = browser_of("supervisor").open("/").text
    assert "1 item at grade 4 or 5 Possible change, to be confirmed: worse Food" in waiting
    family = browser_of("worker").open(f"/families/{example.family_id}").text
    assert "Mara Ashdown: 1 item at grade 4 or 5 Possible change, to be confirmed: worse Food" in family


def test_an_earlier_assessment_entered_late_says_nothing_new(
    engine: Engine, example: Example, browser_of: Callable[[str], Browser]
) -> None:
    history = History(engine, example)
    history.assess(example.mother_id, date(2026, 2, 2))
    history.assess(example.mother_id, date(2025, 8, 4), {"meals_regular": "5"}, is_countersigned=False)
    waiting = browser_of("supervisor").open("/").text
    assert "Graded care scale: Wren Ashdown" in waiting
    assert "item at grade" not in waiting
    assert "hange" not in waiting.partition("Your families")[0]


def test_with_nothing_to_do_the_page_says_what_can_be_done(worker: Browser) -> None:
    assert "Nothing is waiting for you" in worker.open("/").text


def test_an_administrator_is_told_that_they_see_no_family(browser_of: Callable[[str], Browser]) -> None:
    assert "Your role sees no families" in browser_of("admin").open("/").text


def test_the_instruments_are_listed_and_each_can_be_read(worker: Browser) -> None:
    page = worker.open("/instruments")
    assert "Graded care scale" in page.text
    versions = [link for link in page.links() if link.count("/") == 3 and not link.endswith("/blank")]
    assert "/instruments/graded-care/2.0.0" in versions
    assert len(versions) == len(Catalogue([instruments_dir()]).in_use(today()))
    for link in versions:
        assert "SHA-256" in worker.open(link).text


def test_an_instrument_or_version_that_does_not_exist_is_not_found(worker: Browser) -> None:
    for path in ("/instruments/none/1.0.0", "/instruments/graded-care/9.9.9", "/instruments/..%2f..%2fetc/1"):
        assert worker.client.get(path).status_code == 404

"""The page of a team: who sees it, in which order, and that what is kept of it is never out of date."""

from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from assessment_tool.cli import main
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.families import Allocation
from assessment_tool.records.line_summaries import LineSummary
from assessment_tool.services.families import allocate, create_family
from tests.web.assessments.test_queries import statements
from tests.web.browsing import Browser, Page
from tests.web.family import AT, Example
from tests.web.history import History

WORSE = {"meals_regular": "4", "food_suits_child": "3", "mealtime_care": "3"}
DAYS = (date(2025, 3, 3), date(2025, 8, 4), date(2026, 2, 2))


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def supervisor(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("supervisor")


def families(page: Page) -> list[str]:
    """The rows of families as text, in their order."""
    html = "{http://www.w3.org/1999/xhtml}"
    return [" ".join(" ".join(one.itertext()).split()) for one in page.tree.iter(f"{html}tbody")]


def kept(engine: Engine) -> dict[int, str]:
    with reading(engine) as session:
        return {one.revision_id: one.fingerprint for one in session.scalars(select(LineSummary))}


@pytest.mark.parametrize("username", ["worker", "support", "reader", "admin", "auditor", "colleague"])
def test_only_supervisors_and_managers_see_it(
    history: History, browser_of: Callable[[str], Browser], username: str
) -> None:
    history.assess(history.example.mother_id, DAYS[0])
    page = browser_of(username).open("/team", 403)
    assert "Ashdown" not in page.source
    assert "/team" not in browser_of(username).open("/").links()


def test_a_stranger_is_sent_to_sign_in(stranger: FlaskClient) -> None:
    assert stranger.get("/team").location.startswith("/sign-in")


def test_a_manager_sees_their_families_and_no_other(
    history: History, browser_of: Callable[[str], Browser]
) -> None:
    history.assess(history.example.mother_id, DAYS[0])
    page = browser_of("manager").open("/team")
    assert [one.split()[0] for one in families(page)] == ["Ashdown"]


def test_a_line_says_what_changed_what_stays_unmet_and_since_when_it_was_seen(
    history: History, supervisor: Browser
) -> None:
    for day, grades in zip(DAYS, ({}, WORSE, WORSE), strict=True):
        history.assess(history.example.mother_id, day, grades)
    history.assess(history.example.father_id, DAYS[2], is_countersigned=False)
    [family] = families(supervisor.open("/team"))
    assert "Wren Ashdown, cared for by Mara Ashdown Graded care scale Observed" in family
    assert "Reliable decline Food" in family
    assert "Items at grade 4 or 5 over time: Mara Ashdown 2025-03-03: 0 of " in family
    assert "Meals come when the child needs them: grade 4 now, at 4 or 5 in 2 assessments running" in family
    assert "cared for by Tom Hale Graded care scale Observed" in family
    assert "1 not yet countersigned Nothing to compare yet" in family
    assert family.index("Mara") < family.index("Tom Hale")


def test_what_was_voided_is_not_told_though_it_was_kept(
    engine: Engine, history: History, supervisor: Browser
) -> None:
    history.assess(history.example.mother_id, DAYS[0])
    worse = history.assess(history.example.mother_id, DAYS[1], WORSE)
    assert "Possible change" in supervisor.open("/team").text
    assert kept(engine).keys() == {worse}
    history.void(worse)
    assert "Possible change" not in supervisor.open("/team").text
    assert "Nothing to compare yet" in supervisor.open("/team").text


def test_an_earlier_assessment_that_comes_in_late_is_counted_at_once(
    engine: Engine, history: History, supervisor: Browser
) -> None:
    newest = history.assess(history.example.mother_id, DAYS[2], WORSE)
    assert "Nothing to compare yet" in supervisor.open("/team").text
    before = kept(engine)
    history.assess(history.example.mother_id, DAYS[0], on_paper_by="Gwen Price")
    assert "Possible change" in supervisor.open("/team").text
    assert kept(engine).keys() == before.keys() == {newest}
    assert kept(engine) != before


def test_what_is_kept_reads_as_what_was_worked_out(
    engine: Engine, history: History, supervisor: Browser
) -> None:
    history.five_and_three()
    worked_out = families(supervisor.open("/team"))
    assert len(kept(engine)) == 2
    assert families(supervisor.open("/team")) == worked_out


def test_the_command_keeps_what_the_page_would_have_to_work_out(
    engine: Engine, history: History, supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.assess(history.example.mother_id, DAYS[0])
    address = engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("ASSESSMENT_TOOL_DATABASE", address)
    first, again = (CliRunner().invoke(main, ["families", "summarise", "--json"]) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert '"summarised": 1' in first.output
    assert '"summarised": 0' in again.output
    assert len(kept(engine)) == 1
    assert "Nothing to compare yet" in supervisor.open("/team").text


def test_filters_leave_out_what_is_not_asked_for(history: History, supervisor: Browser) -> None:
    history.assess(history.example.mother_id, DAYS[0], WORSE)
    history.assess(history.example.father_id, DAYS[0])
    worker = history.example.users["worker"]
    shown = {
        query: supervisor.open(f"/team?{query}").text
        for query in ("show=unmet", f"worker={worker}", "worker=999", "instrument=social-history")
    }
    assert "Tom Hale" not in shown["show=unmet"]
    assert "Mara Ashdown" in shown["show=unmet"]
    assert "Tom Hale" in shown[f"worker={worker}"]
    assert "No family is like this." in shown["worker=999"]
    assert "No family is like this." in shown["instrument=social-history"]


@pytest.mark.parametrize(
    "query", ["worker=x", "worker=%FF", "page=0", "page=-1", "show=all", "worker=" + "9" * 400, "page=x"]
)
def test_what_cannot_be_read_leaves_nothing_out(history: History, supervisor: Browser, query: str) -> None:
    history.assess(history.example.mother_id, DAYS[0])
    assert len(families(supervisor.open(f"/team?{query}"))) == 1


def test_a_page_beyond_the_last_says_that_there_is_none(history: History, supervisor: Browser) -> None:
    history.assess(history.example.mother_id, DAYS[0])
    assert "No family is like this." in supervisor.open("/team?page=7").text


def test_with_no_family_it_says_so(engine: Engine, example: Example, supervisor: Browser) -> None:
    mine = select(Allocation).where(Allocation.user_id == example.users["supervisor"])
    with writing(engine) as session:
        for one in session.scalars(mine):
            one.until_on = one.from_on
    assert "No family is allocated to you." in supervisor.open("/team").text


def test_many_families_ask_no_more_of_the_database_than_one(
    app: Flask, engine: Engine, history: History, supervisor: Browser
) -> None:
    history.five_and_three()
    supervisor.open("/team")
    of_one = queries(app, supervisor)
    supervisor_id = history.example.users["supervisor"]
    with writing(engine) as session:
        for number in range(20):
            family = create_family(session, f"M-{number}", "Many", AT)
            allocate(session, family.id, supervisor_id, from_on=DAYS[0], by_id=supervisor_id, at=AT)
    assert len(families(supervisor.open("/team"))) == 21
    assert queries(app, supervisor) == of_one <= 12


def queries(app: Flask, browser: Browser) -> int:
    """How often the page asks the database."""
    engine: Engine = app.extensions["parts"].engine
    with statements(engine) as asked:
        browser.open("/team")
    return len(asked)

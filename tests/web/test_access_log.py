"""Who looked at a family is read by its supervisor, across families by the auditor, and by nobody else."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.core.permissions import Action
from assessment_tool.core.unusual_access import MANY_FAMILIES
from assessment_tool.records import AuditEntry
from assessment_tool.records.engine import reading, writing
from assessment_tool.services.access_log import PAGE_SIZE
from assessment_tool.services.audit import Act, append
from assessment_tool.web.access_words import what
from assessment_tool.web.routes import ACTIONS
from tests.web.browsing import Browser
from tests.web.family import AT, AUDIT_KEY, Example

BrowserOf = Callable[[str], Browser]


@pytest.fixture
def path(example: Example) -> str:
    return f"/families/{example.family_id}/access"


def write(engine: Engine, *acts: Act) -> None:
    with writing(engine) as session:
        append(session, Keyring([AUDIT_KEY]), acts)


def seen(example: Example, username: str = "worker", at: datetime = AT, family: int | None = None) -> Act:
    family_id = example.family_id if family is None else family
    return Act(at, "families.page", Outcome.DONE, example.users[username], family_id=family_id)


def rows(browser: Browser, path: str) -> list[dict[str, str]]:
    answer = browser.client.get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_the_supervisor_reads_who_looked_at_what_and_when(
    browser_of: BrowserOf, worker: Browser, path: str, example: Example
) -> None:
    worker.open(f"/families/{example.family_id}")
    page = browser_of("supervisor").open(path)
    assert page.heading == "Who looked at the Ashdown family"
    assert "Ade Oyelaran" in page.text
    assert "Opened the family’s page" in page.text
    assert "4 March 2026 at 12:00" in page.text


def test_reading_who_looked_is_an_entry_too(browser_of: BrowserOf, path: str, engine: Engine) -> None:
    browser = browser_of("supervisor")
    browser.open(path)
    assert "Read who looked at the family" in browser.open(path).text
    browser.client.get(f"{path}.csv")
    with reading(engine) as session:
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-3:] == ["families.access", "families.access", "families.access_file"]


def test_the_family_s_page_leads_there_for_its_supervisor_alone(
    browser_of: BrowserOf, worker: Browser, path: str, example: Example
) -> None:
    family = f"/families/{example.family_id}"
    assert path in browser_of("supervisor").open(family).links()
    assert path not in worker.open(family).links()


@pytest.mark.parametrize(
    ("username", "status"),
    [("worker", 403), ("support", 403), ("manager", 403), ("reader", 403), ("admin", 403), ("auditor", 403)],
)
def test_nobody_else_of_the_family_reads_it(
    browser_of: BrowserOf, path: str, username: str, status: int
) -> None:
    browser = browser_of(username)
    for end in ("", ".csv"):
        answer = browser.client.get(path + end)
        assert (answer.status_code, "newest first" in answer.text) == (status, False)


def test_another_family_s_is_not_there(browser_of: BrowserOf, example: Example) -> None:
    browser = browser_of("supervisor")
    for family_id in (example.other_family_id, 77_777):
        for end in ("", ".csv"):
            assert browser.client.get(f"/families/{family_id}/access{end}").status_code == 404


def test_a_stranger_is_sent_to_sign_in(stranger: FlaskClient, path: str) -> None:
    for one in (path, f"{path}.csv", "/audit"):
        assert stranger.get(one).location.startswith("/sign-in")


def test_the_auditor_reads_across_families_by_reference_and_no_content(
    browser_of: BrowserOf, engine: Engine, example: Example
) -> None:
    write(engine, seen(example), seen(example, "colleague", family=example.other_family_id))
    page = browser_of("auditor").open("/audit")
    assert page.heading == "Audit"
    for said in ("F-0001", "F-0002", "Ade Oyelaran", "Brid Kelly", "Signed in"):
        assert said in page.text, said
    for hidden in ("Ashdown", "Brook", "Wren"):
        assert hidden not in page.text, hidden
    for username in ("supervisor", "worker", "admin"):
        browser_of(username).open("/audit", status=403)


def test_what_is_unusual_stands_out_with_its_reason(
    browser_of: BrowserOf, engine: Engine, path: str, example: Example
) -> None:
    midnight = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    write(
        engine,
        seen(example),
        seen(example, "colleague"),
        seen(example, at=midnight),
        Act(AT, "families.page", Outcome.NOT_THERE, example.users["colleague"], family_id=example.family_id),
    )
    found = [one["stands_out"] for one in rows(browser_of("supervisor"), f"{path}.csv")][::-1]
    assert found[:4] == ["", "outside_allocation", "at_night", "outside_allocation, refused"]
    page = browser_of("supervisor").open(path)
    for said in ("Not allocated", "At night", "Refused", "told that it is not there"):
        assert said in page.text, said


@pytest.mark.parametrize(
    ("families", "minutes", "stands_out"),
    [(MANY_FAMILIES, 3, True), (MANY_FAMILIES - 1, 3, False), (MANY_FAMILIES, 10, False)],
)
def test_many_families_in_an_hour_stand_out(
    browser_of: BrowserOf,
    engine: Engine,
    path: str,
    example: Example,
    families: int,
    minutes: int,
    *,
    stands_out: bool,
) -> None:
    first = datetime(2026, 3, 3, 9, 40, tzinfo=UTC)
    others = [
        seen(example, at=first + number * timedelta(minutes=minutes), family=1000 + number)
        for number in range(families - 1)
    ]
    write(engine, *others, seen(example, at=first + families * timedelta(minutes=minutes)))
    newest = rows(browser_of("supervisor"), f"{path}.csv")[0]
    assert ("many_families" in newest["stands_out"]) is stands_out


def test_one_person_and_some_days_are_chosen(
    browser_of: BrowserOf, engine: Engine, path: str, example: Example
) -> None:
    days = [datetime(2026, 2, day, 12, tzinfo=UTC) for day in (1, 2, 3)]
    write(engine, *(seen(example, name, at) for at in days for name in ("worker", "reader")))
    browser, mine = browser_of("supervisor"), example.users["reader"]
    chosen = f"?person={mine}&from-day=2&from-month=2&from-year=2026&to-day=3&to-month=2&to-year=2026"
    assert [(one["person"], one["at"][:10]) for one in rows(browser, f"{path}.csv{chosen}")] == [
        ("Farah Aziz", "2026-02-03"),
        ("Farah Aziz", "2026-02-02"),
    ]
    assert "2 entries of this choice" in browser.open(path + chosen).text
    nothing = "?to-day=1&to-month=1&to-year=2020"
    assert "There is no entry of this choice" in browser.open(path + nothing).text


def test_days_are_those_of_london(browser_of: BrowserOf, engine: Engine, path: str, example: Example) -> None:
    write(engine, seen(example, at=datetime(2025, 7, 1, 23, 30, tzinfo=UTC)))
    day = "?from-day=2&from-month=7&from-year=2025&to-day=2&to-month=7&to-year=2025"
    assert len(rows(browser_of("supervisor"), f"{path}.csv{day}")) == 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("person=x", 400),
        ("person=99999999999999", 400),
        ("from-day=31&from-month=2&from-year=2026", 400),
        ("to-day=1", 400),
        ("to-day=31&to-month=12&to-year=9999", 200),
        ("from-day=1&from-month=1&from-year=0001", 200),
        ("page=-1", 200),
        ("page=2147483647", 200),
        ("family_id=9&endpoint=x&_external=1", 200),
    ],
)
def test_a_choice_that_cannot_be_read_is_said_and_breaks_nothing(
    browser_of: BrowserOf, path: str, asked: str, status: int
) -> None:
    browser = browser_of("supervisor")
    page = browser.open(f"{path}?{asked}", status=status)
    assert ("There is a problem" in page.text) == (status == 400)
    assert browser.client.get(f"{path}.csv?{asked}").status_code == status
    browser_of("auditor").open(f"/audit?{asked}", status=status)


def test_a_long_record_is_turned_over_page_by_page(
    browser_of: BrowserOf, engine: Engine, path: str, example: Example
) -> None:
    write(engine, *(seen(example) for _ in range(PAGE_SIZE + 5)))
    browser = browser_of("supervisor")
    first, mine = browser.open(path), example.users["worker"]
    assert "Page 1 of 2" in first.text
    assert "Older entries" in first.text
    second = browser.open(f"{path}?page=2&person={mine}")
    assert "Newer entries" in second.text
    assert second.source.count("<time") + second.text.count("Opened the family’s page") == 5


def test_every_act_has_its_words() -> None:
    assert {action for action in ACTIONS if what(action) == action} == set()
    assert what("something.of.old") == "something.of.old"
    assert Action.READ_ACCESS_LOG in ACTIONS.values()

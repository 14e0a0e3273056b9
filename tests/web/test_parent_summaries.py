"""The plain summary for a parent: their own countersigned care alone, for those who may, made once."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Engine

from assessment_tool.core.instrument import Absence, RaterRole
from tests.services.counting import counted
from tests.web.browsing import Browser
from tests.web.family import ALLOCATED, Example
from tests.web.history import CATALOGUE, History
from tests.web.test_documents import LARGEST, documents, text_of, without_record

MARKER = "Zebrafish"
"""Stands wherever the summary must not look."""

REFUSED = {"support": 403, "manager": 403, "reader": 403, "admin": 403, "auditor": 403, "colleague": 404}


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def path(example: Example) -> str:
    """The mother's."""
    return f"/families/{example.family_id}/summaries/{example.mother_id}"


@pytest.fixture
def mother(history: History) -> History:
    """Two of the mother, the first of them better; and two of the father, who must not be heard of."""
    mother, father = history.example.mother_id, history.example.father_id
    history.assess(mother, date(2025, 9, 2), evidence=MARKER)
    history.assess(mother, date(2026, 2, 2), {"meals_regular": "4", "play_together": "3"}, evidence=MARKER)
    history.assess(father, date(2025, 9, 9), {"sleep_place": "5"}, evidence=MARKER)
    history.assess(father, date(2026, 2, 9), {"sleep_place": "5"}, evidence=MARKER)
    return history


@pytest.mark.usefixtures("mother")
@pytest.mark.parametrize("username", ALLOCATED)
def test_everyone_allocated_reads_it(browser_of: Callable[[str], Browser], path: str, username: str) -> None:
    page = browser_of(username).open(path)
    assert page.heading == "What we saw of your care for Wren Ashdown"
    assert ("Make the PDF" in page.text) == (username in {"worker", "supervisor"})
    asked = {"worker": "Ade Oyelaran (Social worker)", "supervisor": "Dilys Pugh (Team manager)"}
    assert f"Tell {asked.get(username, 'your social worker')} what is not right" in page.text


@pytest.mark.usefixtures("mother")
@pytest.mark.parametrize(("username", "status"), [("colleague", 404), ("admin", 403), ("auditor", 403)])
def test_for_everyone_else_it_is_not_found_or_forbidden_and_names_nobody(
    browser_of: Callable[[str], Browser], path: str, username: str, status: int
) -> None:
    assert "Ashdown" not in browser_of(username).open(path, status=status).source


def test_a_stranger_is_sent_to_sign_in(stranger: FlaskClient, path: str) -> None:
    assert stranger.get(path).location.startswith("/sign-in")


@pytest.mark.usefixtures("mother")
def test_what_is_not_there_another_familys_and_nonsense_are_all_not_found(
    worker: Browser, path: str, example: Example
) -> None:
    family = f"/families/{example.family_id}/summaries"
    wanted = [
        f"{family}/{LARGEST}",
        f"{family}/{LARGEST + 1}",
        f"{family}/0",
        f"{family}/one",
        f"{family}/{example.child_id}",
        f"{family}/{example.other_carer_id}",
        f"/families/{example.other_family_id}/summaries/{example.other_carer_id}",
        f"/families/{example.other_family_id}/summaries/{example.mother_id}",
        *(f"{path}?child={child}" for child in ("0", "-1", "x", "9" * 400, LARGEST, example.other_child_id)),
        f"{path}?child={example.mother_id}",
    ]
    assert len({worker.open(one, status=404).text for one in wanted}) == 1


@pytest.mark.usefixtures("mother")
def test_it_tells_how_each_part_is_what_changed_and_what_to_do(worker: Browser, path: str) -> None:
    text = worker.open(path).text
    assert "We last looked between 6 January and 2 February 2026." in text
    assert "We have now looked twice, for the first time on 2 September 2025." in text
    well, _, rest = text.partition("What is going well")[2].partition("What needs to be better")
    better, _, worries = rest.partition("What worries us most")
    assert "Sleep and rest" in well
    assert "None of the parts on this page is here now." in better
    assert "Wren Ashdown needs this, but on most days does not get it, or never does. Food" in worries
    assert "Meals come when the child needs them." in worries
    assert "“On most days meals are late, missed or left to the child or someone else." in worries
    assert "May not be as good as before: Food. We need to see it again to be sure." in text
    assert "The same as before: Sleep and rest;" in text
    assert "We saw this last time" not in text
    assert "You can have it read to you, or put into the language that you know best." in text


def test_one_thing_to_mend_is_told_also_where_the_part_goes_well(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 2, 2), {"meals_regular": "3"})
    text = worker.open(path).text
    well = text.partition("What is going well")[2].partition("What needs to be better")[0]
    assert "Food This needs to be better too: Meals come when the child needs them." in well
    assert "This was our first look." in text


def test_a_worry_that_was_there_before_is_told_as_one(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    for month in (1, 2):
        history.assess(
            example.mother_id, date(2026, month, 2), {"meals_regular": "4", "food_suits_child": "4"}
        )
    assert worker.open(path).text.count("We saw this last time too.") == 2


def test_a_part_of_which_too_little_was_seen_is_neither_good_nor_bad(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    food = CATALOGUE.find("graded-care", "2.0.0").instrument.scales_by_id["food"].of
    history.assess(example.mother_id, date(2026, 2, 2), dict.fromkeys(food, Absence.NOT_OBSERVED))
    text = worker.open(path).text
    assert "We do not know enough of these parts to say how they are. Food" in text


def test_nothing_of_the_other_parent_of_evidence_or_of_restricted_questions_stands_in_it(
    mother: History, worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    mother.assess(
        example.mother_id,
        date(2026, 2, 20),
        {"violence_around_child": "5", "drink_and_drugs_around_child": "5"},
        evidence=MARKER,
    )
    page = worker.open(path)
    assert worker.send(path, submission="a-key").status_code == 303
    [kept] = documents(engine)
    told = page.text.partition("What we saw of your care")[2]
    for text in (told.partition("Make it")[0], text_of(kept.pdf), kept.inputs_json):
        assert "Wren Ashdown" in text
        for secret in (MARKER, "Tom Hale", "Hale", "violence", "People", "Wren is fed", "It is all right"):
            assert secret not in text, secret


def test_page_and_file_are_the_same_whatever_the_other_parent_was_graded(
    mother: History, worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    def said() -> str:
        return re.sub(r'(csrf_token|submission)" value="[^"]*"', "", worker.open(path).source)

    before = said()
    assert worker.send(path, submission="one").status_code == 303
    mother.assess(example.father_id, date(2026, 2, 25), {"meals_regular": "5"}, is_countersigned=False)
    mother.assess(example.mother_id, date(2026, 2, 25), instrument_id="alcohol-and-care")
    assert said() == before
    assert worker.send(path, submission="two").status_code == 303
    first, second = (without_record(one) for one in documents(engine))
    assert first == second


def test_what_a_carer_graded_of_their_own_care_is_no_part_of_it(
    mother: History, worker: Browser, path: str, example: Example
) -> None:
    before = worker.open(path).text
    mother.assess(example.mother_id, date(2026, 2, 25), {"bedtime_rest": "5"}, rater_role=RaterRole.SELF)
    assert worker.open(path).text == before


def test_what_is_not_countersigned_is_not_told_and_makes_a_draft(
    mother: History, worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    assert worker.send(path, submission="one").status_code == 303
    mother.assess(example.mother_id, date(2026, 2, 25), {"bedtime_rest": "5"}, is_countersigned=False)
    page = worker.open(path)
    assert "DRAFT. We looked on 25 February 2026 too. That look is still being checked" in page.text
    assert "We have now looked twice" in page.text
    assert worker.send(path, submission="two").status_code == 303
    first, second = documents(engine)
    assert (first.is_draft, second.is_draft) == (False, True)
    assert "DRAFT" not in text_of(first.pdf)
    assert all("DRAFT" in page.extract_text() for page in PdfReader(BytesIO(second.pdf)).pages)


def test_a_carer_of_whom_nothing_is_countersigned_has_an_empty_page_and_no_pdf(
    history: History, worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    empty = worker.open(path)
    assert empty.heading == "Nothing to tell yet"
    assert "No assessment of the care that Mara Ashdown gives has been countersigned" in empty.text
    history.assess(example.mother_id, date(2026, 2, 2), is_countersigned=False)
    page = worker.open(f"{path}?child={example.child_id}")
    assert "gives to Wren Ashdown has been countersigned yet" in page.text
    assert "Make the PDF" not in page.text
    assert worker.send(path, submission="a-key").status_code == 404
    assert not documents(engine)


def test_one_child_of_several_can_be_chosen(
    mother: History, worker: Browser, path: str, example: Example
) -> None:
    brother = mother.sibling("Ash Ashdown", date(2018, 12, 1))
    mother.assess(example.mother_id, date(2026, 2, 3), child_id=brother)
    assert worker.open(path).heading == "What we saw of your care for Ash Ashdown and Wren Ashdown"
    alone = worker.open(f"{path}?child={brother}")
    assert alone.heading == "What we saw of your care for Ash Ashdown"
    assert f'name="child" value="{brother}"' in alone.source


@pytest.mark.usefixtures("mother")
@pytest.mark.parametrize("username", ["worker", "supervisor", *REFUSED])
def test_only_the_familys_qualified_workers_make_it(
    browser_of: Callable[[str], Browser], engine: Engine, path: str, username: str
) -> None:
    assert browser_of(username).send(path, submission="a-key").status_code == REFUSED.get(username, 303)
    assert len(documents(engine)) == (0 if username in REFUSED else 1)


@pytest.mark.usefixtures("mother")
def test_the_same_form_sent_twice_makes_one_and_it_is_kept_with_the_family(
    worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    places = {worker.send(path, submission="a-key").location for _ in range(2)}
    [kept] = documents(engine)
    assert places == {f"/documents/{kept.id}"}
    assert (kept.kind, kept.title) == (
        "parent-summary",
        "Plain summary for Mara Ashdown: care for Wren Ashdown",
    )
    opened = worker.client.get(f"/documents/{kept.id}/open")
    assert opened.data == kept.pdf
    assert "Ashdown" not in str(opened.headers)
    family = worker.open(f"/families/{example.family_id}")
    assert {f"/documents/{kept.id}", path} <= set(family.links())


@pytest.mark.usefixtures("mother")
def test_the_parents_own_words_are_printed_only_where_they_were_chosen(
    worker: Browser, engine: Engine, path: str
) -> None:
    page = worker.open(path)
    key = page.source.partition('name="words" type="checkbox" value="')[2].partition('"')[0]
    assert key
    assert worker.send(path, submission="one").status_code == 303
    assert worker.send(path, submission="two", words=key).status_code == 303
    without, with_them = (text_of(one.pdf) for one in documents(engine))
    assert "It is all right." not in without
    assert "What you said, as we wrote it down It is all right." in with_them


@pytest.mark.usefixtures("mother")
@pytest.mark.parametrize("words", ["999-0", "x", "../etc", ""])
def test_words_that_are_no_longer_offered_are_not_printed_silently(
    worker: Browser, engine: Engine, path: str, words: str
) -> None:
    answer = worker.send(path, submission="a-key", words=words)
    assert answer.status_code == 409
    assert "Read it again, then choose what to print." in answer.get_data(as_text=True)
    assert not documents(engine)


def test_the_page_asks_the_database_as_often_for_two_assessments_as_for_four(
    mother: History, worker: Browser, path: str, app: Flask, example: Example
) -> None:
    counts = []
    for month in (2, 3):
        with counted(app.extensions["parts"].engine) as sent:
            worker.open(path)
        counts.append(sum(not one.startswith("PRAGMA") for one in sent))
        mother.assess(example.mother_id, date(2026, month, 1))
        mother.assess(example.mother_id, date(2026, month, 2))
    assert counts[0] == counts[1] <= 12

"""A form in two languages on every page where it is met: which words are said to be in which language."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Engine

from assessment_tool.config import Settings
from assessment_tool.core.responses import Response
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.registry import read_registry, write_registry
from assessment_tool.documents.blank_facts import gather
from assessment_tool.documents.printing import blank_job
from assessment_tool.services.blank_forms import version_to_print
from tests.documents.reading import elements, opened, pages, squeezed
from tests.published import FEATURES, in_two_languages, in_version_2, offer_in_welsh, published_beside
from tests.services.case import Case
from tests.web.application import application
from tests.web.assessments.workspace import fields, told
from tests.web.browsing import Browser, Page
from tests.web.family import AUDIT_KEY, Example

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

XHTML = "{http://www.w3.org/1999/xhtml}"
SHEET = yaml.safe_load((FEATURES / "translated" / "lang" / "cy.yaml").read_text(encoding="utf-8"))
WELSH = {entry["text"] for entry in SHEET["texts"].values()}
WELSH_TITLE = "A oes amser gwely?"
BY_WHOM = "Welsh (translated by A. Cyfieithydd, checked by B. Darllenydd)"
ASKED = (WELSH_TITLE, "Bob nos.", "Nac oes", "awr", "Gwely i'r plentyn ei hun.", "Beth welsoch chi?")
NOT_PRINTED = {"Y profion", "Y cyfanswm", "Isel", "Uchel"}
"""The steward, and what scores are called: a form to be filled in says nothing of them."""
PREVIEW = "/instruments/translated/1.0.0/preview"
ANSWERS = {
    "bedtime": Response(value="2", evidence="Seen at eight."),
    "waking": Response(value="no"),
    "hours": Response(value="9"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return in_two_languages(tmp_path / "instruments")


@pytest.fixture
def app(engine: Engine, folder: Path) -> Iterator[Flask]:
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="only for tests, and long enough to be taken",
        audit_keys=(AUDIT_KEY,),
        is_demonstration=True,
        instrument_dirs=(folder,),
    )
    app = application(settings)
    yield app
    app.extensions["parts"].engine.dispose()


@pytest.fixture
def case(engine: Engine, example: Example, folder: Path) -> Case:
    return Case(engine, example, Catalogue([folder]))


@pytest.fixture
def draft(worker: Browser, example: Example) -> int:
    """A draft that was begun in Welsh on the page."""
    answer = worker.send(path(example), **choices(example))
    assert answer.status_code == 303
    return int(answer.location.rpartition("/")[2])


@pytest.fixture
def _translation_is_taken_back(folder: Path) -> None:
    """Before anybody has begun to read: the translation is on disk and nobody has published it."""
    entries = read_registry(folder).values()
    write_registry(folder, [replace(one, translations=()) for one in entries])


def path(example: Example) -> str:
    return f"/families/{example.family_id}/assessments/new"


def choices(example: Example, **others: object) -> dict[str, object]:
    chosen = {"instrument_id": "translated", "language-translated": "cy", "rater_role": "worker"}
    about = {"child_id": example.child_id, "carer_id": example.mother_id}
    return {**chosen, **about, "entered": "now", "submission": "one-key", **others}


def signed(case: Case, draft: int) -> int:
    case.save(draft, ANSWERS)
    case.summarise(draft, observed_from=None, observed_on=date(2026, 3, 1))
    case.sign(draft)
    return draft


def texts(node: "ET.Element", language: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the tree with the language that it is said to be in."""
    language = node.get("lang", language)
    if node.text:
        yield language, node.text.strip()
    for child in node:
        yield from texts(child, language)
        if child.tail:
            yield language, child.tail.strip()


def check(page: Page) -> Page:
    """That all Welsh on the page is said to be Welsh, and nothing else is; that there is some."""
    check_tree(page.tree)
    return page


def check_tree(tree: "ET.Element") -> None:
    """The same of any tree."""
    said = [(language, text) for language, text in texts(tree) if text]
    assert {text for language, text in said if language == "cy"} <= WELSH
    assert any(language == "cy" for language, _ in said)
    telling = [text for text in WELSH if len(text.split()) > 1 and text != "Diagnosis."]
    assert [text for language, text in said if language != "cy" and any(one in text for one in telling)] == []


def test_the_language_is_asked_only_of_an_instrument_that_is_offered_in_several(
    worker: Browser, example: Example
) -> None:
    page = worker.open(path(example))
    assert page.source.count("Language of the form") == 1
    assert 'name="language-translated"' in page.source
    assert "Welsh Translated by A. Cyfieithydd, checked by B. Darllenydd." in page.text


def test_a_language_in_which_the_form_is_not_offered_is_refused_where_it_was_chosen(
    worker: Browser, example: Example
) -> None:
    page = Page(worker.send(path(example), **choices(example, **{"language-translated": "pl"})))
    assert (page.status, "is not offered in Polish" in page.text) == (400, True)
    assert "#language-translated" in page.links()
    assert 'id="language-translated"' in page.source


def test_the_form_shows_every_translated_text_as_one_of_its_language(worker: Browser, draft: int) -> None:
    overview = check(worker.open(f"/assessments/{draft}"))
    assert f"The form is in {BY_WHOM}." in overview.text
    for part in ("answer/1", "answer/all"):
        shown = check(worker.open(f"/assessments/{draft}/{part}")).text
        assert not {text for text in ASKED if text not in shown}
    check(worker.open(f"/assessments/{draft}/summary"))


def test_what_is_wrong_with_an_answer_is_told_in_both_languages(worker: Browser, draft: int) -> None:
    address = f"/assessments/{draft}/answer/1"
    particulars = {f"{item}-{part}": "" for item in ANSWERS for part in ("evidence", "source", "confidence")}
    versions = {f"{item}-version": 0 for item in ANSWERS}
    sent = {**particulars, **versions, "hours-value": "many", "then": "stay"}
    page = check(Page(worker.send(address, **sent)))
    assert page.status == 400


def test_the_signed_assessment_is_read_in_its_words_and_says_whose_they_are(
    worker: Browser, case: Case, draft: int
) -> None:
    case.save(draft, ANSWERS)
    case.summarise(draft, observed_from=None, observed_on=date(2026, 3, 1))
    assert f"It was completed in {BY_WHOM}." in worker.open(f"/assessments/{draft}/sign").text
    case.sign(draft)
    page = check(worker.open(f"/assessments/{draft}/read"))
    assert f"Completed in {BY_WHOM}" in page.text
    assert "Grade 2: Gwael" in page.text
    assert "Act today: Siaradwch â'ch rheolwr." in page.text
    check(worker.open(f"/assessments/{draft}/earlier"))


def test_a_report_is_in_the_words_as_they_were_written_and_says_what_was_completed_in_others(
    worker: Browser, case: Case, draft: int
) -> None:
    signed(case, draft)
    wanted = case.wanted("translated")
    address = f"/families/{wanted.family_id}/reports/trend"
    answer = worker.send(address, child=wanted.child_id, instrument="translated", submission="other-key")
    said = squeezed(" ".join(pages(worker.client.get(f"{answer.location}/open").data)))
    assert squeezed(f"1 March 2026: completed in {BY_WHOM}.") in said
    assert squeezed("not yet countersigned; completed in Welsh") in said
    assert case.catalogue.translations("translated", "1.0.0")["cy"].sha256 in said
    assert case.catalogue.find("translated", "1.0.0").sha256 in said
    assert [text for text in WELSH if len(text.split()) > 1 and squeezed(text) in said] == []


def test_what_was_asked_in_two_languages_stands_side_by_side_as_it_was_written(
    worker: Browser, case: Case, example: Example, draft: int
) -> None:
    english = signed(case, case.start(case.wanted("translated")))
    welsh = signed(case, draft)
    address = f"/families/{example.family_id}/trends/translated"
    trend = worker.open(f"{address}?child={example.child_id}")
    assert trend.source.count('<span class="app-scores__note">in Welsh</span>') == 1
    both = worker.open(f"{address}/compare?before={english}&after={welsh}&child={example.child_id}")
    assert both.text.count(f"Completed in {BY_WHOM}.") == 1
    assert "Is there a bedtime?" in both.text
    assert [text for text in WELSH if len(text.split()) > 1 and text in trend.text + both.text] == []


@pytest.mark.parametrize("address", [PREVIEW, "/instruments/translated/blank"])
def test_a_form_is_tried_out_and_printed_in_a_language_in_which_it_is_offered(
    worker: Browser, address: str
) -> None:
    page = check(worker.open(f"{address}?language=cy"))
    assert f"This form is in {BY_WHOM}." in page.text
    assert WELSH_TITLE in page.text
    english = worker.open(address)
    assert (WELSH_TITLE in english.text, "Language of the form" in english.text) == (False, True)
    worker.open(f"{address}?language=pl", 404)
    worker.open(f"{address}?language=../cy", 404)


def test_a_tried_form_stays_in_its_language(worker: Browser) -> None:
    answer = worker.send(f"{PREVIEW}?language=cy", **{"waking-version": 0, "waking-answer": "no"})
    assert WELSH_TITLE in check(Page(answer)).text


def test_an_instrument_in_one_language_asks_for_none(worker: Browser) -> None:
    for address in ("/instruments/graded-care/1.0.0/preview", "/instruments/graded-care/blank"):
        assert "Language of the form" not in worker.open(address).text


def test_the_blank_form_is_printed_in_the_language_and_says_whose_words_they_are(worker: Browser) -> None:
    address = "/instruments/translated/1.0.0/blank.pdf"
    answer = worker.client.get(f"{address}?language=cy")
    reader = PdfReader(BytesIO(answer.data))
    said = squeezed(" ".join(page.extract_text() for page in reader.pages))
    assert answer.headers["Content-Disposition"] == 'inline; filename="translated-1.0.0-cy-blank.pdf"'
    for text in (WELSH_TITLE, "Bob nos.", "Siaradwch â'ch rheolwr.", f"Language {BY_WHOM}"):
        assert squeezed(text) in said
    with opened(answer.data) as pdf:
        parts = [one for one in elements(pdf) if "/Lang" in one]
        assert (str(pdf.Root.Lang), {str(one.Lang) for one in parts}) == ("en-GB", {"cy"})
        assert len(parts) >= len(WELSH) - len(NOT_PRINTED)
    worker.open(f"{address}?language=pl", 404)


def test_what_a_blank_form_quotes_in_its_own_sentences_is_said_to_be_in_its_language(case: Case) -> None:
    found = version_to_print(case.catalogue, "translated", "1.0.0", date(2026, 3, 4), "cy")
    html = blank_job(gather(found, None)).html
    check_tree(html5lib.HTMLParser(strict=True).parse(html).find(f"{XHTML}body"))
    assert 'question 2 is answered “<span lang="cy">Nac oes</span>”' in html


def test_a_flag_that_is_raised_while_one_types_says_in_which_language_it_is(
    worker: Browser, draft: int
) -> None:
    answer = worker.send(f"/assessments/{draft}/items/2", **fields("waking", answer="no"))
    [flag] = told(answer)["flags"]
    assert (flag["message"], flag["language"]) == ("Siaradwch â'ch rheolwr.", "cy")


def test_somebody_who_is_not_signed_in_sees_no_form_in_any_language(stranger: FlaskClient) -> None:
    for address in (PREVIEW, "/instruments/translated/1.0.0/blank.pdf"):
        assert stranger.get(f"{address}?language=cy").location.startswith("/sign-in")


def test_the_versions_page_names_the_languages_and_everybody_who_answers_for_them(worker: Browser) -> None:
    page = worker.open("/instruments/translated")
    assert "translated by A. Cyfieithydd, checked by B. Darllenydd, published on 4 March 2026" in page.text
    assert f"{PREVIEW}?language=cy" in page.links()


def test_a_translation_that_is_not_as_it_was_published_is_said_not_to_be_offered(
    worker: Browser, folder: Path
) -> None:
    file = folder / "translated" / "lang" / "cy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(WELSH_TITLE, "Pryd?"), encoding="utf-8")
    page = worker.open("/instruments/translated")
    assert "Not offered now: its file is not as it was published." in page.text
    assert f"{PREVIEW}?language=cy" not in page.links()


@pytest.mark.parametrize("is_offered", [True, False])
def test_a_restart_says_in_which_language_the_new_draft_is(
    worker: Browser, draft: int, folder: Path, *, is_offered: bool
) -> None:
    published_beside(folder, in_version_2(folder, "translated"))
    if is_offered:
        offer_in_welsh(folder, "2.0.0")
    said = worker.open(f"/assessments/{draft}/restart").text
    assert (f"The new draft is in {BY_WHOM}." in said) is is_offered
    gone = "Version 2.0.0 is not offered in Welsh. The new draft goes on in English."
    assert (gone in said) is not is_offered


@pytest.mark.usefixtures("_translation_is_taken_back")
def test_a_translation_is_tried_out_before_it_is_published_by_those_who_look_after_it(
    browser_of: Callable[[str], Browser], worker: Browser
) -> None:
    for username in ("admin", "manager"):
        browser = browser_of(username)
        page = browser.open(f"{PREVIEW}?language=cy")
        assert WELSH_TITLE in page.text
        assert "in words that are not published" in page.text
        [blank] = [link for link in page.links() if "blank.pdf" in link]
        assert blank.endswith("language=cy")
        printed = squeezed(pages(browser.client.get(blank).data)[0])
        assert squeezed("This translation is not published.") in printed
    for place in (PREVIEW, "/instruments/translated/1.0.0/blank.pdf"):
        worker.open(f"{place}?language=cy", 404)


def test_what_is_tried_out_is_printed_in_the_language_and_for_the_age_that_were_chosen(
    worker: Browser,
) -> None:
    links = worker.open(f"{PREVIEW}?language=cy").links()
    assert "/instruments/translated/1.0.0/blank.pdf?language=cy" in links
    links = worker.open("/instruments/graded-care/1.0.0/preview?age_months=6").links()
    assert "/instruments/graded-care/1.0.0/blank.pdf?months=6" in links
    links = worker.open("/instruments/graded-care-antenatal/1.0.0/preview?age_months=unborn").links()
    assert "/instruments/graded-care-antenatal/1.0.0/blank.pdf?months=unborn" in links

"""The printed blank form: whole, navigable, safe to carry, and the same file every time."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pytest

from assessment_tool.clock import today
from assessment_tool.core.ages import ChildAge
from assessment_tool.documents.blank_facts import gather
from assessment_tool.documents.printing import blank_job
from assessment_tool.services.blank_forms import version_to_print
from tests.documents.blank_forms import CATALOGUE, EVERY_AGE, SHIPPED, definition, form, printed
from tests.documents.reading import below, body, elements, opened, outline, pages, squeezed
from tests.documents.test_pdf import POINTS_PER_MM, places

SEVEN_YEARS = ChildAge(84)
UNLIKE = ["carer-child-relationship", "harm-to-others", "safe-enquiry", "social-history"]
"""Forms of every build; the longest are printed for their texts alone."""
GATED = [one for one in SHIPPED if definition(one).instrument.gate]
NOT_FOR_READERS = {
    *("absences", "code", "completed_by", "direction", "id", "items", "kind", "language", "level", "name"),
    *("never_shown_to", "rater_roles", "rule", "severity", "steward", "subject", "urgency", "when", "show"),
    *("require", "about", "opens", "plans", "trend", "retired_ids", "retired_codes"),
}
"""What a definition says to the service and not to its readers, or in other words than it is printed."""
PRINTED_ELSEWHERE = """
import hashlib
from tests.documents.blank_forms import printed
print(hashlib.sha256(printed("repeated").pdf).hexdigest())
"""


def said(instrument_id: str, age: ChildAge | None = None) -> str:
    """All that its pages say, without running head and page numbers."""
    head = re.escape(squeezed(definition(instrument_id).instrument.title)) + "·version.*?"
    return body(printed(instrument_id, age).pdf, head)


def texts(node: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a definition's canonical form, with the names that lead to it."""
    if isinstance(node, dict):
        own_words = all(band.keys() >= {"title", "why"} for band in node.get("age_bands", [{}]))
        for name, value in node.items():
            if not (own_words and name in {"title", "why", "look_for", "ask"}):
                yield from texts(value, (*path, name))
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, path)
    elif isinstance(node, str):
        yield path, node


def is_for_readers(path: tuple[str, ...]) -> bool:
    is_secrecy = path[-1] == "label" and path[-2] in {"items", "columns"}
    return not is_secrecy and "scales" not in path and NOT_FOR_READERS.isdisjoint(path)


@pytest.mark.parametrize("instrument_id", [*SHIPPED, "every-kind", "repeated", "checks", "never-shown"])
def test_every_text_of_the_instrument_stands_in_the_file(instrument_id: str) -> None:
    found, source = said(instrument_id), json.loads(definition(instrument_id).canonical)
    wanted = [(path, text) for path, text in texts(source) if is_for_readers(path)]
    assert len(wanted) > 10
    assert [(path, text) for path, text in wanted if squeezed(text) not in found] == []


@pytest.mark.parametrize("instrument_id", UNLIKE)
def test_a_question_stays_on_one_page_with_its_answers_and_its_reasons(instrument_id: str) -> None:
    found = [squeezed(page) for page in pages(printed(instrument_id).pdf)]
    parts = list(form(instrument_id).parts)
    for part in parts:
        parts += part.parts
        for question in part.questions:
            ticked = [choice.text for wording in question.wordings for choice in wording.choices]
            if len(question.wordings) == 1:
                wanted = [
                    f"{question.number}{question.title}",
                    *ticked,
                    *(name for name, _ in question.reasons),
                ]
                assert any(all(squeezed(one) in page for one in wanted) for page in found), question.title
            for wording in question.wordings:
                descriptions = [squeezed(choice.text) for choice in wording.choices]
                assert any(all(one in page for one in descriptions) for page in found), question.title


@pytest.mark.parametrize("instrument_id", UNLIKE)
def test_the_printer_has_nothing_to_warn_of_and_the_file_is_tagged(instrument_id: str) -> None:
    out = printed(instrument_id)
    assert out.warnings == ()
    with opened(out.pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == form(instrument_id).heading
        assert "/CreationDate" not in pdf.docinfo
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        tables = [one for one in elements(pdf) if str(one["/S"]) == "/Table"]
        assert all(any(str(cell["/S"]) == "/TH" for cell in below(table)) for table in tables)


@pytest.mark.parametrize("instrument_id", UNLIKE)
def test_bookmarks_lead_to_every_question_and_no_level_is_left_out(instrument_id: str) -> None:
    entries = outline(printed(instrument_id).pdf)
    levels = [level for level, _, _ in entries]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    found = [squeezed(page) for page in pages(printed(instrument_id).pdf)]
    assert all(squeezed(title) in found[number - 1] for _, title, number in entries)
    numbered = [int(match[1]) for _, title, _ in entries if (match := re.match(r"(\d+)[^\d ]", title))]
    assert numbered == list(range(1, len(definition(instrument_id).instrument.items) + 1))


@pytest.mark.parametrize("instrument_id", UNLIKE)
def test_every_page_names_the_version_its_hash_and_its_number(instrument_id: str) -> None:
    found, wanted = pages(printed(instrument_id).pdf), definition(instrument_id)
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        head = f"{wanted.instrument.title}·version{wanted.instrument.version}·SHA-256{wanted.sha256[:12]}"
        assert squeezed(head) in squeezed(page)
    assert wanted.sha256 in said(instrument_id)


@pytest.mark.parametrize("instrument_id", UNLIKE)
def test_pages_are_a4_with_the_binding_margin_and_the_stamping_corner_clear(instrument_id: str) -> None:
    for page in pypdf.PdfReader(io.BytesIO(printed(instrument_id).pdf)).pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        for x, y in places(page):
            assert 35 * POINTS_PER_MM - 1 <= x < 190 * POINTS_PER_MM
            assert y > 20 * POINTS_PER_MM or x < 140 * POINTS_PER_MM


def test_a_draft_says_so_in_words_on_every_page_and_a_version_in_use_on_none() -> None:
    assert all("· DRAFT" in page for page in pages(printed("every-kind").pdf))
    assert squeezed("DRAFT. This version is not published.") in said("every-kind")
    in_use = gather(version_to_print(CATALOGUE, "social-history", "1.1.0", today()), None)
    assert (in_use.is_draft, in_use.notice) == (False, "")
    assert "DRAFT" not in blank_job(in_use).html


def test_where_others_could_be_harmed_the_first_page_says_that_the_form_is_for_the_worker_alone() -> None:
    assert GATED == ["harm-to-others", "safe-enquiry"]
    for instrument_id in [*GATED, "domestic-abuse-risk"]:
        first, *others = pages(printed(instrument_id).pdf)
        assert squeezed("For the worker alone. Never leave this form with anybody") in squeezed(first)
        assert all("For the worker alone" in page for page in others)
    assert "workeralone" not in "".join(squeezed(page) for page in pages(printed("graded-care").pdf))


@pytest.mark.parametrize("instrument_id", GATED)
def test_the_questions_of_the_gate_stand_first_and_alone(instrument_id: str) -> None:
    gate, following = form(instrument_id).parts[:2]
    assert gate.is_gate
    found = [squeezed(page) for page in pages(printed(instrument_id).pdf)]
    words = squeezed("Nothing below is asked unless every question of this part is answered")
    [end] = [number for number, page in enumerate(found) if words in page]
    [start] = {number for number, page in enumerate(found) if squeezed(following.questions[0].title) in page}
    assert start == end + 1
    assert all(squeezed(one.title) in "".join(found[2 : end + 1]) for one in gate.questions)
    marked = sum(choice.opens for one in gate.questions for w in one.wordings for choice in w.choices)
    assert "".join(found[2 : end + 1]).count("►") == marked + 1  # and once where the mark is explained


def test_a_form_for_one_age_holds_its_wordings_alone() -> None:
    found = said("graded-care", SEVEN_YEARS)
    assert squeezed("Meals come when the child needs them") in found
    assert squeezed("There is a meal the young person can count on") not in found
    assert squeezed("7 years. For a child of another age print the form for that age.") in found
    assert all("for a child: 7 years" in page for page in pages(printed("graded-care", SEVEN_YEARS).pdf))
    assert len(pages(printed("graded-care", SEVEN_YEARS).pdf)) < len(pages(printed("graded-care").pdf))


def test_two_questions_of_the_longest_form_often_share_a_page_and_none_is_set_under_ten_points() -> None:
    for age, most in ((SEVEN_YEARS, 46), (EVERY_AGE, 60)):
        assert len(pages(printed("graded-care", age).pdf)) <= most
    sheet = blank_job(form("graded-care")).style
    own = sheet[sheet.index("The blank form:") :]
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", own)]
    assert min(sizes) >= 10


def test_what_cannot_be_true_together_begins_on_the_page_of_its_heading() -> None:
    found = [squeezed(page) for page in pages(printed("domestic-abuse-risk").pdf)]
    [page] = [one for one in found if squeezed("Answers that cannot well be true together") in one]
    assert squeezed(form("domestic-abuse-risk").contradictions[0].message) in page


def test_what_is_to_be_ticked_among_descriptions_is_said_once() -> None:
    assert said("graded-care", SEVEN_YEARS).count(squeezed("tick the description that is nearest")) == 1
    assert squeezed("description that is nearest") not in said("repeated")


def test_rows_are_a_table_with_what_each_column_takes() -> None:
    found = said("repeated")
    for words in (
        "Name",
        "How often (Each week / Seldom)",
        "Hours (h; a number from 0 to 168)",
        "Since (Day,",
    ):
        assert squeezed(words) in found
    assert found.count("daymonthyear") == 3
    with opened(printed("repeated").pdf) as pdf:
        tables = [one for one in elements(pdf) if str(one["/S"]) == "/Table"]
        shapes = [[str(one["/S"]) for one in below(table)].count("/TD") for table in tables]
    assert 3 * 4 in shapes


def test_the_summary_has_room_for_all_that_the_service_asks() -> None:
    found = said("graded-care")
    for words in ("Analysis", "The carer’s view", "The child’s view", "Disagreement", "Registration number"):
        assert squeezed(words) in found


def test_the_same_form_is_the_same_file_in_another_process() -> None:
    surroundings = {"PYTHONHASHSEED": "11", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C"}
    command = [sys.executable, "-c", PRINTED_ELSEWHERE]
    there = subprocess.run(
        command, env={**os.environ, **surroundings}, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(printed("repeated").pdf).hexdigest()

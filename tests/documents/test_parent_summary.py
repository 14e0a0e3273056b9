"""The summary for a parent: words that a child of nine reads, and a file that everybody can read."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.reading_age import age_of
from assessment_tool.core.responses import Response
from assessment_tool.core.trend import PlainChange, Whose
from assessment_tool.documents.parent_facts import gather, words_to_choose_from
from assessment_tool.documents.parent_parts import PLAIN_FOR
from assessment_tool.documents.parent_summary import (
    CLOSING,
    DISAGREEMENT,
    FAULTY,
    OPENING,
    VIEW,
    WAITING,
    WORDS,
    Contact,
    ParentSummary,
)
from assessment_tool.documents.pdf import Printed, print_pdf
from assessment_tool.documents.printing import parent_job
from assessment_tool.documents.shown import may_show_item
from assessment_tool.services.parent_summary import CareGiven
from assessment_tool.services.version_life import Withdrawal
from tests.documents.long_history import CHILD, FAMILY, FATHER, MADE_AT, MOTHER, graded_care, history
from tests.documents.reading import elements, opened, outline, pages, squeezed

CONTACT = Contact("Amina Rahman", "Social worker")
TERMS_OF_ART = (
    *(
        "assess",
        "score",
        "sub-area",
        "headline",
        "reliable",
        "domain",
        "grade",
        "item",
        "scale",
        "instrument",
    ),
    *("countersign", "indicator", "threshold", "anchor", "evidence", "revision", "observ", "professional"),
    *("significant", "intervention", "multi-agency", "safeguard", "engage", "disclos", "risk", "neglect"),
)
_LONGEST_SENTENCE = 15
NOT_SAFE = Response(absence=Absence.NOT_SAFE_TO_ASK)


def care(
    whose: int = MOTHER.id, *, waiting: int = 0, said: Mapping[str, Response] | None = None
) -> CareGiven:
    """What was assessed of the mother's or the father's care; so many wait to be countersigned."""
    whole = history(said=said)
    mine = [one for one in whole.assessments if one.whose == Whose(whose)]
    kept = mine[: len(mine) - waiting]
    signed = [replace(one, standing=Standing.SIGNED) for one in mine[len(kept) :]]
    carer = MOTHER if whose == MOTHER.id else FATHER
    trends = [replace(whole.only(kept), events=())] if kept else []
    return CareGiven(FAMILY, carer, None, [CHILD], trends, signed)


@pytest.fixture(scope="module")
def summary() -> ParentSummary:
    return gather(care(), CONTACT, MADE_AT)


@pytest.fixture(scope="module")
def printed(summary: ParentSummary) -> Printed:
    return print_pdf(parent_job(summary))


@pytest.fixture(scope="module")
def printed_draft() -> Printed:
    return print_pdf(parent_job(gather(care(waiting=1), CONTACT, MADE_AT)))


def fixed_sentences(found: ParentSummary) -> list[str]:
    """All that is said whatever was found, and the lead of each group."""
    leads = [group.lead for child in found.children for group in child.groups]
    closing = [one.format(who="Amina") for pair in CLOSING for one in pair]
    around = [one.format(day="9 June 2026") for one in (FAULTY, WAITING)]
    return [*OPENING, *WORDS.values(), VIEW, DISAGREEMENT, *closing, *around, *leads, *PlainChange]


def said(found: ParentSummary) -> list[str]:
    """Every text of the page, one paragraph or line after another."""
    texts = [
        found.heading,
        *found.opening,
        *(text for pair in found.closing for text in pair),
        *WORDS.values(),
    ]
    for child in found.children:
        texts += child.looked
        for group in child.groups:
            texts += [group.heading, *([group.lead] if group.parts else [])]
            texts += [text for part in group.parts for text in (part.title, *part.others)]
            texts += [text for part in group.parts for one in part.worries for text in (one.title, one.words)]
        texts += [f"{one.word}: {'; '.join(one.titles)}" for one in child.changed]
    return [text for text in texts if text]


def in_sentences(texts: list[str]) -> list[int]:
    """How many words each sentence has; a heading or a line of a list is none."""
    sentences = [one for text in texts if text.endswith((".", "?")) for one in re.split(r"[.?]\s*", text)]
    return [len(one.split()) for one in sentences if one]


@pytest.mark.parametrize("whose", [MOTHER.id, FATHER.id])
def test_the_whole_page_reads_as_for_a_child_of_nine(whose: int) -> None:
    found = gather(care(whose), CONTACT, MADE_AT)
    assert age_of(said(found)) <= 9
    assert age_of([text for text in said(found) if text.endswith((".", "?"))]) <= 10


@pytest.mark.parametrize("whose", [MOTHER.id, FATHER.id])
def test_sentences_are_short(whose: int) -> None:
    words = in_sentences(said(gather(care(whose), CONTACT, MADE_AT)))
    assert len(words) > 20
    assert sum(words) / len(words) <= _LONGEST_SENTENCE
    assert max(in_sentences(fixed_sentences(gather(care(), CONTACT, MADE_AT)))) <= 20


@pytest.mark.parametrize("term", TERMS_OF_ART)
def test_no_fixed_sentence_uses_a_term_of_art(summary: ParentSummary, term: str) -> None:
    assert [one for one in fixed_sentences(summary) if term in one.casefold()] == []


def test_a_description_is_told_only_where_its_words_are_plain() -> None:
    worst = {one: Response("5", evidence="Seen.") for one in graded_care().instrument.scales_by_id["food"].of}
    [child] = gather(care(said=worst), CONTACT, MADE_AT).children
    worries = [one for group in child.groups for part in group.parts for one in part.worries]
    assert {bool(one.words) for one in worries} == {True, False}
    assert all(one.title for one in worries)
    assert all(age_of([one.words]) <= PLAIN_FOR for one in worries)


def test_parts_stand_by_their_grade_and_parts_kept_from_some_stand_nowhere(summary: ParentSummary) -> None:
    [child] = summary.children
    found = {group.heading: [part.title for part in group.parts] for group in child.groups}
    assert found["What worries us most"] == ["Food", "Watching over", "Guidance"]
    assert "Sleep and rest" in found["What is going well"]
    assert found["What needs to be better"] == []
    assert "People" not in str(summary)


@pytest.mark.parametrize("said", [Response("1"), Response("5", evidence="Seen."), NOT_SAFE])
def test_whatever_was_said_to_restricted_questions_the_summary_is_the_same(
    summary: ParentSummary, said: Response
) -> None:
    items = graded_care().instrument.items.values()
    restricted = [one.id for one in items if not may_show_item(one)]
    assert restricted
    assert gather(care(said=dict.fromkeys(restricted, said)), CONTACT, MADE_AT) == summary


def test_of_two_instruments_only_the_one_that_looked_last_is_told() -> None:
    given = care()
    [trend] = given.trends
    older = replace(trend, assessments=trend.assessments[:2])
    for trends in ([older, trend], [trend, older]):
        [child] = gather(replace(given, trends=trends), CONTACT, MADE_AT).children
        assert child.looked[0] == "We last looked between 12 May and 9 June 2026."


def test_what_somebody_typed_is_told_only_where_it_was_chosen(summary: ParentSummary) -> None:
    offered = words_to_choose_from(care())
    assert [one.heading for one in offered] == [VIEW, DISAGREEMENT]
    assert all(one.text not in str(summary) for one in offered)
    chosen = gather(care(), CONTACT, MADE_AT, {offered[0].key})
    assert [one.text for child in chosen.children for one in child.said] == [offered[0].text]


@pytest.mark.parametrize(
    "hostile",
    [
        "</p><script>alert(1)</script>{{ 7 * 7 }}",
        "x" * 3000,
        "https://example.org/" + "a/" * 300,
        "One line.\n\nAnother line.",
        "Żółć Ðørïs O’Neill",
    ],
    ids=["markup", "token", "address", "lines", "letters"],
)
def test_the_parents_words_are_printed_as_they_stand_and_whole(hostile: str) -> None:
    given = care()
    given.trends[0].assessments[-1].revision.carer_view = hostile
    [words, _] = words_to_choose_from(given)
    out = print_pdf(parent_job(gather(given, CONTACT, MADE_AT, {words.key})))
    assert out.warnings == ()
    found = re.sub(r"[◦•]*ForJodieHollis·24June2026Page\dof\d", "", squeezed("".join(pages(out.pdf))))
    assert squeezed(hostile) in found


def test_the_file_says_all_that_the_summary_holds_and_nothing_more_is_needed(
    printed: Printed, summary: ParentSummary
) -> None:
    assert printed.warnings == ()
    found = squeezed("".join(pages(printed.pdf)))
    expected = [text for text in said(summary) if text not in WORDS.values()]
    elsewhere = {"unseen", "unseen_lead", "first_look", "see_again", "note"}
    used = [text for key, text in WORDS.items() if key not in elsewhere]
    for text in [*expected, *used]:
        assert squeezed(text) in found, text
    for secret in ("DEMO-001", "Bell", "Lee", "nobody asked about the bus", "on two of three visits"):
        assert squeezed(secret) not in found, secret


def test_it_has_one_to_three_pages_of_a4_that_say_which_they_are(printed: Printed) -> None:
    found = pages(printed.pdf)
    assert 1 <= len(found) <= 3
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        assert "For Jodie Hollis" in page
    with opened(printed.pdf) as pdf:
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages} == {(595, 842)}


def test_for_two_children_with_many_worries_it_has_four_pages_at_most(summary: ParentSummary) -> None:
    [one] = summary.children
    assert sum(len(part.worries) for group in one.groups for part in group.parts) >= 9
    both = replace(summary, children=(one, replace(one, child="Tilly Hollis")))
    assert len(pages(print_pdf(parent_job(both)).pdf)) <= 4


def test_it_is_tagged_titled_in_english_and_its_bookmarks_are_its_headings(
    printed: Printed, summary: ParentSummary
) -> None:
    entries = outline(printed.pdf)
    with opened(printed.pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == summary.heading
        headings = [one for one in elements(pdf) if re.fullmatch(r"/H\d", str(one["/S"]))]
        assert [int(str(one["/S"])[2:]) for one in headings] == [level for level, _, _ in entries]
    assert entries[0] == (1, "What we saw of your care for Rowan Hollis", 1)
    assert [title for level, title, _ in entries if level == 2] == [
        "Rowan Hollis",
        "What happens next",
        "What do you think?",
        *(heading for heading, _ in CLOSING),
    ]


def test_a_draft_says_so_in_words_on_every_page_and_what_is_checked_is_none(
    printed: Printed, printed_draft: Printed
) -> None:
    assert all("· DRAFT" in page for page in pages(printed_draft.pdf))
    assert squeezed(WAITING.format(day="9 June 2026")) in squeezed("".join(pages(printed_draft.pdf)))
    assert "DRAFT" not in "".join(pages(printed.pdf)).upper()


def test_where_nothing_is_countersigned_there_is_no_child_in_it() -> None:
    found = gather(care(FATHER.id, waiting=3), CONTACT, MADE_AT)
    assert found.children == ()
    assert found.is_draft


def test_a_fault_in_the_form_is_told_and_not_in_the_words_of_whoever_found_it() -> None:
    given = care()
    [trend] = given.trends
    used = trend.assessments[-1].revision.definition_sha256
    faulty = replace(trend, withdrawals={used: Withdrawal("1.0.0", date(2026, 6, 1), "Two anchors alike.")})
    found = gather(replace(given, trends=[faulty]), CONTACT, MADE_AT)
    assert FAULTY.format(day="9 June 2026") in found.warnings
    assert "anchors" not in str(found)
    assert not found.is_draft

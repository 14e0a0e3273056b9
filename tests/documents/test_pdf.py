"""The finished file: complete, navigable, the same every time, and made without asking anybody."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest

from assessment_tool.core.trend import Whose
from assessment_tool.documents.days import short_day
from assessment_tool.documents.pdf import FONTS, FetchRefusedError, Printed, PrintJob, print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import CarerEvidence, EvidencePiece, TrendReport
from assessment_tool.services.trends import Rated
from tests.documents.long_history import MADE_AT, MAKER, MOTHER, history
from tests.documents.reading import below, body, elements, opened, outline, pages, squeezed

POINTS_PER_MM = 72 / 25.4
PAGE_SCALE = 0.75
PLAIN = PrintJob("<!DOCTYPE html><html lang=en><title>t</title><p>Words</p></html>", "", "t", "A", MADE_AT)
PRINTED_ELSEWHERE = """
import hashlib
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from tests.documents.long_history import MADE_AT, MAKER, MOTHER, history
print(hashlib.sha256(print_pdf(trend_job(gather(history(), MAKER, MADE_AT))).pdf).hexdigest())
"""


def test_the_printer_has_nothing_to_warn_of(printed: Printed, printed_draft: Printed) -> None:
    assert printed.warnings == printed_draft.warnings == ()


def test_a_warning_of_the_printer_is_handed_on() -> None:
    assert print_pdf(replace(PLAIN, style="p { colour: red }")).warnings


def test_every_piece_of_evidence_stands_in_the_file(printed: Printed, report: TrendReport) -> None:
    said = body(printed.pdf)
    pieces = [piece for one in report.evidence for piece in one.pieces]
    assert len(pieces) >= 13
    for piece in pieces:
        assert squeezed(piece.evidence) in said, piece.title
        assert squeezed(f"{piece.title}: grade {piece.grade}") in said


def test_every_score_stands_in_the_file_as_it_was_stored(printed: Printed, report: TrendReport) -> None:
    said = body(printed.pdf)
    for area in report.areas:
        for row in area.rows:
            note = f"({row.note})" if row.note else ""
            cells = "".join(cell.value + cell.count for cell in row.cells)
            line = f"{short_day(row.observed_on)}{row.carer}{note}{cells}"
            assert squeezed(line) in said, (area.title, line)
    for listed in report.scores:
        for score in listed.scores:
            assert squeezed(f"{score.title}{score.value}{score.answered}{score.because}") in said


def test_sentences_numbers_and_signature_stand_in_the_file(printed: Printed, report: TrendReport) -> None:
    said = body(printed.pdf)
    sentences = [one for _, told in report.matters for one in told] + [one.sentence for one in report.breaks]
    sentences += [" ".join(one.sentences) for area in report.areas for one in area.moved]
    sentences += [one for area in report.areas for one in area.rest]
    for sentence in [*sentences, report.constant_sentence, report.instruments[0].not_a]:
        assert squeezed(sentence) in said, sentence
    assert report.instruments[0].sha256 in said
    assert squeezed(f"Name{MAKER.name}Post{MAKER.post}Registration number{MAKER.registration_number}") in said


def test_no_expert_declaration_and_no_statement_of_truth_stands_in_the_file(printed: Printed) -> None:
    said = body(printed.pdf).casefold()
    assert not any(
        word in said for word in ("statementoftruth", "expert", "contemptofcourt", "dutytothecourt")
    )


def test_every_page_says_which_it_is_of_how_many(printed: Printed) -> None:
    found = pages(printed.pdf)
    assert len(found) > 20
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        assert "Family DEMO-001" in page


def test_paragraphs_are_numbered_without_a_gap(printed: Printed) -> None:
    numbered = re.findall(r"^(\d+) [A-Z“]", "\n".join(pages(printed.pdf)), re.MULTILINE)
    numbers = [int(number) for number in numbered]
    last = max(number for number in numbers if number < 200)
    assert last > 50
    assert set(range(1, last + 1)) <= set(numbers)


def test_a_draft_says_so_in_words_on_every_page(printed_draft: Printed) -> None:
    assert all("· DRAFT" in page for page in pages(printed_draft.pdf))


def test_what_is_countersigned_throughout_is_no_draft(printed: Printed) -> None:
    assert "DRAFT" not in "".join(pages(printed.pdf)).upper()


def test_the_file_is_tagged_titled_and_in_english(printed: Printed) -> None:
    with opened(printed.pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        title = "Trend report: the care Rowan Hollis receives, family DEMO-001"
        assert str(pdf.docinfo.Title) == title
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == title


def test_bookmarks_are_the_headings_and_lead_to_their_pages(printed: Printed, report: TrendReport) -> None:
    entries = outline(printed.pdf)
    with opened(printed.pdf) as pdf:
        headings = [one for one in elements(pdf) if re.fullmatch(r"/H\d", str(one["/S"]))]
        assert len(headings) == len(entries)
        assert [int(str(one["/S"])[2:]) for one in headings] == [level for level, _, _ in entries]
    assert entries[0] == (1, report.heading, 1)
    for _, title, number in entries:
        assert squeezed(title) in squeezed(pages(printed.pdf)[number - 1])


def test_the_contents_name_the_pages_on_which_the_chapters_begin(printed: Printed) -> None:
    contents = squeezed(pages(printed.pdf)[1])
    chapters = [(title, page) for level, title, page in outline(printed.pdf)[5:] if level == 2]
    assert len(chapters) == 7
    for title, page in chapters:
        assert squeezed(title) in contents
        assert str(page) in contents


def test_every_link_leads_somewhere_inside_the_file(printed: Printed) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    links = [note["/Dest"] for note in notes if note["/Subtype"] == "/Link"]
    assert len(links) == 7 + 5
    assert len(notes) == len(links)
    assert set(links) <= set(reader.named_destinations)


def test_charts_have_words_and_tables_have_heads(printed: Printed, report: TrendReport) -> None:
    with opened(printed.pdf) as pdf:
        found = list(elements(pdf))
        figures = [str(one.get("/Alt", "")) for one in found if str(one["/S"]) == "/Figure"]
        assert figures == [f"{area.title}: scores over time" for area in report.areas]
        tables = [one for one in found if str(one["/S"]) == "/Table"]
        assert tables
        assert all(any(str(cell["/S"]) == "/TH" for cell in below(table)) for table in tables)


def test_pages_are_a4_with_the_binding_margin_and_the_stamping_corner_clear(printed: Printed) -> None:
    for page in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        found = places(page)
        assert len(found) > 3
        for x, y in found:
            assert x >= 35 * POINTS_PER_MM - 1
            assert y > 20 * POINTS_PER_MM or x < 140 * POINTS_PER_MM


def places(page: pypdf.PageObject) -> list[tuple[float, float]]:
    """Where pieces of text outside charts begin, in points from the page's lower left corner."""
    found: list[tuple[float, float]] = []

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip() and outer[0] == PAGE_SCALE:
            x, y = inner[4], inner[5]
            found.append((outer[0] * x + outer[2] * y + outer[4], outer[1] * x + outer[3] * y + outer[5]))

    page.extract_text(visitor_text=note)
    return found


def test_only_the_fonts_that_ship_are_used_and_all_are_embedded(printed: Printed) -> None:
    with opened(printed.pdf) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        assert {str(font.BaseFont).split("+")[-1] for font in fonts} <= {
            "Liberation-Sans",
            "Liberation-Sans-Bold",
            "Liberation-Sans-Italic",
        }
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_the_fonts_are_those_of_the_manifest() -> None:
    manifest = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
    listed = {one["file"]: one["sha256"] for one in manifest["files"]}
    assert listed == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")
    }
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENCE.txt").read_text(encoding="utf-8").upper()


def test_the_same_report_is_the_same_file_in_another_process(printed: Printed) -> None:
    surroundings = {"PYTHONHASHSEED": "11", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C"}
    command = [sys.executable, "-c", PRINTED_ELSEWHERE]
    there = subprocess.run(
        command, env={**os.environ, **surroundings}, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(printed.pdf).hexdigest()


def test_another_report_has_another_identifier() -> None:
    one, other = print_pdf(PLAIN), print_pdf(replace(PLAIN, html=PLAIN.html.replace("Words", "Other")))
    with opened(one.pdf) as first, opened(other.pdf) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="">',
        '<img src="file:/etc/hostname" alt="">',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<svg><image href="file:/etc/hostname" width="1" height="1"/></svg>',
        '<object data="file:/etc/hostname"></object>',
        '<link rel="attachment" href="file:/etc/hostname">',
    ],
)
def test_a_document_that_asks_for_anything_outside_is_not_printed(asks: str) -> None:
    with pytest.raises(FetchRefusedError):
        print_pdf(replace(PLAIN, html=PLAIN.html.replace("<p>", f"{asks}<p>")))


@pytest.mark.parametrize(
    "rule", ['@import "file:/etc/x.css";', "p { background: url(http://127.0.0.1:9/x) }"]
)
def test_a_style_that_asks_for_anything_outside_is_not_printed(rule: str) -> None:
    with pytest.raises(FetchRefusedError):
        print_pdf(replace(PLAIN, style=rule))


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src=x onerror="alert(1)"><script>alert(2)</script></p></body>',
        "{{ 7 * 7 }} {% include '/etc/passwd' %} &amp; &#60;b&#62;",
        "x" * 5000,
        "https://example.org/" + "a/" * 300,
        "שלום עולם",
        "Żółć Ðørïs O’Neill ﬁ",
    ],
    ids=["markup", "template", "token", "address", "right-to-left", "letters"],
)
def test_whatever_is_typed_is_printed_as_text_and_whole(hostile: str) -> None:
    trend = history()
    last = trend.assessments[-1]
    alone = replace(trend, assessments=[last], carers={Whose(MOTHER.id): Rated(MOTHER.name)})
    piece = EvidencePiece("T", "4", "", "", "", f"Before. {hostile} After.")
    told = CarerEvidence("C", MADE_AT.date(), "A", (piece,))
    report = replace(gather(alone, MAKER, MADE_AT), family_name=hostile[:200], evidence=(told,))
    out = print_pdf(trend_job(report))
    assert out.warnings == ()
    found = body(out.pdf)
    assert squeezed("Before.") in found
    for text in (hostile, hostile[:200]):
        assert squeezed(text) in found or all(word[::-1] in found for word in text.split())
    with opened(out.pdf) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert "/OpenAction" not in pdf.Root

"""What the shipped fonts cannot draw is named, in every place of a report; nothing vanishes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assessment_tool.core.text import is_turning
from assessment_tool.documents.glyphs import drawn_by, printable
from assessment_tool.documents.pdf import OWN_FILES, print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import CarerEvidence, EvidencePiece
from tests.documents.long_history import MADE_AT, MAKER, history
from tests.documents.reading import body, opened, outline, squeezed

DRAWN = "Żółć Ðørïs O’Neill Nguyễn Ελένη Ольга שלום €5 ½ – “q” ≥ →"
NAMED = {
    "😢": "[crying face]",
    "🎉": "[party popper]",
    "مری": "[arabic letter meem, arabic letter reh, arabic letter farsi yeh]",
    "नम": "[devanagari letter na, devanagari letter ma]",
    "张": "[cjk unified ideograph-5f20]",
    "\x01": "[u+0001]",
    "\u202e": "[right-to-left override]",
    "\u200f": "[right-to-left mark]",
}


def test_what_the_fonts_draw_stays_as_it_is() -> None:
    assert printable(DRAWN) == DRAWN
    assert printable("a\tb\nc\u200bd") == "a\tb\nc\u200bd"


@pytest.mark.parametrize("typed", NAMED)
def test_what_they_do_not_draw_is_named(typed: str) -> None:
    assert printable(f"a {typed} b") == f"a {NAMED[typed]} b"


def test_a_fonts_own_table_says_what_it_draws() -> None:
    for path in OWN_FILES.values():
        drawn = drawn_by(path.read_bytes())
        assert 2000 < len(drawn) < 3000
        assert {ord(one) for one in DRAWN} <= drawn
        assert not {ord(one) for one in "م张न"} & drawn


def fonts(pdf: bytes) -> Iterator[str]:
    """The names of all fonts of the file, without the mark of a part."""
    with opened(pdf) as file:
        for page in file.pages:
            for font in page.Resources.get("/Font", {}).values():
                yield str(font["/BaseFont"]).rsplit("+", maxsplit=1)[-1]


def test_a_report_in_which_everything_is_typed_in_other_scripts_is_whole_and_needs_no_other_font() -> None:
    typed = " ".join(NAMED)
    trend = history()
    report = gather(trend, MAKER, MADE_AT)
    piece = EvidencePiece("T", "4", "", "", typed, f"“{typed}”")
    told = CarerEvidence("C", MADE_AT.date(), "A", (piece,))
    report = replace(report, child=typed, family_name=typed, evidence=(told,))
    out = print_pdf(trend_job(report))
    assert out.warnings == ()
    found = body(out.pdf)
    assert found.count(squeezed(" ".join(NAMED.values()))) >= 4
    assert {name.replace("-", "") for name in fonts(out.pdf)} <= {
        "LiberationSans",
        "LiberationSansBold",
        "LiberationSansItalic",
    }


def test_the_title_of_the_file_keeps_its_own_letters() -> None:
    report = replace(gather(history(), MAKER, MADE_AT), child="مریم")
    out = print_pdf(trend_job(report))
    with opened(out.pdf) as file:
        assert "مریم" in str(file.docinfo["/Title"])


def test_nothing_in_the_file_turns_about_what_follows_neither_page_bookmark_chart_nor_title() -> None:
    turned, told = "\u202enerW\u2069", "[right-to-left override]nerW[pop directional isolate]"
    trend = history()
    carers = {carer_id: replace(one, person=turned) for carer_id, one in trend.carers.items()}
    report = gather(replace(trend, carers=carers), replace(MAKER, name=turned), MADE_AT)
    report = replace(report, child=turned)
    job = trend_job(report)
    assert told in report.areas[0].chart_svg
    assert not any(map(is_turning, job.html + job.title + job.author))
    out = print_pdf(job)
    with opened(out.pdf) as file:
        assert told in str(file.docinfo["/Title"])
        assert str(file.docinfo["/Author"]) == told
    bookmarks = [title for _, title, _ in outline(out.pdf)]
    assert any(told in title for title in bookmarks)
    assert not any(map(is_turning, "".join(bookmarks) + body(out.pdf)))

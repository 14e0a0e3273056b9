"""Every copy that leaves the service carries the audit's newest seal, on its pages and in the file."""

import io

import pikepdf
import pytest

from assessment_tool.core.audit_anchor import Anchor, Head, NoAnchorError
from assessment_tool.documents.parent_facts import gather as gather_parent
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printed_record import printed_record
from assessment_tool.documents.printing import parent_job, trend_job
from assessment_tool.documents.trend_facts import gather
from tests.documents.long_history import MADE_AT, MAKER, history
from tests.documents.reading import pages
from tests.documents.test_parent_summary import CONTACT, care

HEAD = Head(10_482, "0123456789abcdef" * 4)
OTHER = Head(10_483, "f" * 64)


@pytest.fixture(scope="module", params=["trend", "parent-summary"])
def issued(request: pytest.FixtureRequest) -> bytes:
    """Each kind of document that leaves the service."""
    if request.param == "trend":
        return print_pdf(trend_job(gather(history(), MAKER, MADE_AT, HEAD.printed))).pdf
    return print_pdf(parent_job(gather_parent(care(), CONTACT, MADE_AT, record=HEAD.printed))).pdf


def test_it_stands_in_the_foot_of_every_page(issued: bytes) -> None:
    assert HEAD.printed == "Record 10482 · 0123456789abcdef"
    assert len(pages(issued)) > 1
    assert [page for page in pages(issued) if not page.rstrip().endswith(HEAD.printed)] == []


def test_it_is_read_back_from_the_file(issued: bytes) -> None:
    assert printed_record(issued, "report.pdf") == Anchor(HEAD.number, HEAD.seal[:16], "report.pdf")


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode.__members__))
def test_it_is_read_back_from_a_file_that_was_saved_again(issued: bytes, mode: str) -> None:
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(issued)) as opened:
        opened.save(again, object_stream_mode=pikepdf.ObjectStreamMode[mode])
    assert printed_record(again.getvalue(), "again.pdf").number == HEAD.number


def test_the_same_record_gives_the_same_file_and_another_one_another(issued: bytes) -> None:
    jobs = [trend_job(gather(history(), MAKER, MADE_AT, head.printed)) for head in (HEAD, HEAD, OTHER)]
    first, second, other = (print_pdf(job).pdf for job in jobs)
    assert first == second != other
    assert issued


def test_without_a_record_the_foot_has_the_page_number_alone() -> None:
    pdf = print_pdf(trend_job(gather(history(), MAKER, MADE_AT))).pdf
    assert pages(pdf)[0].rstrip().endswith(f"of {len(pages(pdf))}")
    with pytest.raises(NoAnchorError):
        printed_record(pdf, "report.pdf")


@pytest.mark.parametrize("content", [b"", b"Record 3 \xc2\xb7 0123456789abcdef", b"stream\nx\nendstream"])
def test_what_is_no_document_of_ours_carries_none(content: bytes) -> None:
    with pytest.raises(NoAnchorError):
        printed_record(content, "letter.pdf")

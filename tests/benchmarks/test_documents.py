"""What charts and the printed trend report cost, from a stored history of twelve assessments."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from assessment_tool.core.trend import outline
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.documents.blank_facts import gather as gather_blank
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printing import blank_job, trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import Maker
from assessment_tool.records.engine import reading
from assessment_tool.resources import instruments_dir
from assessment_tool.services.blank_forms import version_to_print
from assessment_tool.services.trends import Trend, trend_of
from assessment_tool.web.trends.groups import trend_groups
from tests.benchmarks.figures import Figures
from tests.benchmarks.service import INSTRUMENT, Service
from tests.web.family import AT

pytestmark = pytest.mark.benchmark

HISTORY = 12
MAKER = Maker("Ade Oyelaran", "Social worker", "SW6001")


@pytest.fixture
def trend(sqlite_service: Service) -> Trend:
    """The history as it is read from the database."""
    sqlite_service.live_through(HISTORY)
    example = sqlite_service.example
    with reading(sqlite_service.engine) as session:
        actor = sqlite_service.actor(session)
        child, catalogue = example.child_id, Catalogue([])
        found = trend_of(session, actor, example.family_id, INSTRUMENT, child, catalogue=catalogue, at=AT)
        session.expunge_all()
    return found


def test_drawing_the_charts(figures: Figures, trend: Trend) -> None:
    strips = sum(len(group.scales) for group in outline(trend.instrument))
    groups = trend_groups(trend)
    size = sum(len(group.chart) for group in groups) / len(groups) / 1024
    figures.measure(
        f"Chart with its sentences, {HISTORY} assessments",
        lambda: trend_groups(trend),
        per=len(groups),
        remark=f"per chart; {len(groups)} charts, {strips} strips, {size:.0f} KiB each",
    )


def test_printing_the_report(figures: Figures, trend: Trend) -> None:
    job = trend_job(gather(trend, MAKER, AT))
    printed = print_pdf(job)
    pages = len(PdfReader(BytesIO(printed.pdf)).pages)
    assert pages > 4
    assert printed.warnings == ()
    figures.measure(
        f"PDF of {HISTORY} assessments, per page",
        lambda: print_pdf(job),
        target=150,
        runs=5,
        per=pages,
        remark=f"{pages} pages, {len(printed.pdf) / 1024:.0f} KiB",
    )


def test_gathering_the_facts_of_the_report(figures: Figures, trend: Trend) -> None:
    figures.measure(
        "Facts and HTML of that PDF",
        lambda: trend_job(gather(trend, MAKER, AT)),
        runs=10,
        remark="once a report",
    )


@pytest.mark.parametrize("instrument_id", ["graded-care", "social-history"])
def test_printing_a_blank_form(figures: Figures, instrument_id: str) -> None:
    found = version_to_print(Catalogue([instruments_dir()]), instrument_id, "1.0.0", AT.date())
    job = blank_job(gather_blank(found, None))
    printed = print_pdf(job)
    pages = len(PdfReader(BytesIO(printed.pdf)).pages)
    assert printed.warnings == ()
    figures.measure(
        f"Blank form of {instrument_id}, per page",
        lambda: print_pdf(job),
        target=150,
        runs=5,
        per=pages,
        remark=f"{pages} pages, {len(printed.pdf) / 1024:.0f} KiB",
    )

"""The long history, printed once as a draft and once with everything countersigned."""

import pytest

from assessment_tool.documents.pdf import Printed, print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import TrendReport
from tests.documents.long_history import MADE_AT, MAKER, history


@pytest.fixture(scope="session")
def report() -> TrendReport:
    """The report of the history, all countersigned."""
    return gather(history(), MAKER, MADE_AT)


@pytest.fixture(scope="session")
def draft_report() -> TrendReport:
    """The same with one assessment that waits for its countersignature."""
    return gather(history(is_countersigned=False), MAKER, MADE_AT)


@pytest.fixture(scope="session")
def printed(report: TrendReport) -> Printed:
    """The finished report."""
    return print_pdf(trend_job(report))


@pytest.fixture(scope="session")
def printed_draft(draft_report: TrendReport) -> Printed:
    """The draft."""
    return print_pdf(trend_job(draft_report))

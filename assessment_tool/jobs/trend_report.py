"""Makes the trend report: facts gathered, page printed in the printing process, ready to be stored."""

from datetime import datetime
from typing import TYPE_CHECKING

from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import Maker
from assessment_tool.jobs.finished import finished
from assessment_tool.jobs.render_pool import RenderPool, pool
from assessment_tool.services.documents import MadeDocument
from assessment_tool.services.trends import Trend

if TYPE_CHECKING:
    from assessment_tool.records.users import User

KIND = "trend"


def make_trend_report(
    trend: Trend,
    maker: "User",
    at: datetime,
    application_version: str,
    printer: RenderPool = pool,
    *,
    record: str = "",
) -> MadeDocument:
    """The finished report with all that went into it; raises what the printer raises."""
    report = gather(trend, Maker(maker.name, maker.post, maker.registration_number or ""), at, record)
    return finished(KIND, report, printer.print(trend_job(report)), application_version)

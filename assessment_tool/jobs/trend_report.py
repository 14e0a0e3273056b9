"""Makes the trend report: facts gathered, page printed in the printing process, ready to be stored."""

import dataclasses
import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import Maker, TrendReport
from assessment_tool.jobs.render_pool import RenderPool, pool
from assessment_tool.services.documents import MadeDocument
from assessment_tool.services.trends import Trend

if TYPE_CHECKING:
    from assessment_tool.records.users import User

KIND = "trend"


def make_trend_report(
    trend: Trend, maker: "User", at: datetime, application_version: str, printer: RenderPool = pool
) -> MadeDocument:
    """The finished report with all that went into it; raises what the printer raises."""
    report = gather(trend, Maker(maker.name, maker.post, maker.registration_number or ""), at)
    printed = printer.print(trend_job(report))
    return MadeDocument(
        kind=KIND,
        title=report.title,
        is_draft=report.is_draft,
        inputs_json=_inputs(report),
        pdf=printed.pdf,
        weasyprint_version=printed.weasyprint_version,
        pango_version=printed.pango_version,
        application_version=application_version,
    )


def _inputs(report: TrendReport) -> str:
    """The whole value that was printed, as canonical JSON: the document can be made again from it."""
    facts = dataclasses.asdict(report)
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)

"""Makes the summary for a parent: the page printed in the printing process, ready to be stored."""

from assessment_tool.documents.parent_summary import ParentSummary
from assessment_tool.documents.printing import parent_job
from assessment_tool.jobs.finished import finished
from assessment_tool.jobs.render_pool import RenderPool, pool
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.documents import MadeDocument

KIND = "parent-summary"


def make_parent_summary(
    summary: ParentSummary, application_version: str, printer: RenderPool = pool
) -> MadeDocument:
    """The finished summary with all that went into it; raises what the printer raises.

    Raises `NotFoundError` where there is nothing to tell.
    """
    if not summary.children:
        raise NotFoundError("countersigned assessment to tell of")
    return finished(KIND, summary, printer.print(parent_job(summary)), application_version)

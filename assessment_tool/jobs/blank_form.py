"""Makes a blank form: facts gathered, page printed in the printing process. It is stored nowhere."""

from assessment_tool.core.ages import ChildAge
from assessment_tool.documents.blank_facts import gather
from assessment_tool.documents.printing import blank_job
from assessment_tool.jobs.render_pool import RenderPool, pool
from assessment_tool.services.blank_forms import VersionToPrint


def make_blank_form(found: VersionToPrint, age: ChildAge | None, printer: RenderPool = pool) -> bytes:
    """The PDF, the same bytes for the same version and age; raises what gathering and the printer raise."""
    return printer.print(blank_job(gather(found, age))).pdf

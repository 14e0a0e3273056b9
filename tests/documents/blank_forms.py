"""Blank forms to be read: every shipped version, and the tiny instruments of the format's features."""

from functools import cache

from assessment_tool.clock import today
from assessment_tool.core.ages import ChildAge
from assessment_tool.definitions.catalogue import Catalogue, Definition
from assessment_tool.documents.blank_facts import gather
from assessment_tool.documents.blank_form import BlankForm
from assessment_tool.documents.pdf import Printed, print_pdf
from assessment_tool.documents.printing import blank_job
from assessment_tool.resources import instruments_dir
from assessment_tool.services.blank_forms import version_to_print
from tests.definitions.conftest import HERE

CATALOGUE = Catalogue([instruments_dir(), HERE / "instruments"])
SHIPPED = sorted(path.parent.name for path in instruments_dir().glob("*/instrument.yaml"))
EVERY_AGE = None


def definition(instrument_id: str) -> Definition:
    """The newest version of the instrument, a draft or not."""
    return CATALOGUE.find(instrument_id, CATALOGUE.versions(instrument_id)[-1])


@cache
def form(instrument_id: str, age: ChildAge | None = EVERY_AGE) -> BlankForm:
    """Its blank form."""
    version = definition(instrument_id).instrument.version
    return gather(version_to_print(CATALOGUE, instrument_id, version, today()), age)


@cache
def printed(instrument_id: str, age: ChildAge | None = EVERY_AGE) -> Printed:
    """The same, printed once."""
    return print_pdf(blank_job(form(instrument_id, age)))

"""The blank form of any version as a PDF."""

from flask import request
from werkzeug.wrappers import Response

from assessment_tool.clock import today
from assessment_tool.jobs.blank_form import make_blank_form
from assessment_tool.services.blank_forms import VersionToPrint, version_to_print
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.chosen_age import chosen_age
from assessment_tool.web.instruments.blueprint import sees_drafts
from assessment_tool.web.instruments.readable import readable_version
from assessment_tool.web.languages import in_chosen_language
from assessment_tool.web.parts import close_reading_session, parts


@pages.get("/instruments/<instrument:instrument_id>/<version>/blank.pdf")
def blank_pdf(instrument_id: str, version: str) -> Response:
    """The version for a child of `months` (a number, or `unborn`), or with the wordings of every age.

    It is in the `language` of the address, else as it was written.
    """
    age = chosen_age(request.args.get("months", ""))
    readable = readable_version(instrument_id, version)
    wanted, sees = in_chosen_language(readable, with_unpublished=sees_drafts()).instrument, sees_drafts()
    found = version_to_print(
        parts().catalogue, instrument_id, version, today(), wanted.language, with_unpublished=sees
    )
    close_reading_session()  # nothing is held open in the database while it is printed
    answer = Response(make_blank_form(found, age, parts().printer), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{_file_name(found)}"'
    return answer


def _file_name(found: VersionToPrint) -> str:
    """The file's name; one that somebody might see says nothing where the form itself must not be seen."""
    instrument = found.definition.instrument
    language = [instrument.language] if instrument.translation else []
    parts_of_name = [instrument.id, instrument.version, *language]
    return (
        "form.pdf"
        if parts().catalogue.is_restricted(instrument.id)
        else f"{'-'.join(parts_of_name)}-blank.pdf"
    )

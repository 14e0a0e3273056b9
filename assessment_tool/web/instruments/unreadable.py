"""A version that cannot be shown because its file has faults: what they are, for those who can mend them."""

from flask import render_template

from assessment_tool.web.instruments.blueprint import pages, sees_places
from assessment_tool.web.instruments.findings import SEVERITIES, place
from assessment_tool.web.instruments.readable import UnreadableVersionError


@pages.app_errorhandler(UnreadableVersionError)
def unreadable(error: UnreadableVersionError) -> tuple[str, int]:
    """What is to mend, and where."""
    page = render_template(
        "instruments/unreadable.html",
        page_title="This version cannot be shown",
        findings=error.findings,
        severities=SEVERITIES,
        place=place if sees_places() else None,
    )
    return page, 409

"""Pages, rendered on the server; they work without JavaScript."""

from flask import Flask

from assessment_tool.web import (
    admission,
    audit,
    audited,
    documents,
    errors,
    families,
    filters,
    headers,
    instrument_name,
    instruments,
    my_work,
    once,
    parent_summaries,
    record_id,
    second_factor,
    security,
    sign_in,
    step_up,
    team,
    trends,
)
from assessment_tool.web.account import pages as account_pages
from assessment_tool.web.assessments import pages as assessment_pages
from assessment_tool.web.supervision import pages as supervision_pages

PAGES = (
    sign_in.pages,
    second_factor.pages,
    account_pages,
    step_up.pages,
    my_work.pages,
    families.pages,
    assessment_pages,
    audit.pages,
    security.pages,
    team.pages,
    supervision_pages,
    trends.pages,
    parent_summaries.pages,
    documents.pages,
    instruments.pages,
)


def register_pages(app: Flask) -> None:
    """Put every page, error page, filter and response header in place."""
    record_id.register(app)
    instrument_name.register(app)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    admission.register(app)
    filters.register(app)
    once.register(app)
    headers.register(app)
    errors.register(app)
    audited.register(app)

"""Which signed assessments were made with a version: a number, and those of the families one works with."""

from flask import abort, render_template, url_for

from assessment_tool import clock
from assessment_tool.core.permissions import Action, Matter, refusal
from assessment_tool.services.version_life import affected_count, affected_in_families_of, withdrawal_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import pages
from assessment_tool.web.parts import parts, reading_session


@pages.get("/instruments/<instrument:instrument_id>/<version>/affected")
def affected(instrument_id: str, version: str) -> str:
    """The number for administrators, who see no family; for everybody their own families' assessments."""
    catalogue, session, actor = parts().catalogue, reading_session(), current_actor()
    entry = catalogue.published(instrument_id, version)
    if entry is None:
        abort(404)
    counts_all = refusal(actor, Action.PROPOSE_VERSION_STEP, Matter(is_allocated=False)) is None
    title = catalogue.title(instrument_id)
    return render_template(
        "instruments/affected.html",
        page_title=f"Assessments made with {title} {version}",
        window_title=window_title(instrument_id),
        title=title,
        version=version,
        withdrawal=withdrawal_of(catalogue, entry.sha256),
        count=affected_count(session, instrument_id, version) if counts_all else None,
        listed=affected_in_families_of(session, actor, instrument_id, version, clock.now()),
        back_href=url_for("instruments.versions", instrument_id=instrument_id),
    )

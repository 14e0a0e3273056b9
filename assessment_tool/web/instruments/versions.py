"""All versions of an instrument: where each stands, who decided it and why, and what is to mend in drafts."""

from flask import abort, render_template, url_for

from assessment_tool.clock import today
from assessment_tool.definitions.history import history
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import pages, sees_drafts, sees_places
from assessment_tool.web.instruments.findings import SEVERITIES, place
from assessment_tool.web.instruments.proposals import proposals_by_version
from assessment_tool.web.instruments.propose import steps_to_propose
from assessment_tool.web.instruments.translations import translations_of
from assessment_tool.web.parts import parts


@pages.get("/instruments/<instrument:instrument_id>")
def versions(instrument_id: str) -> str:
    """Every published version with its steps; for administrators the drafts too, with what was found."""
    catalogue = parts().catalogue
    records = history(catalogue, instrument_id, with_drafts=sees_drafts())
    if not records:
        abort(404)
    day = today()
    used = [one.version for one in records if one.entry and one.entry.is_in_use(day)]
    title = catalogue.title(instrument_id)
    return render_template(
        "instruments/versions.html",
        page_title=f"{title}: versions",
        window_title=window_title(instrument_id),
        title=title,
        instrument_id=instrument_id,
        records=records,
        in_use=used[0] if used else "",
        day=day,
        severities=SEVERITIES,
        place=place if sees_places() else None,
        steps_of=steps_to_propose,
        translations_of=translations_of,
        proposals=proposals_by_version(instrument_id),
        breadcrumb=[{"text": "Instruments", "href": url_for("instruments.catalogue")}, {"text": title}],
    )

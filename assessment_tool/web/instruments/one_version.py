"""One version of an instrument as it reads."""

from flask import render_template, url_for

from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import pages
from assessment_tool.web.instruments.readable import readable_version, where_it_stands


@pages.get("/instruments/<instrument:instrument_id>/<version>")
def page(instrument_id: str, version: str) -> str:
    """One version as it reads: its areas and items, how it is scored, its hash."""
    definition = readable_version(instrument_id, version)
    return render_template(
        "instruments/page.html",
        page_title=f"{definition.instrument.title} {version}",
        window_title=window_title(instrument_id),
        definition=definition,
        stands=where_it_stands(definition),
        back_href=url_for("instruments.catalogue"),
    )

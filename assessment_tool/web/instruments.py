"""Instruments: which there are, and what each version asks."""

from flask import Blueprint, render_template, url_for

from assessment_tool.web.parts import parts

pages = Blueprint("instruments", __name__)


@pages.get("/instruments")
def catalogue() -> str:
    """Every instrument in its newest active version."""
    return render_template(
        "instruments/catalogue.html",
        page_title="Instruments",
        definitions=parts().catalogue.in_use(),
    )


@pages.get("/instruments/<instrument_id>/<version>")
def page(instrument_id: str, version: str) -> str:
    """One version as it reads: its areas and items, how it is scored, its hash."""
    definition = parts().catalogue.find(instrument_id, version)
    return render_template(
        "instruments/page.html",
        page_title=f"{definition.instrument.title} {version}",
        definition=definition,
        back_href=url_for("instruments.catalogue"),
    )

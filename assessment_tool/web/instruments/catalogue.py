"""Which instruments there are: those in use, and for administrators those that are not."""

from flask import render_template

from assessment_tool.web.instruments.blueprint import pages, sees_drafts
from assessment_tool.web.parts import parts


@pages.get("/instruments")
def catalogue() -> str:
    """Every instrument in its newest active version."""
    known = parts().catalogue
    in_use = known.in_use()
    used = {definition.instrument.id for definition in in_use}
    return render_template(
        "instruments/catalogue.html",
        page_title="Instruments",
        definitions=in_use,
        not_in_use=[one for one in known.ids() if one not in used] if sees_drafts() else [],
    )

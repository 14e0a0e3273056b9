"""Which instruments there are: those in use, and for administrators those that are not."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from flask import render_template

from assessment_tool.clock import today
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.web.instruments.blueprint import pages, sees_drafts
from assessment_tool.web.parts import parts


@pages.get("/instruments")
def catalogue() -> str:
    """Every instrument in its newest version in use, and what comes into use later."""
    known = parts().catalogue
    day = today()
    in_use, to_come = known.in_use(day), known.to_come(day)
    named = {definition.instrument.id for definition in in_use} | {entry.id for entry in to_come}
    return render_template(
        "instruments/catalogue.html",
        page_title="Instruments",
        definitions=in_use,
        to_come=to_come,
        titles=known.titles(),
        not_in_use=_titles(known, set(known.ids()) - named) if sees_drafts() else [],
    )


def _titles(known: Catalogue, ids: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Each of the ids with its title, in the order of the titles."""
    return sorted(((one, known.title(one)) for one in ids), key=itemgetter(1, 0))

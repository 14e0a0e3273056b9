"""My work: what waits for the signed-in person."""

from flask import Blueprint, render_template

from assessment_tool import clock
from assessment_tool.core.permissions import Action, Matter, refusal
from assessment_tool.services.my_work import my_work
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import parts, reading_session
from assessment_tool.web.trends.line_words import words_of

pages = Blueprint("my_work", __name__)


@pages.get("/")
def page() -> str:
    """Returned drafts first, then what waits for a countersignature, then drafts and families."""
    actor = current_actor()
    catalogue = parts().catalogue
    work = my_work(reading_session(), actor, catalogue, clock.now())
    return render_template(
        "my_work/page.html",
        page_title="My work",
        work=work,
        words={id_: words_of(line, "") for id_, line in work.changes.items()},
        titles=catalogue.titles(),
        sees_families=refusal(actor, Action.LIST_FAMILIES, Matter(is_allocated=True)) is None,
    )

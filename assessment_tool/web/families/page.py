"""The list of one's own families, and one family's page."""

from flask import render_template, url_for

from assessment_tool import clock
from assessment_tool.core.permissions import Action
from assessment_tool.services.access import families_of, may
from assessment_tool.services.changes import family_changes
from assessment_tool.services.documents import documents_of
from assessment_tool.services.family_page import family_page
from assessment_tool.services.trends import trends_to_show
from assessment_tool.web.families.blueprint import pages
from assessment_tool.web.families.parents import parents_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import parts, reading_session
from assessment_tool.web.trends.line_words import words_beside

_SHOWN_ACTIONS = (Action.DRAFT_ASSESSMENT, Action.RECORD_EVENT, Action.MAKE_REPORT, Action.READ_ACCESS_LOG)


@pages.get("/families")
def catalogue() -> str:
    """The families that the signed-in person works with."""
    return render_template(
        "families/catalogue.html",
        page_title="Families",
        families=families_of(reading_session(), current_actor(), clock.now()),
    )


@pages.get("/families/<record_id:family_id>")
def page(family_id: int) -> str:
    """One family: its people, both parent slots of each child, assessments, trends, events."""
    session, actor, at = reading_session(), current_actor(), clock.now()
    shown = family_page(session, actor, family_id, at)
    told = family_changes(session, actor, parts().catalogue, family_id)
    trends = trends_to_show(session, actor, family_id, at)
    names = {id_: person.name for id_, person in shown.people.items()}
    return render_template(
        "families/page.html",
        page_title=f"{shown.family.name} family",
        shown=shown,
        parents=parents_of(shown),
        trends=[(choice, words_beside(choice, told, names)) for choice in trends],
        documents=documents_of(session, actor, family_id, at),
        titles=parts().catalogue.titles(),
        can={action.value: may(session, actor, action, family_id, at) for action in _SHOWN_ACTIONS},
        breadcrumb=[{"text": "Families", "href": url_for("families.catalogue")}, {"text": shown.family.name}],
    )

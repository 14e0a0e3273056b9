"""The answers of a revision that were replaced, each beside what stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template

from assessment_tool.core.instrument import Item
from assessment_tool.core.responses import NO_RESPONSE, Response
from assessment_tool.documents.answer_words import CONFIDENCES
from assessment_tool.services.assessments.earlier import EarlierAnswer, earlier_answers
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.opening import breadcrumb, opened_for_reading
from assessment_tool.web.assessments.wording import in_words
from assessment_tool.web.parts import reading_session


@dataclass(frozen=True, slots=True)
class Replaced:
    """One question: its wording, what stood before, and what stands now."""

    item: Item
    title: str
    before: list[EarlierAnswer]
    now: Response


@pages.get("/assessments/<record_id:revision_id>/earlier")
def earlier(revision_id: int) -> str:
    """Who left which answer before it was replaced."""
    opened = opened_for_reading(revision_id)
    return render_template(
        "assessments/earlier.html",
        page_title="Earlier answers",
        opened=opened,
        replaced=list(_replaced(opened)),
        in_words=in_words,
        confidences=CONFIDENCES,
        breadcrumb=breadcrumb(opened, "Earlier answers"),
    )


def _replaced(opened: OpenedAssessment) -> Iterator[Replaced]:
    found = earlier_answers(reading_session(), opened)
    for item in opened.instrument.items.values():
        if item.id in found:
            asked = opened.asked.get(item.id)
            title = asked.title if asked else item.title
            yield Replaced(item, title, list(found[item.id]), opened.responses.get(item.id, NO_RESPONSE))

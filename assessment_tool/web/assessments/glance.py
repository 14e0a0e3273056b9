"""What nobody should overlook before they put their name to an assessment, and the tick that says so."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for

from assessment_tool.core.instrument import Absence, Kind
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.core.trend import GRAVE
from assessment_tool.core.visibility import AskedItem
from assessment_tool.documents.answer_words import ABSENCES
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.web.assessments.sheets import item_numbers
from assessment_tool.web.assessments.wording import in_words

HAS_READ = "has_read"
UNREAD = "Read the assessment, then tick that you have read it. A signature cannot be undone."


@dataclass(frozen=True, slots=True)
class GraveAnswer:
    """A question at grade 4 or 5: its title, the grade in words, and where its evidence is read."""

    title: str
    grade: str
    href: str


@dataclass(frozen=True, slots=True)
class Glance:
    """How many questions are answered and why others are not, and which needs are unmet."""

    asked: int
    answered: int
    not_observed: int
    others_blank: Sequence[str]
    """Each other reason for no answer with its count: 2 declined; last what was left open."""
    is_graded_care: bool
    grave: Sequence[GraveAnswer]


def has_read() -> bool:
    """Whether the form that was sent says that the assessment was read."""
    return request.form.get(HAS_READ) == "yes"


def glance_at(opened: OpenedAssessment) -> Glance:
    """What stands in the assessment that a signature must not overlook."""
    asked = [one for one in opened.asked.values() if one.item.kind is not Kind.NOTE]
    given = [opened.responses.get(one.item.id, NO_RESPONSE) for one in asked]
    left_open = sum(1 for one in given if one.is_blank)
    blanks = Counter(one.absence for one in given if one.absence)
    return Glance(
        asked=len(asked),
        answered=sum(1 for one in given if one.value is not None),
        not_observed=blanks.pop(Absence.NOT_OBSERVED, 0),
        others_blank=[
            *(f"{blanks[one]} {ABSENCES[one][0].lower()}" for one in ABSENCES if one in blanks),
            *([f"{left_open} left open"] if left_open else []),
        ],
        is_graded_care=opened.instrument.is_graded_care,
        grave=[_grave(opened, one) for one in asked if _is_grave(opened, one)],
    )


def _is_grave(opened: OpenedAssessment, asked: AskedItem) -> bool:
    value = opened.responses.get(asked.item.id, NO_RESPONSE).value
    option = asked.item.option(value) if isinstance(value, str) else None
    is_graded = opened.instrument.is_graded_care and asked.item.kind is Kind.GRADED
    return is_graded and option is not None and option.score is not None and option.score >= GRAVE


def _grave(opened: OpenedAssessment, asked: AskedItem) -> GraveAnswer:
    number = item_numbers(opened.instrument)[asked.item.id]
    return GraveAnswer(
        title=asked.title,
        grade=in_words(asked.item, opened.responses[asked.item.id]),
        href=url_for("assessments.read", revision_id=opened.revision.id, _anchor=f"a{number}"),
    )

"""Scores and gaps as pages show them: how each was reached, and where to mend what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.core.scoring import RaisedFlag, Result, ScaleResult
from assessment_tool.documents.answer_words import URGENCIES
from assessment_tool.documents.sentences import counted
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.sign import Gaps
from assessment_tool.web.assessments.raised import contradiction_message, flag_message
from assessment_tool.web.assessments.sheets import item_numbers, sheet_numbers
from assessment_tool.web.assessments.summary_form import control

_SUMMARY_GAPS = {
    "carried": "Its texts come from an older version: read them again and save",
    "observed_on": "The last day of observation is not entered",
    "analysis": "The analysis is not written",
    "further_attempt": "It was not safe to ask, and no day for a further attempt is entered",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to do before signing, and the page where it is done."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownContradiction:
    """Answers that do not go together, the questions, and whether any evidence explains them."""

    message: str
    is_error: bool
    is_explained: bool
    questions: Sequence[Gap]


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """A raised flag with the question that raised it."""

    urgency: str
    message: str
    title: str
    href: str


def scales_to_show(opened: OpenedAssessment) -> list[ScaleResult]:
    """The scores in reading order; of a draft that is rated blind none before every grade is chosen."""
    is_hidden = opened.is_draft and opened.instrument.blind_rating and bool(opened.result.missing)
    return [] if is_hidden else scales_in_reading_order(opened.result)


def scales_in_reading_order(result: Result) -> list[ScaleResult]:
    """Each score followed by the scores that it is made of."""
    below = {one.member_id for scale in result.scales for one in scale.contributions}
    heads = (scale for scale in result.scales if scale.id not in below)
    return [scale for head in heads for scale in _with_members(result, head)]


def _with_members(result: Result, scale: ScaleResult) -> Iterator[ScaleResult]:
    yield scale
    for one in scale.contributions:
        if one.member_id in result.by_id:
            yield from _with_members(result, result.by_id[one.member_id])


def item_href(opened: OpenedAssessment, item_id: str) -> str:
    """The place of a question in the form."""
    return url_for(
        "assessments.section",
        revision_id=opened.revision.id,
        section_id=sheet_numbers(opened.instrument)[item_id],
        _anchor=f"q{item_numbers(opened.instrument)[item_id]}",
    )


def gap_groups(opened: OpenedAssessment, gaps: Gaps) -> list[tuple[str, list[Gap]]]:
    """What stands between the draft and its signature, by kind; empty when nothing does."""
    groups = (
        ("Questions with neither an answer nor a reason for none", list(_items(opened, gaps.missing))),
        ("Grades that need evidence", list(_items(opened, gaps.lacking_evidence))),
        ("Answered for another age: read again and confirm", list(_items(opened, gaps.for_another_age))),
        ("Carried from an older version: read again and confirm", list(_items(opened, gaps.to_confirm))),
        ("Answers that cannot be true together", list(_contradictory(opened, gaps))),
        ("In the summary", list(_summary(opened, gaps))),
        ("In the whole form", list(_nothing(opened, gaps))),
    )
    return [group for group in groups if group[1]]


def shown_flags(opened: OpenedAssessment) -> list[ShownFlag]:
    """The raised flags, most urgent first."""
    order = list(URGENCIES)
    raised = sorted(opened.result.flags, key=lambda flag: order.index(flag.urgency))
    return [_shown(opened, flag) for flag in raised]


def shown_contradictions(opened: OpenedAssessment) -> list[ShownContradiction]:
    """Answers that do not go together; one is explained where the evidence beside an answer says why."""
    return [
        ShownContradiction(
            contradiction_message(opened.instrument, one),
            is_error=one.severity is CheckSeverity.ERROR,
            is_explained=any(
                opened.responses.get(item_id, NO_RESPONSE).evidence.strip() for item_id in one.items
            ),
            questions=[
                Gap(opened.instrument.items[item_id].title, item_href(opened, item_id))
                for item_id in one.items
            ],
        )
        for one in opened.result.contradictions
    ]


def _shown(opened: OpenedAssessment, flag: RaisedFlag) -> ShownFlag:
    asked = opened.asked.get(flag.item_id)
    title = asked.title if asked else opened.instrument.items[flag.item_id].title
    message = flag_message(opened.instrument, flag)
    return ShownFlag(URGENCIES[flag.urgency], message, title, item_href(opened, flag.item_id))


def _items(opened: OpenedAssessment, item_ids: tuple[str, ...]) -> Iterator[Gap]:
    for item_id in item_ids:
        yield Gap(opened.asked[item_id].title, item_href(opened, item_id))


def _contradictory(opened: OpenedAssessment, gaps: Gaps) -> Iterator[Gap]:
    for one in opened.result.contradictions:
        if one.id in gaps.contradictions:
            yield Gap(contradiction_message(opened.instrument, one), item_href(opened, one.items[0]))


def _summary(opened: OpenedAssessment, gaps: Gaps) -> Iterator[Gap]:
    for name in gaps.summary:
        is_asked_again = name == "further_attempt"
        page = "assessments.overview" if is_asked_again else "assessments.summary"
        anchor = f"{name}-day" if is_asked_again else control("analysis" if name == "carried" else name)
        text = _OF_OBSERVATION[name](opened) if name in _OF_OBSERVATION else _SUMMARY_GAPS[name]
        yield Gap(text, url_for(page, revision_id=opened.revision.id, _anchor=anchor))


def _too_seldom(opened: OpenedAssessment) -> str:
    """How many observations are needed, and how many there were."""
    least, times = opened.instrument.window.minimum_observations or 1, opened.revision.times_observed
    needed = f"At least {counted(least, 'observation')} {'is' if least == 1 else 'are'} needed"
    entered = f"{times} {'is' if times == 1 else 'are'} entered" if times else "their number is not entered"
    return f"{needed}; {entered}"


def _too_long(opened: OpenedAssessment) -> str:
    """How long care was observed, and how long the instrument looks."""
    days, window = counted(opened.days_too_long, "day"), counted(opened.instrument.window.days, "day")
    return f"{days} were observed, and this instrument looks at {window}: mend the days, or say why"


_OF_OBSERVATION = {"times_observed": _too_seldom, "why_longer": _too_long}


def _nothing(opened: OpenedAssessment, gaps: Gaps) -> Iterator[Gap]:
    if gaps.nothing_answered:
        href = url_for("assessments.overview", revision_id=opened.revision.id)
        yield Gap("At least one question must have an answer", href)

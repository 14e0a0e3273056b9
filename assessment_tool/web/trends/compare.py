"""Any two assessments side by side: what moved or differs, with the evidence of both."""

from dataclasses import dataclass

from flask import render_template, request, url_for

from assessment_tool import clock
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.trend import Relation
from assessment_tool.documents.age_words import age_in_words
from assessment_tool.documents.answer_words import RATER_ROLES, kept_from
from assessment_tool.services.side_by_side import Choice, Choices, SideBySide, choices_of, side_by_side
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.web.filters import short_day
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import parts, reading_session
from assessment_tool.web.trends.blueprint import asked_id, pages
from assessment_tool.web.trends.compared_areas import RELATIONS, compared_areas

NAMES = ("before", "after")
_ONE_TWICE = "Choose two different assessments."
_MISSING = "Choose the second assessment."


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two as its column is headed."""

    name: str
    """Child, carer or both, as far as they tell the two apart."""
    assessment: SignedAssessment
    child: str
    carer: str
    age: str
    role: str

    @property
    def heading(self) -> str:
        """Whose care on which day, as the page says it over and over."""
        return f"{self.name}, {self.day}"

    @property
    def day(self) -> str:
        """The last day of observation."""
        return short_day(self.assessment.scored.observed_on)


@pages.get("/families/<record_id:family_id>/trends/<instrument:instrument_id>/compare")
def compare(family_id: int, instrument_id: str) -> str | tuple[str, int]:
    """The two that the address names, or the form to choose them with."""
    before, after = (asked_id(name) for name in NAMES)
    session, actor, catalogue = reading_session(), current_actor(), parts().catalogue
    choices = choices_of(session, actor, family_id, instrument_id, clock.now())
    chosen = {one.revision_id: one for one in choices.listed}
    two = None
    if before and after and before != after:
        two = side_by_side(session, actor, choices, instrument_id, (before, after), catalogue=catalogue)
    fault = _fault(before, after)
    page = render_template(
        "trends/compare.html",
        page_title="Two assessments side by side",
        family=choices.family,
        instrument_id=instrument_id,
        options=[{"value": str(one.revision_id), "text": _told(choices, one)} for one in choices.listed],
        chosen={"before": before, "after": after},
        fault=fault,
        errors=[{"text": fault, "href": "#after"}] if fault else [],
        child=_child_of(chosen, before, after),
        breadcrumb=_breadcrumb(choices, instrument_id, _child_of(chosen, before, after)),
        **_compared(choices, two),
    )
    return (page, 400) if fault else page


def _fault(before: int | None, after: int | None) -> str:
    if before and before == after:
        return _ONE_TWICE
    is_sent = all(name in request.args for name in NAMES)
    return _MISSING if is_sent and not (before and after) else ""


def _child_of(chosen: dict[int, Choice], *ids: int | None) -> int | None:
    """Whose trend the page leads back to."""
    found = next((chosen[one] for one in ids if one in chosen), None) or next(reversed(chosen.values()))
    return found.child_id


def _compared(choices: Choices, two: SideBySide | None) -> dict[str, object]:
    if two is None:
        return {"two": None}
    relation = two.pair.relation
    before, after = (_side(choices, one, relation) for one in (two.before, two.after))
    return {
        "two": two,
        "before": before,
        "after": after,
        "heading": f"{before.heading} and {after.heading if before.name != after.name else after.day}",
        "relation": RELATIONS[relation],
        "is_change": relation is Relation.CHANGE,
        "areas": compared_areas(two),
        "instrument": two.after.instrument,
        "versions": _versions(two.before.instrument, two.after.instrument),
        "kept_from": kept_from,
        "countersigned": Standing.COUNTERSIGNED,
    }


def _side(choices: Choices, one: SignedAssessment, relation: Relation) -> Side:
    child, carer = choices.names_of(one.scored.child_id, one.scored.carer_id)
    names = {
        Relation.TWO_CHILDREN: child,
        Relation.UNLIKE: " and ".join(name for name in (child, carer) if name),
    }
    return Side(
        name=names.get(relation, carer or child),
        assessment=one,
        child=child,
        carer=carer,
        age=age_in_words(one.child_age) if one.child_age else "",
        role=RATER_ROLES[one.scored.rater_role],
    )


def _versions(before: Instrument, after: Instrument) -> str:
    if before.version == after.version:
        return f"version {after.version}"
    return f"versions {before.version} and {after.version}"


def _told(choices: Choices, one: Choice) -> str:
    who = " and ".join(name for name in choices.names_of(one.child_id, one.carer_id) if name)
    waiting = "" if one.standing is Standing.COUNTERSIGNED else ", not yet countersigned"
    return f"{short_day(one.observed_on)}: {who}, by {one.rater}{waiting}"


def _breadcrumb(choices: Choices, instrument_id: str, child_id: int | None) -> list[dict[str, str]]:
    family_id = choices.family.id
    trend = url_for("trends.page", family_id=family_id, instrument_id=instrument_id, child=child_id)
    return [
        {"text": "Families", "href": url_for("families.catalogue")},
        {"text": choices.family.name, "href": url_for("families.page", family_id=family_id)},
        {"text": "Trend", "href": trend},
        {"text": "Side by side"},
    ]

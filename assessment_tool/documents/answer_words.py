"""The words around an answer, on pages and on paper: why there is none, how sure one is, who gave it."""

from collections.abc import Mapping

from assessment_tool.core.instrument import Absence, Item, RaterRole, Urgency
from assessment_tool.core.labels import NeverShownTo
from assessment_tool.core.responses import Confidence

ABSENCES: Mapping[Absence, tuple[str, str]] = {
    Absence.NOT_APPLICABLE: ("Not applicable", "It cannot arise here."),
    Absence.NOT_OBSERVED: ("Not observed", "It may happen, but nobody saw it or told of it in this time."),
    Absence.NOT_ASKED: ("Not asked", "There was no good moment to ask yet."),
    Absence.NOT_SAFE_TO_ASK: ("Not safe to ask", "Asking now could put somebody at risk. Plan another time."),
    Absence.DECLINED: ("Declined", "The person would rather not say. It is neither a yes nor a no."),
    Absence.UNKNOWN: ("Not known", "You asked or looked, and it could not be found out."),
}
"""Each reason for having no answer, and what it means; none of them ever counts as nought."""

CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.LOW: "Low: one report, or I am not sure",
    Confidence.MEDIUM: "Medium: seen once, or told by someone who was there",
    Confidence.HIGH: "High: seen more than once, or two sources agree",
}

RATER_ROLES: Mapping[RaterRole, str] = {
    RaterRole.WORKER: "By the worker",
    RaterRole.JOINT: "By the worker together with the family or a colleague",
    RaterRole.SELF: "By the carer, about themselves",
    RaterRole.SECOND_RATER: "By a second rater, apart from the first",
}

URGENCIES: Mapping[Urgency, str] = {
    Urgency.SAME_DAY: "Act today",
    Urgency.SOON: "Act soon",
    Urgency.NOTE: "Note",
}

NEVER_SHOWN_TO: Mapping[NeverShownTo, str] = {
    NeverShownTo.CHILD: "the child",
    NeverShownTo.CARER: "the carer whom it is about",
    NeverShownTo.OTHER_CARER: "the other carer",
    NeverShownTo.OTHER_ADULT: "other adults of the household",
    NeverShownTo.THIRD_PARTY: "anybody outside the family",
}


def absence_meaning(item: Item, absence: Absence) -> str:
    """What the reason means for this item, in the item's own words where it has them."""
    own = {Absence.NOT_APPLICABLE: item.not_applicable, Absence.NOT_OBSERVED: item.not_observed}
    return own.get(absence) or ABSENCES[absence][1]


def kept_from(item: Item) -> str:
    """From whom the answer is kept for ever, in a sentence; empty where from nobody."""
    if not item.never_shown_to:
        return ""
    first, *others = [NEVER_SHOWN_TO[one] for one in item.never_shown_to]
    return f"Never shown to {', '.join([first, *others[:-1]])}{' or ' + others[-1] if others else ''}."

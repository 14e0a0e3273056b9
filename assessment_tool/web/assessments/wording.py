"""The words in which answers, gaps and events are read back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assessment_tool.core.days import in_full, month_in_full
from assessment_tool.core.instrument import Absence, Item, Kind, NeverShownTo, RaterRole, Urgency
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.permissions import Refusal
from assessment_tool.core.responses import Confidence, Response
from assessment_tool.core.rows import Rows
from assessment_tool.core.scoring import plain

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

DO_NOT_ASK = "Do not ask now"
"""Above what to do instead, where an answer shuts the gate."""

NEVER_SHOWN_TO: Mapping[NeverShownTo, str] = {
    NeverShownTo.CHILD: "the child",
    NeverShownTo.CARER: "the carer whom it is about",
    NeverShownTo.OTHER_CARER: "the other carer",
    NeverShownTo.OTHER_ADULT: "other adults of the household",
    NeverShownTo.THIRD_PARTY: "anybody outside the family",
}

STANDINGS: Mapping[Standing, str] = {
    Standing.DRAFT: "Draft",
    Standing.SIGNED: "Signed, not yet countersigned",
    Standing.COUNTERSIGNED: "Signed and countersigned",
    Standing.RETURNED: "Returned to its author",
    Standing.SUPERSEDED: "Replaced by an amendment",
    Standing.VOIDED: "Void",
}

EVENTS: Mapping[EventKind, str] = {
    EventKind.OPENED: "Opened",
    EventKind.SIGNED: "Signed",
    EventKind.RETURNED: "Returned to its author",
    EventKind.COUNTERSIGNED: "Countersigned",
    EventKind.SUPERSEDED: "Replaced by an amendment",
    EventKind.VOIDED: "Made void",
}

SIGNING_REFUSALS: Mapping[Refusal, str] = {
    Refusal.ROLE: (
        "Only a registered social worker can sign. Ask the family's social worker or supervisor to read this "
        "assessment and sign it; what you wrote stays under your name in its history."
    ),
    Refusal.NOT_REGISTERED: (
        "Your registration is not confirmed for today. Ask your administrator to check your number on the "
        "register, then come back: the draft is kept as it is."
    ),
}


def absence_meaning(item: Item, absence: Absence) -> str:
    """What the reason means for this item, in the item's own words where it has them."""
    own = {Absence.NOT_APPLICABLE: item.not_applicable, Absence.NOT_OBSERVED: item.not_observed}
    return own.get(absence) or ABSENCES[absence][1]


def in_words(item: Item, response: Response) -> str:
    """The answer, or the reason for none, as one reads it; empty where nothing was said."""
    if response.absence is not None:
        return ABSENCES[response.absence][0]
    match response.value:
        case None:
            return ""
        case Decimal() as number:
            return f"{plain(number)} {item.number.unit}".strip()
        case tuple() as codes:
            return "; ".join(label_of(item, code) for code in codes)
        case Rows() as rows:
            return "; ".join(", ".join(cell for cell in row if cell) for row in table_of(item, rows))
        case text:
            return _one_in_words(item, text)


def table_of(item: Item, rows: Rows) -> list[list[str]]:
    """The rows of a repeated group as one reads them, a cell for each column."""
    return [[in_words(column, Response(row.get(column.id))) for column in item.columns] for row in rows.rows]


def kept_from(item: Item) -> str:
    """From whom the answer is kept for ever, in a sentence; empty where from nobody."""
    if not item.never_shown_to:
        return ""
    first, *others = [NEVER_SHOWN_TO[one] for one in item.never_shown_to]
    return f"Never shown to {', '.join([first, *others[:-1]])}{' or ' + others[-1] if others else ''}."


def label_of(item: Item, code: str) -> str:
    """The option's label as one reads it; a grade with its number."""
    option = item.option(code)
    if option is None:
        return code
    return f"Grade {plain(option.score)}: {option.label}" if item.kind is Kind.GRADED else option.label


def partial_date(text: str) -> str:
    """A date of which perhaps only the year or the month is known: 2019, March 2019, 4 March 2019."""
    year, *rest = text.split("-")
    match rest:
        case []:
            return year
        case [month]:
            return month_in_full(date(int(year), int(month), 1))
        case _:
            return in_full(date.fromisoformat(text))


def _one_in_words(item: Item, text: str) -> str:
    if item.kind is Kind.DATE:
        return partial_date(text)
    return text if item.kind is Kind.TEXT else label_of(item, text)

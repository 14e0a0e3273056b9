"""The words in which answers, gaps and events are read back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assessment_tool.core.carrying import Why
from assessment_tool.core.days import in_full, month_in_full
from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.languages import in_a_row, together
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.permissions import Refusal
from assessment_tool.core.responses import Response
from assessment_tool.core.rows import Rows
from assessment_tool.core.scoring import plain
from assessment_tool.documents.answer_words import ABSENCES

DO_NOT_ASK = "Do not ask now"
"""Above what to do instead, where an answer shuts the gate."""

STANDINGS: Mapping[Standing, str] = {
    Standing.DRAFT: "Draft",
    Standing.SIGNED: "Signed, not yet countersigned",
    Standing.COUNTERSIGNED: "Signed and countersigned",
    Standing.RETURNED: "Returned to its author",
    Standing.SUPERSEDED: "Replaced by an amendment",
    Standing.VOIDED: "Void",
    Standing.RESTARTED: "Closed, and restarted in a newer version",
    Standing.DISCARDED: "Discarded by its author",
}

EVENTS: Mapping[EventKind, str] = {
    EventKind.OPENED: "Opened",
    EventKind.SIGNED: "Signed",
    EventKind.RETURNED: "Returned to its author",
    EventKind.COUNTERSIGNED: "Countersigned",
    EventKind.SUPERSEDED: "Replaced by an amendment",
    EventKind.VOIDED: "Made void",
    EventKind.RESTARTED: "Closed",
    EventKind.DISCARDED: "Discarded",
}

NOT_CARRIED: Mapping[Why, str] = {
    Why.GONE: "This is not asked any more.",
    Why.KIND: "It is answered in another way now.",
    Why.CHOICES: "There are other answers to choose from now.",
    Why.WORDING: "The wording of the question or of its answers has changed.",
    Why.VALUE: "This answer can no longer be given.",
    Why.GATE: "It is asked anew, before everything else.",
}
"""Why an answer stays in the closed draft."""

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


def in_words(item: Item, response: Response) -> str:
    """The answer, or the reason for none, as one reads it; empty where nothing was said."""
    if response.absence is not None:
        return ABSENCES[response.absence][0]
    match response.value:
        case None:
            return ""
        case Decimal() as number:
            return _number_in_words(plain(number) or "", item.number.unit)
        case tuple() as codes:
            return in_a_row((label_of(item, code) for code in codes), "; ")
        case Rows() as rows:
            return in_a_row((in_a_row(filter(None, row), ", ") for row in table_of(item, rows)), "; ")
        case text:
            return _one_in_words(item, text)


def _number_in_words(figure: str, unit: str) -> str:
    """3 times; but “times: 1”, since a unit is written as it is for many."""
    if not unit:
        return figure
    return together(unit, f": {figure}") if figure == "1" else together(figure, " ", unit)


def table_of(item: Item, rows: Rows) -> list[list[str]]:
    """The rows of a repeated group as one reads them, a cell for each column."""
    return [[in_words(column, Response(row.get(column.id))) for column in item.columns] for row in rows.rows]


def label_of(item: Item, code: str) -> str:
    """The option's label as one reads it; a grade with its number."""
    option = item.option(code)
    if option is None:
        return code
    is_graded = item.kind is Kind.GRADED
    return together(f"Grade {plain(option.score)}: ", option.label) if is_graded else option.label


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

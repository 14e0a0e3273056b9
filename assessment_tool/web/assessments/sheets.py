"""The form cut into sheets: one for each heading that has questions of its own, and how far each is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessment_tool.core.instrument import Absence, Instrument, Kind, Section
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.core.visibility import AskedItem
from assessment_tool.documents.answer_words import ABSENCES
from assessment_tool.documents.sentences import counted
from assessment_tool.services.access import NotFoundError
from assessment_tool.web.assessments.filled_form import FilledForm

EVERYTHING = "all"
"""In the place of a sheet's number: the whole form on one page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sub-area or part of the form. Its number never changes within a version of the instrument."""

    number: int
    above: Section | None
    """The area that the sheet belongs to, None where it stands for itself."""
    section: Section
    is_first: bool
    """Whether it is the first sheet of its area."""

    @property
    def area(self) -> str:
        """The heading above, empty where the sheet stands for itself."""
        return self.above.title if self.above else ""

    @property
    def title(self) -> str:
        """The heading of the sheet."""
        return self.section.title


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of some questions have an answer, or a reason why there is none."""

    answered: int
    absences: Mapping[Absence, int]
    of: int
    missing: int
    """How many must still be answered before signing."""

    @property
    def done(self) -> int:
        """How many have an answer or a reason for none."""
        return self.answered + sum(self.absences.values())

    @property
    def open(self) -> int:
        """How many have nothing yet."""
        return self.of - self.done

    @property
    def reasons(self) -> str:
        """“1 with a reason for no answer (not observed)”; empty where each has an answer or nothing yet."""
        told = [(ABSENCES[one][0].lower(), self.absences[one]) for one in ABSENCES if one in self.absences]
        which = ", ".join(f"{number} {words}" if len(told) > 1 else words for words, number in told)
        return f"{sum(self.absences.values())} with a reason for no answer ({which})" if told else ""

    @property
    def words(self) -> str:
        """“Of 5 questions: 3 answered, 1 with a reason for no answer (not observed), 1 with nothing yet”."""
        left = f"{self.open} with nothing yet" if self.open else ""
        parts = (f"{self.answered} answered", self.reasons, left)
        return f"Of {counted(self.of, 'question')}: {', '.join(part for part in parts if part)}"


@lru_cache(maxsize=64)
def sheets_of(instrument: Instrument) -> tuple[Sheet, ...]:
    """Every sheet of the instrument, numbered from 1 in the order of the form."""
    found = [pair for section in instrument.form for pair in _with_questions(section, None)]
    before = [None, *(above for above, _ in found)]
    return tuple(
        Sheet(number, above, section, is_first=above is not before[number - 1])
        for number, (above, section) in enumerate(found, start=1)
    )


@lru_cache(maxsize=64)
def item_numbers(instrument: Instrument) -> Mapping[str, int]:
    """Every item's number, from 1 in the order of the form: what addresses and page anchors use."""
    return {item_id: number for number, item_id in enumerate(instrument.items, start=1)}


@lru_cache(maxsize=64)
def sheet_numbers(instrument: Instrument) -> Mapping[str, int]:
    """The number of the sheet on which each item stands."""
    return {item.id: sheet.number for sheet in sheets_of(instrument) for item in sheet.section.items}


def wanted_sheets(opened: FilledForm, number: str) -> tuple[Sheet, ...]:
    """The one sheet of this number, or all of them; raises `NotFoundError` where there is none such."""
    sheets = sheets_of(opened.instrument)
    if number == EVERYTHING:
        return sheets
    found = tuple(sheet for sheet in sheets if str(sheet.number) == number)
    if not found:
        raise NotFoundError("section")
    return found


def asked_on(opened: FilledForm, sheet: Sheet) -> list[AskedItem]:
    """The items of the sheet that are asked now."""
    return [opened.asked[item.id] for item in sheet.section.items if item.id in opened.asked]


def open_sheets(opened: FilledForm) -> list[Sheet]:
    """The sheets that have something to ask now."""
    return [sheet for sheet in sheets_of(opened.instrument) if asked_on(opened, sheet)]


def next_sheet(opened: FilledForm, after: int) -> Sheet | None:
    """The next sheet that has something to ask, or None after the last one."""
    return next((sheet for sheet in open_sheets(opened) if sheet.number > after), None)


def progress(opened: FilledForm, asked: Sequence[AskedItem]) -> Progress:
    """How far these questions are; notes to read are none."""
    questions = [one.item for one in asked if one.item.kind is not Kind.NOTE]
    responses = [opened.responses.get(item.id, NO_RESPONSE) for item in questions]
    missing = set(opened.result.missing)
    return Progress(
        answered=sum(response.value is not None for response in responses),
        absences=Counter(response.absence for response in responses if response.absence is not None),
        of=len(questions),
        missing=sum(item.id in missing for item in questions),
    )


def _with_questions(section: Section, above: Section | None) -> Iterator[tuple[Section | None, Section]]:
    if section.items:
        yield above, section
    for below in section.sections:
        yield from _with_questions(below, section)

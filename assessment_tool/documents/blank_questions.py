"""The questions of a blank form: each in the words of one age or of all, numbered as in every other form."""

from collections.abc import Iterator, Mapping, Sequence

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.blind import shuffled
from assessment_tool.core.instrument import Absence, Instrument, Item, Kind, NumberLimits, Option
from assessment_tool.core.languages import in_a_row, together
from assessment_tool.core.scoring import plain
from assessment_tool.core.visibility import AskedItem, for_age
from assessment_tool.documents.age_words import range_in_words
from assessment_tool.documents.answer_words import ABSENCES, absence_meaning, kept_from
from assessment_tool.documents.blank_form import Choice, Column, Prompt, Question, Wording
from assessment_tool.documents.condition_words import where_in_words

EMPTY_ROWS = 6
DATE = "Day, month, year; the year alone where no more is known"
_HOW = {
    Kind.SINGLE: "Tick one.",
    Kind.MULTIPLE: "Tick all that apply.",
    Kind.DATE: DATE,
}


class QuestionWriter:
    """Writes the questions of one instrument for an age; None: for all, or where it asks about no child."""

    def __init__(self, instrument: Instrument, age: ChildAge | None) -> None:
        self.instrument = instrument
        self.age = age
        self.numbers = {item_id: number for number, item_id in enumerate(instrument.items, start=1)}
        self.asked: Mapping[str, Sequence[AskedItem]] = self._asked()
        """The wordings of every item that may be asked at the age, by id and in the order of the form."""
        self._is_of_one_age = len({_ages(one) for wordings in self.asked.values() for one in wordings}) == 1

    def question(self, item: Item) -> Question:
        """One item that is asked, as it stands on paper."""
        wordings = self.asked[item.id]
        shared = [one for one in _prompts(wordings[0]) if all(one in _prompts(other) for other in wordings)]
        is_one = len(wordings) == 1
        return Question(
            number=self.numbers[item.id],
            kind=item.kind,
            title=wordings[0].title if is_one else item.title,
            help=item.help,
            kept_from=kept_from(item),
            asked_where=where_in_words(item.show, self.instrument, self.numbers) if item.show else None,
            may_stay_empty=not item.required and item.kind is not Kind.NOTE,
            prompts=tuple(shared),
            wordings=tuple(self._wording(one, shared, is_one=is_one) for one in wordings),
            how_to_answer=_how_to_answer(item),
            columns=tuple(Column(one.title, _takes(one), one.kind is Kind.DATE) for one in item.columns),
            rows=min(item.rows.most, EMPTY_ROWS) if item.columns else 0,
            reasons=tuple(_reason(item, one) for one in item.absences if item.kind is not Kind.NOTE),
            evidence=self._evidence(item),
        )

    def _asked(self) -> dict[str, Sequence[AskedItem]]:
        found: dict[str, Sequence[AskedItem]] = {}
        for item in self.instrument.items.values():
            wordings = list(_wordings(item, self.age, has_child=self.instrument.about.has_child))
            if wordings and self._can_be_asked(item, found):
                found[item.id] = wordings
        return found

    def _can_be_asked(self, item: Item, before: Mapping[str, object]) -> bool:
        """Whether its condition can come true: not where it hangs on nothing that is asked at this age."""
        if item.show is None or not item.show.names().isdisjoint(before):
            return True
        return item.show.evaluate({}) is True

    def _wording(self, asked: AskedItem, shared: Sequence[Prompt], *, is_one: bool) -> Wording:
        ages = None if self.age or self._is_of_one_age else _ages(asked)
        return Wording(
            ages=range_in_words(ages) if ages else "",
            title="" if is_one or asked.title == asked.item.title else asked.title,
            prompts=tuple(one for one in _prompts(asked) if one not in shared),
            choices=tuple(self._choices(asked)),
        )

    def _choices(self, asked: AskedItem) -> Iterator[Choice]:
        item, gate = asked.item, self.instrument.gate
        opening = gate.opens.get(item.id, ()) if gate else ()
        if item.kind is Kind.GRADED and self.instrument.blind_rating:
            options: Sequence[Option] = shuffled(item.options, self.instrument.version, item.id)
        else:
            options = item.options
        for option in options:
            mark = option.code if item.kind is Kind.GRADED and not self.instrument.blind_rating else ""
            yield Choice(asked.anchors.get(option.code, option.label), mark, option.code in opening)

    def _evidence(self, item: Item) -> str:
        if item.evidence_required_from is None:
            return ""
        if item.always_needs_evidence:
            return "needed for every grade"
        if self.instrument.blind_rating:
            return "write it whatever you tick: some descriptions need it"
        return f"needed from grade {plain(item.evidence_required_from)}"


def _ages(asked: AskedItem) -> AgeRange | None:
    return asked.band.ages if asked.band else asked.item.ages


def _wordings(item: Item, age: ChildAge | None, *, has_child: bool) -> Iterator[AskedItem]:
    if age is not None or not has_child:
        asked = for_age(item, age)
        yield from [asked] if asked else []
    elif item.age_bands:
        yield from (AskedItem(item, band) for band in item.age_bands)
    else:
        yield AskedItem(item)


def _prompts(asked: AskedItem) -> list[Prompt]:
    found = (
        ("Why it matters", (asked.why,) if asked.why else ()),
        ("Look for", asked.look_for),
        ("Ask", asked.ask),
        ("Who else knows", asked.item.who_else),
        ("Where it applies", _without_box(asked.item, Absence.NOT_APPLICABLE, asked.item.not_applicable)),
        ("Where it is seen", _without_box(asked.item, Absence.NOT_OBSERVED, asked.item.not_observed)),
    )
    return [Prompt(heading, lines) for heading, lines in found if lines]


def _without_box(item: Item, absence: Absence, words: str) -> tuple[str, ...]:
    """What an item says of a reason that it does not take; where it takes it, the words stand at its box."""
    return () if absence in item.absences or not words else (words,)


def _reason(item: Item, absence: Absence) -> tuple[str, str]:
    """The reason, and what it means where the item has words of its own for that."""
    title, general = ABSENCES[absence]
    meaning = absence_meaning(item, absence)
    return title, "" if meaning == general else meaning


def _how_to_answer(item: Item) -> str:
    return _limits(item.number) if item.kind is Kind.NUMBER else _HOW.get(item.kind, "")


def _takes(column: Item) -> str:
    """What may be written in a column."""
    labels = in_a_row((option.label for option in column.options), " / ")
    return labels or _how_to_answer(column)


def _limits(limits: NumberLimits) -> str:
    """A number's unit and ends: days; a whole number from 0 to 28."""
    low, high = plain(limits.minimum), plain(limits.maximum)
    both = f"from {low} to {high}"
    ends = both if low and high else f"of at least {low}" if low else f"of at most {high}" if high else ""
    number = f"a {'whole ' * limits.whole}number {ends}".strip()
    return together(limits.unit, f"; {number}") if limits.unit else number

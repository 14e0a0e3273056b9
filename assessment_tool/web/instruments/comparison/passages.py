"""What a question says on the form, passage by passage, and the passages of two versions side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment_tool.core.instrument import AgeBand, Item, Kind
from assessment_tool.documents.age_words import range_in_words
from assessment_tool.documents.answer_words import ABSENCES, URGENCIES, absence_meaning, kept_from
from assessment_tool.web.instruments.comparison.marks import Lines, marked


class Style(StrEnum):
    """As what the form shows a passage."""

    TITLE = "title"
    TEXT = "text"
    HINT = "hint"
    AGES = "ages"
    LIST = "list"
    GRADE = "grade"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. Those of two versions belong together where the keys are equal.

    `fold` is what it is left out with where nothing in that differs: an age band, or the reasons for no
    answer; empty for what is always shown.
    """

    key: str
    style: Style
    label: str
    text: str
    fold: str = ""


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage as one of two sides shows it; `is_changed` where the other side has it otherwise or not."""

    style: Style
    label: str
    lines: Lines
    is_changed: bool


Side = tuple[MarkedPassage, ...]


def passages_of(item: Item) -> list[Passage]:
    """All that the question says, in the order of the form."""
    return [one for one in _passages(item) if one.text]


def sides(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Side, Side]:
    """Both sides with what differs marked; what is folded and does not differ is left out."""
    texts = {one.key: one.text for one in before}, {one.key: one.text for one in after}
    changed = {
        one.fold
        for passages, others in ((before, texts[1]), (after, texts[0]))
        for one in passages
        if others.get(one.key) != one.text
    }
    left, right = ([one for one in side if not one.fold or one.fold in changed] for side in (before, after))
    return (
        tuple(_marked(one, texts[1].get(one.key), is_before=True) for one in left),
        tuple(_marked(one, texts[0].get(one.key), is_before=False) for one in right),
    )


def _marked(one: Passage, other: str | None, *, is_before: bool) -> MarkedPassage:
    before, after = (one.text, other or "") if is_before else (other or "", one.text)
    return MarkedPassage(one.style, one.label, marked(before, after)[not is_before], one.text != other)


def _passages(item: Item) -> Iterator[Passage]:
    yield Passage("title", Style.TITLE, "", item.title)
    yield Passage("help", Style.TEXT, "", item.help)
    yield Passage("why", Style.HINT, "", item.why)
    yield Passage("kept", Style.TEXT, "", kept_from(item))
    yield from _prompts(item)
    yield Passage("who_else", Style.LIST, "Who else knows", "\n".join(item.who_else))
    yield from _answers(item)
    for band in item.age_bands:
        yield from _of_band(item, band)
    if item.kind is not Kind.NOTE:
        yield from _reasons(item)
    for flag in item.flags:
        yield Passage(f"flag.{flag.id}", Style.FLAG, URGENCIES[flag.urgency], flag.message)


def _prompts(asked: Item | AgeBand, band: str = "") -> Iterator[Passage]:
    yield Passage(f"{band}.look_for", Style.LIST, "Look for", "\n".join(asked.look_for), band)
    yield Passage(f"{band}.ask", Style.LIST, "Ask", "\n".join(asked.ask), band)


def _answers(item: Item) -> Iterator[Passage]:
    for code, text in item.anchors.items():
        yield Passage(f".{code}", Style.GRADE, code, text)
    if not item.anchors and not item.age_bands:
        for option in item.options:
            yield Passage(f"option.{option.code}", Style.CHOICE, "", option.label)
    yield Passage("unit", Style.TEXT, "In", item.number.unit)
    rows = "\n".join(_column(one) for one in item.columns)
    yield Passage("columns", Style.LIST, "In each row", rows)


def _column(column: Item) -> str:
    choices = " / ".join(option.label for option in column.options)
    unit = f" ({column.number.unit})" if column.number.unit else ""
    return f"{column.title}{unit}{': ' if choices else ''}{choices}"


def _of_band(item: Item, band: AgeBand) -> Iterator[Passage]:
    yield Passage(f"{band.id}.ages", Style.AGES, "", range_in_words(band.ages).capitalize(), band.id)
    yield Passage(f"{band.id}.title", Style.TITLE, "", band.title, band.id)
    yield Passage(f"{band.id}.why", Style.HINT, "", band.why, band.id)
    yield from _prompts(band, band.id)
    for option in item.options:
        text = band.anchors.get(option.code, "")
        yield Passage(f"{band.id}.{option.code}", Style.GRADE, option.code, text, band.id)


def _reasons(item: Item) -> Iterator[Passage]:
    reasons = "\n".join(f"{ABSENCES[one][0]}: {absence_meaning(item, one)}" for one in item.absences)
    yield Passage("absences", Style.LIST, "When there is no answer", reasons, "reasons")

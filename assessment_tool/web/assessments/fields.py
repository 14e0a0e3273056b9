"""One field class for each kind of item."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assessment_tool.core.blind import shuffled
from assessment_tool.core.instrument import Kind, Option
from assessment_tool.core.responses import Value, ValueNotPermittedError
from assessment_tool.core.scoring import plain
from assessment_tool.core.text import cleaned
from assessment_tool.web.assessments.date_parts import PARTS, date_of, parts_of
from assessment_tool.web.assessments.item_field import AnswerFaultError, Choice, ItemField, Sent
from assessment_tool.web.assessments.repeated_field import RepeatedField


class GradedField(ItemField):
    """Five grades, each with its own description."""

    kind = Kind.GRADED

    @property
    def answer_choices(self) -> list[Choice]:
        """The grades, each with what it looks like at this age; rated blind, they stand in no order."""
        options = self.item.options
        if self.is_blind:
            options = shuffled(options, self.blind_form, self.item.id)
        return [self._choice(one) for one in options]

    def _choice(self, option: Option) -> Choice:
        words = self.as_asked.anchors.get(option.code, "")
        if self.is_blind and option.code != self.stored.response.value:
            return Choice(option.code, words)
        return Choice(option.code, option.label, {"grade": plain(option.score)}, hint=words)


class SingleField(ItemField):
    """One of several answers."""

    kind = Kind.SINGLE


class MultipleField(ItemField):
    """Any of several answers."""

    kind = Kind.MULTIPLE

    def _codes(self, value: Value | None) -> Iterator[str]:
        yield from value if isinstance(value, tuple) else ()

    def _given(self) -> object:
        return self._chosen_codes() or None


class TypedField(ItemField):
    """An answer that is typed in one box."""

    @property
    def first_control(self) -> str:
        """The box."""
        return f"{self.id}-value"

    def terms(self) -> dict[str, list[str]]:
        """What the controls hold, the box included."""
        return {**super().terms(), "value": [self.text]}

    def _codes(self, _: Value | None) -> Iterator[str]:
        yield from ()

    def _show_typed(self, value: Value | None) -> None:
        self.text = "" if value is None else str(value)

    def _read_typed(self, sent: Sent) -> None:
        self.text = cleaned(sent.get(f"{self.name}-value", ""))
        self.is_whole = self.is_whole and f"{self.name}-value" in sent

    def clear_choice(self) -> None:
        """Forget the answer and the reason for none."""
        super().clear_choice()
        self.text = ""

    def _given(self) -> object:
        if self._chosen_codes():
            raise AnswerFaultError("Choose one of the reasons that are listed.")
        return self.text if self.text.strip() else None

    def _fault_words(self, error: ValueNotPermittedError) -> str:
        return error.permitted.replace("it takes", "Enter", 1) + "."


class NumberField(TypedField):
    """A number with its unit."""

    kind = Kind.NUMBER

    def _show_typed(self, value: Value | None) -> None:
        self.text = plain(value) or "" if isinstance(value, Decimal) else ""


class TextField(TypedField):
    """Words of one's own."""

    kind = Kind.TEXT


class DateField(TypedField):
    """A date of which perhaps only the year, or the month and the year, is known."""

    kind = Kind.DATE
    parts: Mapping[str, str]

    @property
    def first_control(self) -> str:
        """The first of the three boxes."""
        return f"{self.id}-value-day"

    def terms(self) -> dict[str, list[str]]:
        """What the controls hold, the three boxes included."""
        boxes = {f"value-{part}": [self.parts.get(part, "")] for part in PARTS}
        return {**ItemField.terms(self), **boxes}

    def _show_typed(self, value: Value | None) -> None:
        self.parts = parts_of(value if isinstance(value, str) else "")

    def _read_typed(self, sent: Sent) -> None:
        names = {part: f"{self.name}-value-{part}" for part in PARTS}
        self.is_whole = self.is_whole and all(name in sent for name in names.values())
        self.parts = {part: cleaned(sent.get(name, "")).strip() for part, name in names.items()}

    def clear_choice(self) -> None:
        """Forget the date and the reason for none."""
        self.chosen, self.parts = frozenset(), {}

    def _given(self) -> object:
        if self._chosen_codes():
            raise AnswerFaultError("Choose one of the reasons that are listed.")
        return date_of(self.parts)

    def _fault_words(self, _: ValueNotPermittedError) -> str:
        return "Enter a date that exists in figures, for example 4 3 2019; or the year alone."


class NoteField(ItemField):
    """Words to read or to say; nothing is answered."""

    kind = Kind.NOTE
    is_question = False


FIELDS: Mapping[Kind, type[ItemField]] = {
    field.kind: field
    for field in (
        *(GradedField, SingleField, MultipleField, NumberField),
        *(DateField, TextField, RepeatedField, NoteField),
    )
}

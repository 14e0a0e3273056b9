"""Answers as files give them: a value, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from assessment_tool.definitions.schemas.faults import refused
from assessment_tool.definitions.schemas.fields import Field

RawValue = str | int | Decimal | list[str] | list[dict[str, str | int | Decimal]]


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What stands in the file; whether the item takes it is another question."""

    value: RawValue | None = None
    absent: str | None = None


class Answer(Field):
    """A code, a number, a text, a list of codes or of rows, or `{absent: reason}`."""

    wanted = "a code, a number, a text, a list of codes or of rows, or {absent: reason}"

    def _read(self, value: object) -> RawAnswer:
        if isinstance(value, dict):
            return self.grouped(value)
        if _is_raw_value(value):
            return RawAnswer(value)
        return self.refuse(value)

    def grouped(self, value: Mapping[str, object]) -> RawAnswer:
        """The answer in a mapping."""
        absent = value.get("absent")
        if set(value) != {"absent"} or not isinstance(absent, str):
            raise refused("value", "This is not an answer.", f"Write {self.wanted}.")
        return RawAnswer(absent=absent)


class ExplainedAnswer(Answer):
    """An answer of a worked example, which may say why: `{answer: 2, because: …}`."""

    wanted = "a value, {absent: reason}, or {answer: value, because: a sentence}"

    def grouped(self, value: Mapping[str, object]) -> RawAnswer:
        """The answer in a mapping, with or without its reason."""
        because, answer = value.get("because", ""), value.get("answer")
        if not isinstance(because, str) or set(value) - {"answer", "absent", "because"}:
            raise refused("value", "This is not an answer.", f"Write {self.wanted}.")
        if "answer" not in value:
            return super().grouped({key: one for key, one in value.items() if key != "because"})
        if "absent" in value or not _is_raw_value(answer):
            raise refused("value", "This is not an answer.", f"Write {self.wanted}.")
        return RawAnswer(answer)


def _is_raw_value(value: object) -> TypeGuard[RawValue]:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value) or all(_is_row(one) for one in value)
    return _is_plain(value)


def _is_row(value: object) -> bool:
    return isinstance(value, dict) and all(_is_plain(cell) for cell in value.values())


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | Decimal) and not isinstance(value, bool)

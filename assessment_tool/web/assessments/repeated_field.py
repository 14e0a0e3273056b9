"""A repeated group on the page: rows of boxes, with an empty one below as long as another row is taken."""

from collections.abc import Iterator, Mapping, Sequence

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.responses import Value, ValueNotPermittedError
from assessment_tool.core.rows import Cell, Rows
from assessment_tool.core.scoring import plain
from assessment_tool.core.text import cleaned
from assessment_tool.web.assessments.date_parts import PARTS, date_of, parts_of
from assessment_tool.web.assessments.item_field import AnswerFaultError, ItemField, Sent


class RepeatedField(ItemField):
    """Rows of simple answers; a row in which nothing is entered does not exist."""

    kind = Kind.REPEATED
    typed: Sequence[Mapping[str, str]] = ()
    """What each row on the page holds, by control: a column's id, or for a date that and a part of it."""

    @property
    def first_control(self) -> str:
        """The first cell of the first row."""
        return self.cell_id(1, _controls(self.item.columns[0])[0])

    @property
    def has_room(self) -> bool:
        """Whether the group takes a row more than the page has."""
        return len(self.typed) < self.item.rows.most

    def cell_id(self, number: int, control: str) -> str:
        """The id of a cell's control, or of what holds the three boxes of a date."""
        return f"{self.id}-row-{number}-{control}"

    def terms(self) -> dict[str, list[str]]:
        """What the controls hold, every cell included."""
        cells = {
            f"row-{number}-{control}": [row.get(control, "")]
            for number, row in enumerate(self.typed, start=1)
            for control in self._all_controls()
        }
        return {**super().terms(), **cells}

    def clear_choice(self) -> None:
        """Forget the rows and the reason for none."""
        super().clear_choice()
        self.typed = [{} for _ in self.typed]

    def _all_controls(self) -> list[str]:
        return [control for column in self.item.columns for control in _controls(column)]

    def _codes(self, _: Value | None) -> Iterator[str]:
        yield from ()

    def _show_typed(self, value: Value | None) -> None:
        rows = value.rows if isinstance(value, Rows) else ()
        shown = [_shown(self.item.columns, row) for row in rows]
        wanted = min(max(len(rows) + 1, self.item.rows.least, len(self.typed)), self.item.rows.most)
        self.typed = [*shown, *({} for _ in range(wanted - len(shown)))]

    def _read_typed(self, sent: Sent) -> None:
        count = sent.get(f"{self.name}-rows", "")
        is_count = count.isascii() and count.isdigit() and len(count) <= len(str(self.item.rows.most))
        numbers = range(1, min(int(count), self.item.rows.most) + 1) if is_count else range(0)
        rows = [
            {control: f"{self.name}-row-{number}-{control}" for control in self._all_controls()}
            for number in numbers
        ]
        self.is_whole = (
            self.is_whole and bool(rows) and all(key in sent for row in rows for key in row.values())
        )
        self.typed = [{control: cleaned(sent.get(name, "")) for control, name in row.items()} for row in rows]

    def _given(self) -> object:
        if self._chosen_codes():
            raise AnswerFaultError("Choose one of the reasons that are listed.")
        rows = [_meant(self.item.columns, row) for row in self.typed]
        return rows if any(rows) else None

    def _fault_words(self, error: ValueNotPermittedError) -> str:
        words = error.permitted.replace("it takes", "enter", 1)
        return f"{words[:1].upper()}{words[1:]}."


def _controls(column: Item) -> tuple[str, ...]:
    if column.kind is not Kind.DATE:
        return (column.id,)
    return tuple(f"{column.id}-{part}" for part in PARTS)


def _meant(columns: Sequence[Item], row: Mapping[str, str]) -> dict[str, str]:
    """What was typed in a row, by column; a cell that was left empty is not in it."""
    found: dict[str, str] = {}
    for column in columns:
        text = _typed_date(column, row) if column.kind is Kind.DATE else row[column.id]
        if text and text.strip():
            found[column.id] = text
    return found


def _typed_date(column: Item, row: Mapping[str, str]) -> str | None:
    parts = {part: row[f"{column.id}-{part}"] for part in PARTS}
    return date_of(parts, f"In “{column.title}”, enter")


def _shown(columns: Sequence[Item], row: Mapping[str, Cell]) -> dict[str, str]:
    """What the controls of a stored row hold."""
    shown: dict[str, str] = {}
    for column in columns:
        cell = row.get(column.id, "")
        if column.kind is Kind.DATE:
            parts = parts_of(str(cell)).items()
            shown |= {f"{column.id}-{part}": figures.lstrip("0") for part, figures in parts}
        else:
            shown[column.id] = cell if isinstance(cell, str) else plain(cell) or ""
    return shown

"""A repeated group on the page: rows of boxes, with an empty one below as long as another row is taken."""

import re
from collections.abc import Iterator, Mapping, Sequence

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.responses import Value, ValueNotPermittedError
from assessment_tool.core.rows import Cell, Rows
from assessment_tool.core.scoring import plain
from assessment_tool.core.text import cleaned
from assessment_tool.web.assessments.item_field import AnswerFaultError, ItemField, Sent

_BETWEEN_PARTS = re.compile(r"[\s./-]+")
_WIDTH_OF_YEAR = 4


class RepeatedField(ItemField):
    """Rows of simple answers; a row in which nothing is entered does not exist."""

    kind = Kind.REPEATED
    typed: Sequence[Mapping[str, str]] = ()
    """What each row on the page holds, by column."""

    @property
    def first_control(self) -> str:
        """The first cell of the first row."""
        return self.cell_id(1, self.item.columns[0].id)

    @property
    def has_room(self) -> bool:
        """Whether the group takes a row more than the page has."""
        return len(self.typed) < self.item.rows.most

    def cell_id(self, number: int, column_id: str) -> str:
        """The id of a cell's control."""
        return f"{self.id}-row-{number}-{column_id}"

    def terms(self) -> dict[str, list[str]]:
        """What the controls hold, every cell included."""
        cells = {
            f"row-{number}-{column.id}": [row.get(column.id, "")]
            for number, row in enumerate(self.typed, start=1)
            for column in self.item.columns
        }
        return {**super().terms(), **cells}

    def clear_choice(self) -> None:
        """Forget the rows and the reason for none."""
        super().clear_choice()
        self.typed = [{} for _ in self.typed]

    def _codes(self, _: Value | None) -> Iterator[str]:
        yield from ()

    def _show_typed(self, value: Value | None) -> None:
        rows = value.rows if isinstance(value, Rows) else ()
        columns = {column.id: column for column in self.item.columns}
        shown = [{name: _shown(columns[name], cell) for name, cell in row.items()} for row in rows]
        wanted = min(max(len(rows) + 1, self.item.rows.least, len(self.typed)), self.item.rows.most)
        self.typed = [*shown, *({} for _ in range(wanted - len(shown)))]

    def _read_typed(self, sent: Sent) -> None:
        count = sent.get(f"{self.name}-rows", "")
        is_count = count.isascii() and count.isdigit() and len(count) <= len(str(self.item.rows.most))
        numbers = range(1, min(int(count), self.item.rows.most) + 1) if is_count else range(0)
        rows = [
            {column.id: f"{self.name}-row-{number}-{column.id}" for column in self.item.columns}
            for number in numbers
        ]
        self.is_whole = (
            self.is_whole and bool(rows) and all(key in sent for row in rows for key in row.values())
        )
        self.typed = [{column: cleaned(sent.get(name, "")) for column, name in row.items()} for row in rows]

    def _given(self) -> object:
        if self._chosen_codes():
            raise AnswerFaultError("Choose one of the reasons that are listed.")
        columns = {column.id: column for column in self.item.columns}
        rows = [
            {name: _meant(columns[name], text) for name, text in row.items() if text.strip()}
            for row in self.typed
        ]
        return rows if any(rows) else None

    def _fault_words(self, error: ValueNotPermittedError) -> str:
        words = error.permitted.replace("it takes", "enter", 1)
        return f"{words[:1].upper()}{words[1:]}."


def _meant(column: Item, text: str) -> str:
    """What was typed, as the column reads it; a date is typed as one writes it: 4 3 2019, 3 2019 or 2019."""
    if column.kind is not Kind.DATE:
        return text
    parts = _BETWEEN_PARTS.split(text.strip())
    in_order = parts if len(parts[0]) == _WIDTH_OF_YEAR else parts[::-1]
    return "-".join(part.zfill(2) for part in in_order)


def _shown(column: Item, cell: Cell) -> str:
    if not isinstance(cell, str):
        return plain(cell) or ""
    if column.kind is not Kind.DATE:
        return cell
    return " ".join(str(int(part)) for part in reversed(cell.split("-")))

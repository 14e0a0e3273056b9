"""The rows of a repeated group: read cell by cell, each as its column takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment_tool.core.instrument import Item

Cell = str | Decimal


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows in their order; a cell that was left empty is not in its row."""

    rows: tuple[Mapping[str, Cell], ...]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)


class RowFault(ValueError):  # noqa: N818 - what is wrong with a row, told on as the fault of its item
    """What a row lacks or does not take, as the end of a sentence."""


def read_rows(item: Item, raw: object, read: Callable[[Item, object], object]) -> Rows:
    """The rows that `raw` means, each cell as `read` takes it; empty rows are left out.

    Raises `RowFault` saying what the item takes, and whatever `read` raises for a cell.
    """
    given = list(raw.rows) if isinstance(raw, Rows) else raw
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        raise RowFault("it takes a list of rows")
    rows = tuple(_row(item, row, number, read) for number, row in enumerate(given, start=1) if row)
    if not max(item.rows.least, 1) <= len(rows) <= item.rows.most:
        raise RowFault(f"it takes {item.rows.least} to {item.rows.most} rows")
    return Rows(rows)


def _row(
    item: Item, raw: Mapping[str, object], number: int, read: Callable[[Item, object], object]
) -> Mapping[str, Cell]:
    columns = {column.id: column for column in item.columns}
    unknown = [name for name in raw if name not in columns]
    if unknown:
        raise RowFault(f"a row has {', '.join(columns)}, and no {unknown[0]}")
    missing = [column.title for column in item.columns if column.required and column.id not in raw]
    if missing:
        raise RowFault(f"row {number} needs “{missing[0]}” as well")
    return {name: _cell(column, raw[name], number, read) for name, column in columns.items() if name in raw}


def _cell(column: Item, raw: object, number: int, read: Callable[[Item, object], object]) -> Cell:
    value = read(column, raw)
    if not isinstance(value, str | Decimal):
        raise RowFault(f"row {number} does not take that as “{column.title}”")
    return value

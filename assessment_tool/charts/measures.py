"""The measures of a chart's sheet, in units: printed 155 mm wide, a unit is a quarter of a millimetre."""

from dataclasses import dataclass

LEFT = 34.0
"""Where the lines of the grid begin."""
_MARGIN = 8.0
MARK = 12.0
"""What a mark takes of the width, with the gap that keeps it from the next one."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide a sheet is, and how much of time is named below it."""

    width: int
    most_ticks: int
    is_narrow: bool = False
    gutter: int = 0
    """What is kept free at the right for the names of bands."""

    @property
    def right(self) -> float:
        """Where the lines of the grid end."""
        return self.width - _MARGIN - self.gutter

    @property
    def end(self) -> float:
        """Where words at the right end."""
        return self.width - _MARGIN

    def has_room_for(self, marks: int) -> bool:
        """Whether so many marks can stand side by side."""
        return marks * MARK <= self.right - LEFT


GUTTER = 38
"""What the name of a band takes."""

WIDE = Measures(620, 9)
"""A page of a screen or of paper."""
NARROW = Measures(340, 4, is_narrow=True)
"""A telephone."""

INSET = 12.0
"""How far the first and the last day stand inside the grid, so that their marks do not touch its ends."""

INK, SOFT_INK, GRID, FAINT = "#0b0c0c", "#40484c", "#c8cdd0", "#6f777b"

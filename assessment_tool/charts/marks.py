"""The marks of a chart: text, and markers that differ in shape as well as in shade."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Line:
    """How one carer's line is drawn."""

    shade: str
    shape: str
    dash: str = ""

    @property
    def dash_attribute(self) -> str:
        """The attribute that makes the line dashed, if it is."""
        return f' stroke-dasharray="{self.dash}"' if self.dash else ""


LINES = (
    Line("#0b3c6f", "circle"),
    Line("#b3421b", "square", "7 4"),
    Line("#3a6b2c", "diamond", "2 3"),
    Line("#5b3a86", "triangle", "10 3 2 3"),
)
"""In the order of carers; shades keep apart in greyscale and with colour blindness only beside the shapes."""

_SIZE = 5.0


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int,
    anchor: str = "start",
    shade: str = "#0b0c0c",
    is_bold: bool = False,
) -> str:
    """Words at a place."""
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{shade}"{weight}>'
        f"{escape(words)}</text>"
    )


def mark(line: Line, x: float, y: float, *, is_hollow: bool) -> str:
    """A point of the line; hollow while nobody has countersigned."""
    fill = "#ffffff" if is_hollow else line.shade
    paint = f'fill="{fill}" stroke="{line.shade}" stroke-width="2"'
    if line.shape == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{_SIZE:g}" {paint}/>'
    points = " ".join(f"{x + across * _SIZE:g},{y + down * _SIZE:g}" for across, down in _CORNERS[line.shape])
    return f'<polygon points="{points}" {paint}/>'


_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
    "triangle": ((0.0, -1.3), (1.2, 0.9), (-1.2, 0.9)),
}

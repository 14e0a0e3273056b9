"""The marks of a chart: text, and markers that differ in shape as well as in shade."""

from dataclasses import dataclass
from html import escape

from assessment_tool.charts.measures import INK


@dataclass(frozen=True, slots=True)
class Line:
    """How one carer's line is drawn."""

    shade: str
    shape: str
    dash: str = ""


LINES = (
    Line("#0b3c6f", "circle"),
    Line("#b3421b", "square", "7 4"),
    Line("#3a6b2c", "diamond", "2 3"),
    Line("#5b3a86", "triangle", "10 3 2 3"),
    Line("#6b5200", "wedge", "4 2"),
    Line("#40484c", "bar", "1 2"),
)
"""In the order of carers; in greyscale and with colour blindness only shape and dash keep them apart."""

REACH = 6.0
"""How far a mark reaches from its place, in every direction."""

_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    "triangle": ((0.0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    "wedge": ((0.0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
    "bar": ((-1.2, -0.6), (1.2, -0.6), (1.2, 0.6), (-1.2, 0.6)),
}
SIZE = 5.0
"""Half the height of a mark."""
_BAR = 3.0
"""How far below a mark the bar of one that waits stands."""


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int,
    anchor: str = "start",
    shade: str = INK,
    is_bold: bool = False,
) -> str:
    """Words at a place."""
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{shade}"{weight}>'
        f"{escape(words)}</text>"
    )


def rule(
    from_: tuple[float, float], to: tuple[float, float], shade: str, *, width: float = 1, dash: str = ""
) -> str:
    """A straight line between two places."""
    (x1, y1), (x2, y2) = from_, to
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{shade}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def path(line: Line, places: list[tuple[float, float]]) -> str:
    """A carer's line through places."""
    points = " ".join(f"{x:g},{y:g}" for x, y in places)
    dashes = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{line.shade}" stroke-width="2" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def ground(left: float, top: float, width: float, height: float) -> str:
    """A white ground on which words stand clear of the lines behind them."""
    return f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="#ffffff"/>'


def mark(
    line: Line, x: float, y: float, *, is_hollow: bool = False, is_waiting: bool = False, size: float = SIZE
) -> str:
    """A point of the line: hollow where its score was converted, over a bar until it is countersigned."""
    drawn = _shape(line, (x, y), size, "#ffffff" if is_hollow else line.shade)
    if not is_waiting:
        return drawn
    below = y + size + _BAR
    return drawn + rule((x - size, below), (x + size, below), line.shade, width=2)


def _shape(line: Line, place: tuple[float, float], size: float, fill: str) -> str:
    x, y = place
    paint = f'fill="{fill}" stroke="{line.shade}" stroke-width="2"'
    if line.shape == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{size:g}" {paint}/>'
    points = " ".join(f"{x + across * size:g},{y + down * size:g}" for across, down in _CORNERS[line.shape])
    return f'<polygon points="{points}" {paint}/>'

"""The measures of a chart's sheet, in units: printed 155 mm wide, a unit is a quarter of a millimetre."""

WIDTH = 620
LEFT, RIGHT = 34.0, 612.0
"""Where the lines of the grid begin and end."""
INSET = 12.0
"""How far the first and the last day stand inside the grid, so that their marks do not touch its ends."""

INK, SOFT_INK, GRID, FAINT = "#0b0c0c", "#40484c", "#c8cdd0", "#6f777b"

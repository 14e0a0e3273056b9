"""Levels of a trend: each that is named is there to be shown."""

from collections.abc import Iterator

from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.version_file import VersionFile


def trend_levels(file: VersionFile) -> Iterator[Finding]:
    """Levels that the trend names and no scale has."""
    known = {scale.level for scale in file.instrument.scales}
    for number, level in enumerate(file.instrument.trend):
        if level not in known:
            message = f"No scale is of the level {level}, which the trend is to show."
            mend = "Remove it, or give a scale this level."
            yield file.tree.finding(("trend", number), "trend-level", message, mend)

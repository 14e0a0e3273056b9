"""Bands: lower bounds that rise, begin at the scale's minimum, and can be reached."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assessment_tool.core.instrument import Band, Scale
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import Placed, placed_scales
from assessment_tool.definitions.version_file import VersionFile

_RULE = "band-order"


def bands(file: VersionFile) -> Iterator[Finding]:
    """Bands out of order, values below the first band, and bands above the maximum."""
    for scale in placed_scales(file.instrument):
        for sex in ("female", "male"):
            yield from _findings(file, scale, [(band, _bound(band, sex)) for band in scale.part.bands])
            if all("any" in band.lower for band in scale.part.bands):
                break


def _findings(
    file: VersionFile, scale: Placed[Scale], bounds: list[tuple[Band, Decimal]]
) -> Iterator[Finding]:
    path = (*scale.path, "bands")
    low, high = scale.part.minimum, scale.part.maximum
    if bounds and low is not None and bounds[0][1] != low:
        message = f"The first band of “{scale.part.id}” begins at {bounds[0][1]}, the scale at {low}."
        yield file.tree.finding((*path, 0, "from"), _RULE, message, f"Let the first band begin at {low}.")
    for number, ((band, lower), (following, upper)) in enumerate(pairwise(bounds), start=1):
        if upper <= lower:
            message = f"The band “{following.id}” does not begin above “{band.id}”."
            yield file.tree.finding((*path, number, "from"), _RULE, message, "Put the bands in rising order.")
    for number, (band, lower) in enumerate(bounds):
        if high is not None and lower > high:
            message = f"The band “{band.id}” begins at {lower}, above the maximum {high}."
            yield file.tree.finding((*path, number, "from"), _RULE, message, "Lower it, or remove the band.")


def _bound(band: Band, sex: str) -> Decimal:
    return band.lower["any"] if "any" in band.lower else band.lower[sex]

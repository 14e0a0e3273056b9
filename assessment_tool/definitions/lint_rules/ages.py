"""Ages: bands that follow one another without gap or overlap, and none where no child is."""

from collections.abc import Iterator
from itertools import pairwise

from assessment_tool.core.instrument import AgeBand, Item
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import Placed, placed_items
from assessment_tool.definitions.version_file import VersionFile


def age_bands(file: VersionFile) -> Iterator[Finding]:
    """Gaps, overlaps and wrong order of age bands, and ages in an instrument about no child."""
    for item in placed_items(file.instrument):
        yield from _of_an_adult(file, item)
        for number, (band, following) in enumerate(pairwise(item.part.age_bands), start=1):
            message = _fault(band, following)
            if message:
                path = (*item.path, "age_bands", number)
                mend = "Let each band begin at the month before which the one above ends."
                yield file.tree.finding((*path, "from_months"), "age-band", message, mend)


def _of_an_adult(file: VersionFile, item: Placed[Item]) -> Iterator[Finding]:
    if not file.instrument.about.has_child and (item.part.ages or item.part.age_bands):
        key = "ages" if item.part.ages else "age_bands"
        message = f"“{item.part.id}” is asked by a child's age, and the instrument is about no child."
        yield file.tree.finding((*item.path, key), "age-of-adult", message, f"Remove “{key}”.")


def _fault(band: AgeBand, following: AgeBand) -> str | None:
    end, start = band.ages.before_months, following.ages.from_months
    if following.ages.unborn:
        return f"The age band “{following.id}” has the unborn child in it and is not the first."
    if start > end:
        return f"Between the age bands “{band.id}” and “{following.id}” is a gap of {start - end} months."
    if start < end:
        return f"The age bands “{band.id}” and “{following.id}” overlap or are out of order."
    return None

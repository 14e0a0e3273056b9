"""Crosswalks: each names its versions rightly, speaks of every scale that changed, keeps to the ranges."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assessment_tool.core.identity import scale_hashes
from assessment_tool.core.instrument import Instrument, Scale
from assessment_tool.core.trend.crosswalk import LinkKind
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.schemas.crosswalk import CrosswalkSchema
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.version_file import (
    VersionFile,
    load,
    read_version,
    version_files,
    version_order,
)
from assessment_tool.definitions.yaml_tree import Tree, read_tree

_RULE = "crosswalk"


@dataclass(frozen=True, slots=True)
class _Crosswalk:
    """A crosswalk as read, with the two instruments that it joins."""

    tree: Tree
    links: Loaded
    earlier: Instrument
    later: Instrument

    def finding(self, scale_id: str, message: str, mend: str) -> Finding:
        return self.tree.finding(("scales", scale_id), _RULE, message, mend)


def crosswalks(file: VersionFile) -> Iterator[Finding]:
    """Whatever is wrong with the crosswalks that lead to this version."""
    for path in sorted((Path(file.tree.file).parent / "crosswalk").glob("*.yaml")):
        try:
            yield from _findings(path, file)
        except DefinitionError as error:
            yield from error.findings


def _findings(path: Path, file: VersionFile) -> Iterator[Finding]:
    tree = read_tree(path)
    facts = load(CrosswalkSchema(), tree)
    if facts["later"] != version_order(file.instrument.version)[0]:
        return
    name = f"{facts['earlier']}-{facts['later']}"
    if path.stem != name or facts["id"] != file.instrument.id:
        message = f"The file is {file.instrument.id}/{path.name} and speaks of {facts['id']} {name}."
        yield tree.finding((), _RULE, message, f"Name it {name}.yaml, in the folder of its instrument.")
        return
    earlier = _newest_of(file, facts["earlier"])
    if earlier is None:
        message = f"There is no version {facts['earlier']}.x.y to come from."
        yield tree.finding(("from",), _RULE, message, "Name the major number of an earlier version.")
        return
    yield from _link_findings(_Crosswalk(tree, facts["scales"], earlier, file.instrument))


def _newest_of(file: VersionFile, major: int) -> Instrument | None:
    """The newest version of this major number that comes before the file's."""
    below = version_order(file.instrument.version)
    found = [
        path
        for version, path in version_files(Path(file.tree.file).parent).items()
        if version_order(version)[0] == major and version_order(version) < below
    ]
    return read_version(found[-1]).instrument if found else None


def _link_findings(walk: _Crosswalk) -> Iterator[Finding]:
    shared = [scale for scale in walk.later.scales if scale.id in walk.earlier.scales_by_id]
    known = [scale.id for scale in shared]
    for scale_id in walk.links:
        if scale_id not in known:
            yield walk.finding(
                scale_id, f"“{scale_id}” is no scale of both versions.", did_you_mean(scale_id, known)
            )
    then, now = scale_hashes(walk.earlier), scale_hashes(walk.later)
    for scale in shared:
        if scale.id in walk.links:
            yield from _range_findings(walk, walk.earlier.scales_by_id[scale.id], scale)
        elif then[scale.id] != now[scale.id]:
            message = f"“{scale.id}” changed, and nothing is said of it."
            mend = "Say what compares, or not_comparable; the reason is kept."
            yield walk.tree.finding(("scales",), _RULE, message, mend)


def _range_findings(walk: _Crosswalk, earlier: Scale, later: Scale) -> Iterator[Finding]:
    """A claim that leads out of the later scale's range, or says nothing of a value of the earlier one."""
    values = _converted(walk.links[later.id], earlier)
    if values is None:
        span = f"{earlier.minimum} to {earlier.maximum}"
        message = f"The table says nothing of an end of “{earlier.id}”, {span}."
        yield walk.finding(later.id, message, "Give a row for every value that the earlier scale can have.")
        return
    low, high = later.minimum, later.maximum
    if low is not None and high is not None and not all(low <= value <= high for value in values):
        message = f"“{later.id}” would come to {min(values)} or {max(values)}; it runs from {low} to {high}."
        yield walk.finding(later.id, message, "Mend the figures, or claim less.")


def _converted(link: Loaded, earlier: Scale) -> list[Decimal] | None:
    """The ends of the earlier range as the later version counts them; None where one has no value."""
    ends = [end for end in (earlier.minimum, earlier.maximum) if end is not None]
    match link["kind"]:
        case LinkKind.SAME:
            return ends
        case LinkKind.LINEAR:
            return [link["factor"] * end + link["offset"] for end in ends]
        case LinkKind.TABLE:
            table = dict(link["table"])
            return list(table.values()) if all(end in table for end in ends) else None
        case _:
            return []

"""Crosswalks: each names its versions rightly, speaks of every scale that changed, keeps to the ranges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assessment_tool.core.identity import scale_hashes
from assessment_tool.core.instrument import Direction, Instrument, Scale
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend.crosswalk import Link, LinkKind
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.lint_rules.scale_values import scale_values
from assessment_tool.definitions.schemas.crosswalk import CrosswalkSchema, link_of
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
_MOST_TOLD = 10


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
            yield from _claim_findings(walk, walk.earlier.scales_by_id[scale.id], scale)
        elif then[scale.id] != now[scale.id]:
            message = f"“{scale.id}” changed, and nothing is said of it."
            mend = "Say what compares, or not_comparable; the reason is kept."
            yield walk.tree.finding(("scales",), _RULE, message, mend)


def _claim_findings(walk: _Crosswalk, earlier: Scale, later: Scale) -> Iterator[Finding]:
    """A claim that converts to nothing, or to values that the later scale has not, or the wrong way round."""
    link = link_of(walk.links[later.id])
    if link.linear and link.linear.factor == 0:
        message = f"The factor is 0: every score of “{earlier.id}” would come to {plain(link.linear.offset)}."
        yield walk.finding(later.id, message, "Give the factor, or claim not_comparable.")
        return
    values = _values(walk.earlier, earlier)
    if link.kind is LinkKind.TABLE and (unknown := values - {before for before, _ in link.table}):
        message = f"The table says nothing of {_told(unknown)}, which “{earlier.id}” can come to."
        yield walk.finding(later.id, message, "Give a row for every value that the earlier scale can have.")
        return
    converted = {before: after for before in values if (after := link.of(before)) is not None}
    yield from _reach_findings(walk, link, later, {*converted.values(), *(after for _, after in link.table)})
    yield from _direction_findings(walk, earlier, later, converted)


def _reach_findings(walk: _Crosswalk, link: Link, later: Scale, values: set[Decimal]) -> Iterator[Finding]:
    low, high = later.minimum, later.maximum
    if low is not None and high is not None and not all(low <= value <= high for value in values):
        message = f"“{later.id}” would come to {min(values)} or {max(values)}; it runs from {low} to {high}."
        yield walk.finding(later.id, message, "Mend the figures, or claim less.")
        return
    reached = scale_values(walk.later, later)
    unreached = values - reached if reached is not None and link.kind is not LinkKind.SAME else set()
    if unreached:
        message = (
            f"“{later.id}” would come to {_told(unreached)}, which no answers to the later version give."
        )
        yield walk.finding(later.id, message, "Mend the figures, or say to how many decimals it is rounded.")


def _direction_findings(
    walk: _Crosswalk, earlier: Scale, later: Scale, converted: Mapping[Decimal, Decimal]
) -> Iterator[Finding]:
    """A claim that puts the better end of the earlier scale where the later one has its worse."""
    if not converted or Direction.NEUTRAL in {earlier.direction, later.direction}:
        return
    first, last = converted[min(converted)], converted[max(converted)]
    is_turned = earlier.direction is not later.direction
    if first != last and (last < first) is not is_turned:
        message = f"The better end of “{earlier.id}” would become the worse one."
        mend = "Mend the figures; the direction that both versions declare says which end is the better."
        yield walk.finding(later.id, message, mend)


def _values(instrument: Instrument, scale: Scale) -> set[Decimal]:
    """What the scale can come to; its ends, where there is too much between them."""
    ends = {end for end in (scale.minimum, scale.maximum) if end is not None}
    return set(scale_values(instrument, scale) or ends)


def _told(values: set[Decimal]) -> str:
    return ", ".join(str(plain(one)) for one in sorted(values)[:_MOST_TOLD])

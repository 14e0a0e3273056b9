"""The comparison: every change between two versions, in the order of the newer file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment_tool.core.instrument import Instrument, Kind
from assessment_tool.definitions.diff.change import Change, ChangeKind, Spot, spot
from assessment_tool.definitions.diff.parts import Key, Part, PartKind, parts_of
from assessment_tool.definitions.diff.rules.form import GRADE, SECTION, VERSION
from assessment_tool.definitions.diff.rules.items import AGE_BAND, FLAG, ITEM, OPTION
from assessment_tool.definitions.diff.rules.scales import BAND, SCALE
from assessment_tool.definitions.diff.rules.verdicts import PartRules, Rule, Step
from assessment_tool.definitions.version_file import VersionFile

RULES: Mapping[PartKind, PartRules] = {
    PartKind.VERSION: VERSION,
    PartKind.SECTION: SECTION,
    PartKind.ITEM: ITEM,
    PartKind.OPTION: OPTION,
    PartKind.GRADE: GRADE,
    PartKind.AGE_BAND: AGE_BAND,
    PartKind.FLAG: FLAG,
    PartKind.SCALE: SCALE,
    PartKind.BAND: BAND,
}

_NAMES = {"id", "code", "version"}
"""What a part is found by, or must differ; no change of its own."""

_List = tuple[Key, PartKind]
"""A list of parts of one kind, by what it stands in."""

_ABOUT_ITEMS = {PartKind.ITEM, PartKind.OPTION, PartKind.AGE_BAND, PartKind.FLAG}


def changes_between(before: VersionFile, after: VersionFile) -> list[Change]:
    """Every change from one version to the other, in the order of the newer file; removals come last."""
    sides = _Sides(before, after)
    changes = [change for part in sides.after.values() for change in sides.of_part(part)]
    return changes + [sides.removal(part) for part in sides.before.values() if sides.is_removal(part)]


@dataclass(frozen=True)
class _Sides:
    """Both versions, taken apart."""

    old: VersionFile
    new: VersionFile

    @cached_property
    def before(self) -> Mapping[Key, Part]:
        return parts_of(self.old)

    @cached_property
    def after(self) -> Mapping[Key, Part]:
        return parts_of(self.new)

    @cached_property
    def counting(self) -> frozenset[str]:
        """The items that count in a scale on either side."""
        return _counting(self.old.instrument) | _counting(self.new.instrument)

    @cached_property
    def grades_count(self) -> bool:
        items = [*self.old.instrument.items.values(), *self.new.instrument.items.values()]
        return any(one.kind is Kind.GRADED and one.id in self.counting for one in items)

    def of_part(self, part: Part) -> Iterator[Change]:
        """The changes of a part of the newer version; what is inside it is told by itself."""
        earlier = self.before.get(part.key)
        if earlier is None:
            if part.stands_alone or part.inside in self.before:
                yield self._change(ChangeKind.ADDED, part, RULES[part.kind].added)
            return
        if earlier.inside != part.inside:
            yield self._change(ChangeKind.MOVED, part, RULES[part.kind].order)
        for key in dict.fromkeys([*earlier.values, *part.values]):
            if key not in _NAMES and earlier.values.get(key) != part.values.get(key):
                yield self._change(ChangeKind.CHANGED, part, RULES[part.kind].of_key(key), key)
        yield from self._orders(part)

    def is_removal(self, part: Part) -> bool:
        """Whether a part of the older version is gone, and not told with what it stood in."""
        return part.key not in self.after and (part.stands_alone or part.inside in self.after)

    def removal(self, part: Part) -> Change:
        """The change that a part of the older version is gone."""
        where = (spot(self.old.tree, part.path), _spot_of(self.new, self.after.get(part.inside)))
        step = Step(None, None, counts=self._counts(part))
        return Change(ChangeKind.REMOVED, RULES[part.kind].removed(step), part, "", None, None, where)

    @cached_property
    def _orders_before(self) -> Mapping[_List, Sequence[Key]]:
        return _lists(self.before)

    @cached_property
    def _orders_after(self) -> Mapping[_List, Sequence[Key]]:
        return _lists(self.after)

    def _orders(self, part: Part) -> Iterator[Change]:
        """A change for each kind of inner part whose order is another one."""
        for kind in PartKind:
            now = self._orders_after.get((part.key, kind), ())
            then = self._orders_before.get((part.key, kind), ())
            if [one for one in then if one in now] != [one for one in now if one in then]:
                yield self._change(ChangeKind.REORDERED, self.after[now[0]], RULES[kind].order)

    def _change(self, kind: ChangeKind, part: Part, rule: Rule, key: str = "") -> Change:
        earlier = self.before.get(part.key)
        before, after = (earlier.values.get(key) if earlier else None), part.values.get(key)
        path = tuple(key.split(".")) if key else ()
        then = _spot_of(self.old, earlier or self.before.get(part.inside), path if earlier else ())
        step = Step(before, after, counts=self._counts(part))
        return Change(kind, rule(step), part, key, before, after, (then, _spot_of(self.new, part, path)))

    def _counts(self, part: Part) -> bool:
        if part.kind is PartKind.GRADE:
            return self.grades_count
        return part.kind in _ABOUT_ITEMS and part.names[0] in self.counting


def _spot_of(file: VersionFile, part: Part | None, path: tuple[str, ...] = ()) -> Spot:
    """The place of a value of a part; the beginning of the file where the part is not there."""
    return spot(file.tree, (*part.path, *path) if part else ())


def _counting(instrument: Instrument) -> frozenset[str]:
    return frozenset(member for scale in instrument.scales for member in scale.rests_on)


def _lists(parts: Mapping[Key, Part]) -> Mapping[_List, Sequence[Key]]:
    """What stands in each list of parts, in its order."""
    lists: dict[_List, list[Key]] = {}
    for part in parts.values():
        lists.setdefault((part.inside, part.kind), []).append(part.key)
    return lists

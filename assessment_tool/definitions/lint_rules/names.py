"""Every name stands for one thing, and every name that is used stands for something."""

from collections.abc import Iterable, Iterator, Sequence

from assessment_tool.core.declared import Check
from assessment_tool.core.instrument import AgeBand, Band, Flag, Instrument, Item, Kind, Scale
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import Placed, placed_items, placed_scales, placed_sections
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.version_file import VersionFile
from assessment_tool.definitions.yaml_tree import Tree

Path = tuple[str | int, ...]
_Named = tuple[str, Path]


def repeated_names(file: VersionFile) -> Iterator[Finding]:
    """Ids that stand for two things (an item and a scale share one set of names), and codes used twice."""
    tree, instrument = file.tree, file.instrument
    yield from _repeated(tree, "section", ((one.part.id, one.path) for one in placed_sections(instrument)))
    yield from _repeated(tree, "item or scale", _items_and_scales(instrument))
    yield from _repeated(tree, "flag", _flags(instrument))
    yield from _repeated(tree, "check", _inside((), "checks", instrument.checks))
    yield from _repeated(tree, "grade", _grade_codes(file), key="code")
    for item in placed_items(instrument):
        yield from _repeated(
            tree, "age band of the item", _inside(item.path, "age_bands", item.part.age_bands)
        )
        if item.part.kind is not Kind.GRADED:
            codes = (
                (option.code, (*item.path, "options", place))
                for place, option in enumerate(item.part.options)
            )
            yield from _repeated(tree, "option of the item", codes, key="code")
        yield from _repeated(tree, "column of the item", _inside(item.path, "columns", item.part.columns))
        for number, column in enumerate(item.part.columns):
            codes = (
                (option.code, (*item.path, "columns", number, "options", place))
                for place, option in enumerate(column.options)
            )
            yield from _repeated(tree, "option of the column", codes, key="code")
    for scale in placed_scales(instrument):
        yield from _repeated(tree, "band of the scale", _inside(scale.path, "bands", scale.part.bands))


def unknown_members(file: VersionFile) -> Iterator[Finding]:
    """Members of scales that do not exist, stand twice, or are scales further down."""
    earlier: set[str] = set()
    for scale in placed_scales(file.instrument):
        yield from _member_findings(file, scale, earlier)
        earlier.add(scale.part.id)


def unknown_checked(file: VersionFile) -> Iterator[Finding]:
    """Items that a check is about and that do not exist."""
    items = file.instrument.items
    for number, check in enumerate(file.instrument.checks):
        for place, item_id in enumerate(check.items):
            if item_id not in items:
                message = f"There is no item “{item_id}”."
                path = ("checks", number, "items", place)
                yield file.tree.finding(path, "unknown-id", message, did_you_mean(item_id, items))


def _member_findings(file: VersionFile, scale: Placed[Scale], earlier: set[str]) -> Iterator[Finding]:
    items, scales = file.instrument.items, file.instrument.scales_by_id
    for number, member in enumerate(scale.part.of):
        path = (*scale.path, "of", number)
        if member in scale.part.of[:number]:
            message = f"“{member}” stands twice in the scale “{scale.part.id}”."
            yield file.tree.finding(path, "duplicate-id", message, "Keep one of the two.")
        elif member in scales and member not in earlier:
            message = f"The scale “{member}” is not defined above “{scale.part.id}”."
            yield file.tree.finding(path, "scale-order", message, "Move it above the scales made of it.")
        elif member not in scales and member not in items:
            message = f"There is no item or scale “{member}”."
            mend = did_you_mean(member, [*items, *earlier])
            yield file.tree.finding(path, "unknown-id", message, mend)


def _items_and_scales(instrument: Instrument) -> Iterator[_Named]:
    yield from ((item.part.id, item.path) for item in placed_items(instrument))
    yield from ((scale.part.id, scale.path) for scale in placed_scales(instrument))


def _flags(instrument: Instrument) -> Iterator[_Named]:
    for item in placed_items(instrument):
        yield from _inside(item.path, "flags", item.part.flags)


def _inside(path: Path, key: str, parts: Sequence[AgeBand | Band | Check | Flag | Item]) -> Iterator[_Named]:
    return ((part.id, (*path, key, place)) for place, part in enumerate(parts))


def _grade_codes(file: VersionFile) -> Iterator[_Named]:
    grades = file.version["grades"]
    for number, option in enumerate(grades["options"] if grades else ()):
        yield option["code"], ("grades", "options", number)


def _repeated(tree: Tree, what: str, named: Iterable[_Named], key: str = "id") -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for name, path in named:
        line, _ = tree.place((*path, key))
        if name in seen:
            message = f"“{name}” names a second {what}; the first is in line {seen[name]}."
            yield tree.finding((*path, key), "duplicate-id", message, "Give one of them another name.")
        seen.setdefault(name, line)

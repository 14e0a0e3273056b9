"""The changes between two versions, sorted by what they are about, with the words of both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment_tool.core.instrument import Instrument, Section
from assessment_tool.definitions.diff.change import Bump, Change, ChangeKind
from assessment_tool.definitions.diff.parts import Key, PartKind
from assessment_tool.web.instruments.comparison.aspects import aspect
from assessment_tool.web.instruments.comparison.change_words import is_prose, told
from assessment_tool.web.instruments.comparison.passages import Passage, Side, Style, passages_of, sides
from assessment_tool.web.instruments.findings import place

_ITEMS = {PartKind.ITEM, PartKind.OPTION, PartKind.AGE_BAND, PartKind.FLAG}
_SCALES = {PartKind.SCALE, PartKind.BAND}
_FORM: Key = (PartKind.VERSION, ())
_KINDS = {
    PartKind.VERSION: "",
    PartKind.SECTION: "Heading",
    PartKind.ITEM: "Question",
    PartKind.SCALE: "Score",
}


@dataclass(frozen=True, slots=True)
class ToldTogether:
    """Changes of one group to which the same happened and which need the same bump, and where they stand."""

    how: str
    bump: str
    what: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one question, heading or score, or of the form as a whole; `bump` is the highest.

    A side is empty where that version does not have it; both are where no words differ.
    """

    title: str
    kind: str
    bump: str
    changes: tuple[ToldTogether, ...]
    before: Side
    after: Side


def groups(before: Instrument, after: Instrument, changes: Sequence[Change]) -> list[Group]:
    """Every change, under what it is about, in the order in which the changes were found."""
    found: dict[Key, list[Change]] = {}
    for change in changes:
        found.setdefault(_about(change), []).append(change)
    return [_group(before, after, about, ones) for about, ones in found.items()]


def _about(change: Change) -> Key:
    """The question, heading or score that a change is about."""
    kind, names = change.part.inside if change.kind is ChangeKind.REORDERED else change.part.key
    if kind in _ITEMS:
        return PartKind.ITEM, names[:1]
    if kind in _SCALES:
        return PartKind.SCALE, names[:1]
    return (kind, names) if kind is PartKind.SECTION else _FORM


def _group(before: Instrument, after: Instrument, about: Key, changes: Sequence[Change]) -> Group:
    kind, names = about
    passages = _passages_of_item if kind is PartKind.ITEM else _passages_of_changes
    left, right = sides(*passages(before, after, names, changes))
    has_other_words = any(one.is_changed for one in (*left, *right))
    return Group(
        _title(before, after, about),
        _KINDS[kind],
        max(change.bump for change in changes).word,
        tuple(_told_together(changes)),
        left if has_other_words else (),
        right if has_other_words else (),
    )


def _told_together(changes: Sequence[Change]) -> Iterator[ToldTogether]:
    """The changes in short, those that weigh most first."""
    alike: dict[tuple[Bump, str], list[Change]] = {}
    for change in changes:
        alike.setdefault((change.bump, told(change).how), []).append(change)
    for (bump, how), ones in sorted(alike.items(), key=lambda one: one[0][0], reverse=True):
        yield ToldTogether(how, bump.word, tuple(told(one).what for one in ones), tuple(map(_places, ones)))


def _places(change: Change) -> str:
    """Where the change stands, in both files."""
    return " → ".join(dict.fromkeys(place(spot) for spot in change.spots))


def _title(before: Instrument, after: Instrument, about: Key) -> str:
    """What the group is about, as the later version calls it where it has it."""
    kind, names = about
    if not names:
        return "The form as a whole"
    titles = {**_titles(before, kind), **_titles(after, kind)}
    return titles[names[0]]


def _titles(instrument: Instrument, kind: PartKind) -> dict[str, str]:
    if kind is PartKind.ITEM:
        return {item.id: item.title for item in instrument.items.values()}
    if kind is PartKind.SCALE:
        return {scale.id: scale.title for scale in instrument.scales}
    return dict(_headings(instrument.form))


def _headings(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        yield section.id, section.title
        yield from _headings(section.sections)


def _passages_of_item(
    before: Instrument, after: Instrument, names: tuple[str, ...], _: Sequence[Change]
) -> tuple[list[Passage], list[Passage]]:
    old, new = before.items.get(names[0]), after.items.get(names[0])
    return passages_of(old) if old else [], passages_of(new) if new else []


def _passages_of_changes(
    _before: Instrument, _after: Instrument, _names: tuple[str, ...], changes: Sequence[Change]
) -> tuple[list[Passage], list[Passage]]:
    """The words that the changes themselves carry."""
    prose = [one for one in changes if is_prose(one)]
    return [_passage(one, one.before) for one in prose if one.before is not None], [
        _passage(one, one.after) for one in prose if one.after is not None
    ]


def _passage(change: Change, value: object) -> Passage:
    key = "/".join([change.part.kind, *change.part.names, change.key])
    return Passage(key, Style.LIST, aspect(change.part.kind, change.key), str(value))

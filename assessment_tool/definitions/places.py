"""The parts of an instrument with the paths at which a file says them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from assessment_tool.core.instrument import Instrument, Item, Scale, Section
from assessment_tool.core.levels import LevelRule, WorseningRule

Part = TypeVar("Part", Item, Scale, Section)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Part]):
    """A part of an instrument, and the path to it in its file."""

    part: Part
    path: tuple[str | int, ...]


def placed_sections(instrument: Instrument) -> Iterator[Placed[Section]]:
    """Every section, the gate's first, each before those inside it."""
    if instrument.gate:
        yield Placed(instrument.gate.section, ("gate",))
    yield from _sections(instrument.sections, ())


def placed_items(instrument: Instrument) -> Iterator[Placed[Item]]:
    """Every item in the order of the form."""
    for section in placed_sections(instrument):
        for number, item in enumerate(section.part.items):
            yield Placed(item, (*section.path, "items", number))


def placed_scales(instrument: Instrument) -> Iterator[Placed[Scale]]:
    """Every scale in the order of the definition."""
    for number, scale in enumerate(instrument.scales):
        yield Placed(scale, ("scales", number))


def placed_rules(scale: Placed[Scale]) -> Iterator[tuple[LevelRule | WorseningRule, tuple[str | int, ...]]]:
    """Every rule of a composite, with the path to its condition."""
    method, path = scale.part.method, (*scale.path, "method")
    for number, level in enumerate(method.levels):
        yield level, (*path, "levels", number, "when")
    for number, worsening in enumerate(method.raised_by):
        yield worsening, (*path, "raised_by", number, "when")


def _sections(sections: Sequence[Section], path: tuple[str | int, ...]) -> Iterator[Placed[Section]]:
    for number, section in enumerate(sections):
        here = (*path, "sections", number)
        yield Placed(section, here)
        yield from _sections(section.sections, here)

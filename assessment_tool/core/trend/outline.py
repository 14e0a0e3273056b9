"""How an instrument's scales are grouped for a reader: a headline scale with those it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment_tool.core.instrument import Instrument, Scale


@dataclass(frozen=True, slots=True)
class ScaleGroup:
    """A scale made of other scales (an area), with them; or a scale of items, alone."""

    head: Scale
    parts: tuple[Scale, ...]

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The parts in order and then the headline, or the one scale alone."""
        return (*self.parts, self.head)


def outline(instrument: Instrument) -> tuple[ScaleGroup, ...]:
    """The groups in the order of the definition; each scale stands in exactly one group.

    A scale that is part of another one stands only there. Levels that the instrument does not name for
    its trend are left out.
    """
    levels = instrument.trend
    scales = {scale.id: scale for scale in instrument.scales if not levels or scale.level in levels}
    inner = {member for scale in scales.values() for member in scale.of if member in scales}
    return tuple(
        ScaleGroup(scale, tuple(scales[member] for member in scale.of if member in scales))
        for scale in scales.values()
        if scale.id not in inner
    )


@dataclass(frozen=True, slots=True)
class DroppedScale:
    """A scale that a newer version no longer has, as the last version that had it names it."""

    scale: Scale
    area: str
    """The id of the scale that heads its group."""
    version: str


def dropped(newest: Instrument, used: Iterable[Instrument]) -> list[DroppedScale]:
    """The scales of the versions used, the newest of them first, that the newest version does not have."""
    found: dict[str, DroppedScale] = {}
    for version in used:
        for group in outline(version):
            for scale in group.scales:
                if scale.id not in newest.scales_by_id:
                    found.setdefault(scale.id, DroppedScale(scale, group.head.id, version.version))
    return list(found.values())

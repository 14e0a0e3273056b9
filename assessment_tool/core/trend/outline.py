"""How an instrument's scales are grouped for a reader: a headline scale with those it is made of."""

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

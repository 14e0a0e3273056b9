"""What a report may show that every party may read: open items, and scales of those alone.

An item is open that is labelled L0 or L1 and kept from nobody for ever.

A scale with any other item below it is left out whole: no value, no chart, no gap in the numbering. That it
is left out is said of every family alike, since it follows from the definition and never from an answer.
"""

from collections.abc import Collection, Iterable

from assessment_tool.core.instrument import Instrument, Item, Scale
from assessment_tool.core.labels import Label
from assessment_tool.core.trend import ScaleGroup, outline

SHOWN_LABELS = frozenset({Label.ADMINISTRATIVE, Label.SHARED_WITH_FAMILY})


def may_show_item(item: Item) -> bool:
    """Whether the answer to an item, its title and its evidence may be shown."""
    return item.label in SHOWN_LABELS and not item.never_shown_to


def shown_groups(newest: Instrument, used: Collection[Instrument]) -> tuple[ScaleGroup, ...]:
    """The groups of the newest version that may be shown in every one of the used that has them.

    Where an area may not be shown, those of its parts are that may, each as a group of its own.
    """
    shown: list[ScaleGroup] = []
    for group in outline(newest):
        if may_show_scale(group.head, used):
            shown.append(group)
        else:
            shown += [ScaleGroup(part, ()) for part in group.parts if may_show_scale(part, used)]
    return tuple(shown)


def shown_scales(groups: Iterable[ScaleGroup]) -> list[Scale]:
    """Every scale of the groups, in their order."""
    return [scale for group in groups for scale in group.scales]


def left_out(newest: Instrument, used: Collection[Instrument]) -> list[Scale]:
    """The scales of the newest version that may not be shown: by the definitions alone, whatever was said."""
    shown = {scale.id for scale in shown_scales(shown_groups(newest, used))}
    groups = outline(newest)
    return [scale for group in groups for scale in (group.head, *group.parts) if scale.id not in shown]


def may_show_scale(scale: Scale, used: Iterable[Instrument]) -> bool:
    """Whether the scale may be shown in every one of the versions that has it."""
    return all(_is_open(one, scale.id) for one in used if scale.id in one.scales_by_id)


def _is_open(instrument: Instrument, member: str) -> bool:
    scale = instrument.scales_by_id.get(member)
    if scale is None:
        return may_show_item(instrument.items[member])
    return all(_is_open(instrument, below) for below in scale.of)

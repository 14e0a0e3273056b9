"""Reversed items: the declared ones are, and none is reversed without saying so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import placed_items
from assessment_tool.definitions.version_file import VersionFile

_RULE = "reversed"


def reversed_items(file: VersionFile) -> Iterator[Finding]:
    """Items that are called reversed and are not, and items that are and are not called so.

    An item that is not called reversed is held only against those with the same answers in the same order.
    """
    faults = {
        item_id: fault for scale in file.instrument.scales for item_id, fault in _faults(file, scale.of)
    }
    counted = {member for scale in file.instrument.scales for member in scale.of}
    for item in placed_items(file.instrument):
        fault = faults.get(item.part.id)
        if item.part.reversed and item.part.id not in counted:
            fault = ("is called reversed and counts in no scale", "Remove “reversed”.")
        if fault:
            message = f"“{item.part.id}” {fault[0]}."
            yield file.tree.finding((*item.path, "id"), _RULE, message, fault[1])


def _faults(file: VersionFile, members: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    items = [file.instrument.items[one] for one in members if one in file.instrument.items]
    runs = {item.id: run for item in items if (run := _run(item))}
    plain = [item for item in items if item.id in runs and not item.reversed]
    for item in items:
        alike = plain if item.reversed else [one for one in plain if _answers(one) == _answers(item)]
        usual = _usual(runs[one.id] for one in alike)
        if item.reversed and runs.get(item.id) in {usual, None}:
            yield item.id, ("is called reversed, and its scores do not run the other way", "Mend its scores.")
        elif not item.reversed and item.id in runs and runs[item.id] != usual:
            yield (
                item.id,
                (
                    "has scores that run the other way than its neighbours’",
                    "Write “reversed: true”, or mend them.",
                ),
            )


def _run(item: Item) -> int | None:
    """Whether the scores rise (1) or fall (-1) from the first answer to the last; None for neither."""
    scores = [option.score for option in item.options if option.score is not None]
    if item.kind is not Kind.SINGLE or len(set(scores)) < 2:  # noqa: PLR2004 - one score alone has no direction
        return None
    steps = {(after > before) - (after < before) for before, after in pairwise(scores)} - {0}
    return steps.pop() if len(steps) == 1 else None


def _usual(runs: Iterable[int]) -> int | None:
    """The run of most; of as many each, that of the first."""
    found = Counter(runs).most_common(1)
    return found[0][0] if found else None


def _answers(item: Item) -> tuple[str, ...]:
    return tuple(option.label.casefold() for option in item.options)

"""The life of a published version, outside its hashed file: superseded, retired, or withdrawn for a fault.

A superseded version is not started any more, and drafts in it are finished until a day; a retired one is
read, scored and printed only; of a withdrawn one every score is shown with a warning. Each step names who
decided it and why; publishing and withdrawing take two people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assessment_tool.definitions.registry import Entry, LaterStep, changing, read_registry, write_registry
from assessment_tool.definitions.schemas.registry import Status

_BEFORE: Mapping[Status, frozenset[Status]] = {
    Status.SUPERSEDED: frozenset({Status.ACTIVE}),
    Status.RETIRED: frozenset({Status.ACTIVE, Status.SUPERSEDED}),
    Status.WITHDRAWN: frozenset({Status.ACTIVE, Status.SUPERSEDED, Status.RETIRED}),
}
"""From where each step can be taken; nothing follows upon a withdrawal."""


def next_steps(status: Status) -> frozenset[Status]:
    """What a published version of this status can become."""
    return frozenset(step for step, before in _BEFORE.items() if status in before)


class LifeError(ValueError):
    """A step that cannot be taken; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided a step, on which day, why, and who approved it where two people are needed."""

    by: str
    on: date
    because: str = ""
    approved_by: str = ""

    def check_two_people(self) -> None:
        """Raise `LifeError` unless somebody else approved it."""
        first, second = (" ".join(name.casefold().split()) for name in (self.by, self.approved_by))
        if not second or first == second:
            raise LifeError(
                "Two people are needed: let somebody else than the one who proposes it approve it."
            )


def supersede(
    folder: Path, instrument_id: str, version: str, decision: Decision, finish_until: date
) -> Entry:
    """Take an active version out of use; drafts begun in it can be signed until that day, inclusive."""
    if finish_until < decision.on:
        raise LifeError(f"Drafts cannot be finished until {finish_until}: that day is past.")
    return _step(folder, (instrument_id, version), Status.SUPERSEDED, decision, finish_until)


def retire(folder: Path, instrument_id: str, version: str, decision: Decision) -> Entry:
    """Close a version: from now on it is read, scored and printed only."""
    return _step(folder, (instrument_id, version), Status.RETIRED, decision)


def withdraw(folder: Path, instrument_id: str, version: str, decision: Decision) -> Entry:
    """Close a version in which a fault was found; two people decide it, and its scores carry a warning."""
    decision.check_two_people()
    return _step(folder, (instrument_id, version), Status.WITHDRAWN, decision)


def _step(
    folder: Path,
    name: tuple[str, str],
    status: Status,
    decision: Decision,
    finish_until: date | None = None,
) -> Entry:
    with changing(folder):
        registry = read_registry(folder)
        entry = registry.get(name)
        if entry is None:
            raise LifeError(f"There is no published version {' '.join(name).strip()} in {folder}.")
        if entry.status not in _BEFORE[status]:
            raise LifeError(f"{' '.join(name)} is {entry.status}; it cannot become {status}.")
        if not decision.because.strip():
            raise LifeError("A reason is needed: whoever meets this version later reads it.")
        step = LaterStep(status, decision.on, decision.by, decision.because.strip(), decision.approved_by)
        after = replace(entry, status=status, finish_until=finish_until, steps=(*entry.steps, step))
        write_registry(folder, [after if one is entry else one for one in registry.values()])
    return after

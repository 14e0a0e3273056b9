"""The few ways in which a change is judged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assessment_tool.core.identity import normalised
from assessment_tool.definitions.diff.change import Bump


@dataclass(frozen=True, slots=True)
class Step:
    """A value before and after (None where it is not written), and whether it counts in a scale."""

    before: Any
    after: Any
    counts: bool


Rule = Callable[[Step], Bump]


def patch(_: Step) -> Bump:
    """Guidance, layout and metadata."""
    return Bump.PATCH


def minor(_: Step) -> Bump:
    """What nobody's score hangs on."""
    return Bump.MINOR


def major(_: Step) -> Bump:
    """Whatever can move a score or its meaning."""
    return Bump.MAJOR


@dataclass(frozen=True, slots=True)
class PartRules:
    """What a part of one kind needs when it is added, removed or reordered, and when a value changes.

    A key that is not listed needs a major.
    """

    added: Rule
    order: Rule
    keys: Mapping[str, Rule]
    removed: Rule = major

    def of_key(self, key: str) -> Rule:
        """The rule of a dotted key, or of the group that it stands in."""
        while key not in self.keys and "." in key:
            key = key.rpartition(".")[0]
        return self.keys.get(key, major)


def wording(step: Step) -> Bump:
    """Other words: none where only case, spacing or composition of letters differ; scored ones weigh most."""
    if normalised(str(step.before or "")) == normalised(str(step.after or "")):
        return Bump.PATCH
    return Bump.MAJOR if step.counts else Bump.MINOR


def unscored_words(step: Step) -> Bump:
    """Words beside the scored ones, such as what a band is called."""
    return wording(Step(step.before, step.after, counts=False))


def minor_unless_scored(step: Step) -> Bump:
    """What is minor for an item that counts nowhere."""
    return Bump.MAJOR if step.counts else Bump.MINOR


def patch_unless_scored(step: Step) -> Bump:
    """What is layout for an item that counts nowhere."""
    return Bump.MAJOR if step.counts else Bump.PATCH


def looser(is_looser: Callable[[Any, Any], bool]) -> Rule:
    """Minor where the check became looser, whether or not the item counts; else a major."""
    return lambda step: Bump.MINOR if is_looser(step.before, step.after) else Bump.MAJOR


def looser_unless_scored(is_looser: Callable[[Any, Any], bool]) -> Rule:
    """Minor where the check became looser and the item counts nowhere; else a major."""
    return lambda step: Bump.MAJOR if step.counts else looser(is_looser)(step)


def is_lower(before: Any, after: Any) -> bool:  # noqa: ANN401 - plain values of a file
    """Whether a lower limit now lets more through; None is no limit."""
    return after is None or (before is not None and after <= before)


def is_higher(before: Any, after: Any) -> bool:  # noqa: ANN401 - plain values of a file
    """Whether an upper limit now lets more through; None is no limit."""
    return after is None or (before is not None and after >= before)


def is_gone(before: Any, after: Any) -> bool:  # noqa: ANN401, ARG001 - plain values of a file
    """Whether a restriction was removed."""
    return after is None

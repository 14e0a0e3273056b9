"""Each child's mother and father on the family's page: who they are, and how far they have been assessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment_tool.services.families import CareKind, Parent, SlotState
from assessment_tool.services.family_page import FamilyPage, ListedRevision

if TYPE_CHECKING:
    from assessment_tool.records.chronology import ParentSlot
    from assessment_tool.records.families import Person

NOTHING_SAID = ("No attempt recorded", "red")
STATES: Mapping[SlotState, tuple[str, str]] = {
    SlotState.COMPLETED: ("Assessed", "green"),
    SlotState.PARTLY: ("Partly assessed", "yellow"),
    SlotState.ATTEMPTED: ("Attempted, not assessed yet", "yellow"),
    SlotState.DECLINED: ("Declined to be assessed", "red"),
    SlotState.UNKNOWN_IDENTITY: ("Not known who this is", "red"),
    SlotState.NOT_SAFE_TO_CONTACT: ("Not safe to contact", "red"),
    SlotState.DECEASED: ("Has died", "grey"),
    SlotState.NOT_STARTED: ("Not started", "red"),
}
"""How far the assessment of a parent has come, in words and in a tag's colour."""

_KINDS = {Parent.MOTHER: CareKind.MOTHER, Parent.FATHER: CareKind.FATHER}


@dataclass(frozen=True, slots=True)
class ShownParent:
    """One parent of one child: what was recorded of them, and the newest assessment that counts."""

    parent: Parent
    person: "Person | None"
    slot: "ParentSlot | None"
    last: ListedRevision | None

    @property
    def state(self) -> str:
        """How far their assessment has come, in words."""
        return self._words[0]

    @property
    def colour(self) -> str:
        """The colour of the tag with these words."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        return STATES[self.slot.state] if self.slot else NOTHING_SAID


def parents_of(shown: FamilyPage) -> dict[int, list[ShownParent]]:
    """By child id both parents, named by what was last said of them or else by what they are to the child."""
    return {child.id: [_parent(shown, child.id, parent) for parent in Parent] for child in shown.children}


def _parent(shown: FamilyPage, child_id: int, parent: Parent) -> ShownParent:
    slot = shown.slots.get((child_id, parent))
    named = shown.people.get(slot.person_id) if slot and slot.person_id else None
    person = named or _related(shown, child_id, parent)
    return ShownParent(parent, person, slot, _last(shown, child_id, person.id) if person else None)


def _related(shown: FamilyPage, child_id: int, parent: Parent) -> "Person | None":
    """The one whom the family's table of carers calls the child's mother or father."""
    for carer in shown.carers:
        tie = shown.relationships.get((child_id, carer.id))
        if tie and tie.kind is _KINDS[parent]:
            return carer
    return None


def _last(shown: FamilyPage, child_id: int, carer_id: int) -> ListedRevision | None:
    """The newest assessment of this care that counts."""
    of_both = ((one.assessment.child_id, one.assessment.carer_id, one) for one in shown.revisions)
    return next(
        (
            one
            for child, carer, one in of_both
            if (child, carer) == (child_id, carer_id) and one.standing.counts
        ),
        None,
    )

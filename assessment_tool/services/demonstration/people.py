"""Enters a story's family, its people, and what happened around them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time

from assessment_tool.records.families import MemberRole
from assessment_tool.services.demonstration.stage import Moment, Stage
from assessment_tool.services.demonstration.story import Happening, Slot, Story
from assessment_tool.services.families import (
    CareKind,
    NewPerson,
    Parent,
    ParentalResponsibility,
    Sex,
    SlotState,
    add_member,
    allocate,
    create_family,
    relate,
    set_parent_slot,
)
from assessment_tool.services.family_events import FamilyEventKind, NewEvent, record_event

ALLOCATOR = "demo.supervisor"
MORNING = time(9, 0)
EVENTS_NOTED = time(12, 30)
SLOTS_NOTED = time(18, 0)


def open_family(stage: Stage, story: Story) -> int:
    """The case file with its allocations; returns its id."""
    at = stage.days.at(story.opened, MORNING)
    family = create_family(stage.session, story.reference, story.name, at)
    for username, since in story.allocations.items():
        stage.allocated[family.id, username] = stage.days.day(since)
        allocate(
            stage.session,
            family.id,
            stage.users[username].id,
            from_on=stage.days.day(since),
            by_id=stage.users[ALLOCATOR].id,
            at=stage.days.at(since, MORNING),
        )
    return family.id


def enter_people(stage: Stage, story: Story, family_id: int, entered_by: str) -> Mapping[str, int]:
    """The members and what they are to each other; returns their ids by the story's names for them."""
    ids: dict[str, int] = {}
    for key, one in story.members.items():
        joined = stage.days.day(one.joined)
        at = stage.seen_by(entered_by, family_id, one.joined, MORNING)
        born_on = stage.days.day(one.born) if one.born else None
        new = NewPerson(one.name, born_on=born_on, sex=Sex(one.sex) if one.sex else None)
        actor = stage.actor(entered_by)
        role = MemberRole(one.role)
        person = add_member(stage.session, actor, family_id, new, role=role, from_on=joined, at=at)
        ids[key] = person.id
    _relate(stage, story, ids)
    return ids


def _relate(stage: Stage, story: Story, ids: Mapping[str, int]) -> None:
    for one in story.care:
        relate(
            stage.session,
            ids[one.child],
            ids[one.carer],
            CareKind(one.kind),
            ParentalResponsibility(one.responsibility),
            from_on=stage.days.day(one.since),
            until_on=stage.days.day(one.until) if one.until else None,
        )


def happenings(stage: Stage, story: Story, family_id: int, ids: Mapping[str, int]) -> Iterator[Moment]:
    """What is to be written down about the family, each at its moment."""
    for event in story.events:
        yield _event(stage, event, family_id, ids)
    for slot in story.slots:
        yield _slot(stage, slot, family_id, ids)


def _event(stage: Stage, told: Happening, family_id: int, ids: Mapping[str, int]) -> Moment:
    new = NewEvent(
        happened_on=stage.days.day(told.day),
        kind=FamilyEventKind(told.kind),
        title=told.title,
        detail=stage.days.told(told.detail),
        source=told.source,
        person_id=ids[told.who] if told.who else None,
    )

    def write(at: datetime) -> None:
        record_event(stage.session, stage.actor(told.by), family_id, new, at)

    return Moment(stage.seen_by(told.by, family_id, told.day, EVENTS_NOTED), write)


def _slot(stage: Stage, told: Slot, family_id: int, ids: Mapping[str, int]) -> Moment:
    def write(at: datetime) -> None:
        set_parent_slot(
            stage.session,
            stage.actor(told.by),
            ids[told.child],
            Parent(told.parent),
            SlotState(told.state),
            at=at,
            person_id=ids[told.person] if told.person else None,
            note=stage.days.told(told.note),
        )

    return Moment(stage.seen_by(told.by, family_id, told.day, SLOTS_NOTED), write)

"""Loads the demonstration once: staff, and families whose months are lived through the services."""

from datetime import datetime, time
from operator import attrgetter

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.users import User
from assessment_tool.services.demonstration.accounts import accounts_there, add_accounts, give_authenticators
from assessment_tool.services.demonstration.assessments import assessments
from assessment_tool.services.demonstration.days import StoryDays
from assessment_tool.services.demonstration.people import enter_people, happenings, open_family
from assessment_tool.services.demonstration.stage import Stage
from assessment_tool.services.demonstration.story import read_story

STORIES = {"hollis": "demo.worker", "quill": "demo.worker2", "sands": "demo.worker"}
"""The stories, and who enters each one's people."""

BEFORE_IT_ALL = "w84 mon"


class OtherUsersError(Exception):
    """The database belongs to real members of staff; a demonstration has no place in it."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"This database has {count} users already. The demonstration loads only into an empty one: "
            "set ASSESSMENT_TOOL_DATABASE to another."
        )
        self.count = count


def load(session: Session, catalogue: Catalogue, hasher: PasswordHasher, at: datetime) -> bool:
    """Enter the demonstration's staff and families, up to a few days before `at`.

    Returns whether it was loaded: where it is already, accounts without an authenticator get theirs, and
    all else stays as it is. Raises `OtherUsersError` for a database with other users.
    """
    if accounts_there(session):
        give_authenticators(session, at)
        return False
    others = session.scalars(select(User.id)).all()
    if others:
        raise OtherUsersError(len(others))
    days = StoryDays(today(at))
    beginning = days.at(BEFORE_IT_ALL, time(9, 0))
    users = add_accounts(session, hasher, days.day(BEFORE_IT_ALL), days.today, beginning)
    stage = Stage(session, catalogue, days, users)
    for name, entered_by in STORIES.items():
        _play(stage, name, entered_by)
    return True


def _play(stage: Stage, name: str, entered_by: str) -> None:
    """Live one family's months in their order."""
    story = read_story(name)
    family_id = open_family(stage, story)
    ids = enter_people(stage, story, family_id, entered_by)
    moments = [*happenings(stage, story, family_id, ids), *assessments(stage, story, family_id, ids)]
    for moment in sorted(moments, key=attrgetter("at")):
        moment.do(moment.at)

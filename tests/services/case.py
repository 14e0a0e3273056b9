"""One family's assessments as people make them: each step in a transaction of its own, by a person's name."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import Response
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records import Revision, User, reading, writing
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.answers import Edit, Saved, save_answers
from assessment_tool.services.assessments.discard import discard
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.assessments.review import amend, countersign, return_to_author, void
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.assessments.start import Start, start
from assessment_tool.services.assessments.summary import Summary, save_summary
from tests.web.family import AT, Example

ANSWERS: Mapping[str, Response] = {
    "food": Response(value="2", evidence="Seen on Monday."),
    "warmth": Response(value="1"),
}
"""All that the small scale needs."""
SUMMARY = Summary(date(2026, 2, 2), date(2026, 3, 1), None, "Wren is fed and warm.", carer_view="I agree.")


@dataclass(frozen=True, slots=True)
class Case:
    """The database, the family in it, and what can be assessed with."""

    engine: Engine
    example: Example
    catalogue: Catalogue

    @contextmanager
    def acting(self, username: str = "worker") -> Iterator[tuple[Session, Actor]]:
        """A transaction of one person."""
        with writing(self.engine) as session:
            yield session, self.actor(session, username)

    def actor(self, session: Session, username: str = "worker") -> Actor:
        """The person, as signed in."""
        return actor_of(session.scalars(select(User).where(User.username == username)).one())

    def actor_of(self, username: str) -> Actor:
        """The same, where no transaction is open."""
        with reading(self.engine) as session:
            return self.actor(session, username)

    def wanted(self, instrument_id: str = "small") -> Start:
        """An assessment of the child and the mother."""
        return Start(self.example.family_id, instrument_id, self.example.mother_id, self.example.child_id)

    def start(self, wanted: Start | None = None, by: str = "worker", at: datetime = AT) -> int:
        """The id of a new draft."""
        with self.acting(by) as (session, actor):
            return start(session, actor, self.catalogue, wanted or self.wanted(), at).id

    def save(
        self,
        revision_id: int,
        responses: Mapping[str, Response],
        by: str = "worker",
        *,
        base: int | None = None,
        at: datetime = AT,
    ) -> Saved:
        """Save answers over what stands, or over the version `base` that the person saw."""
        stored = self.opened(revision_id).versions
        edits = [
            Edit(item_id, stored.get(item_id, 0) if base is None else base, one)
            for item_id, one in responses.items()
        ]
        with self.acting(by) as (session, actor):
            return save_answers(session, actor, revision_id, edits, at)

    def summarise(self, revision_id: int, by: str = "worker", **changes: Any) -> int:
        """Save a summary over what stands; the new lock version."""
        lock = self.opened(revision_id).revision.lock_version
        summary = replace(SUMMARY, **changes)
        with self.acting(by) as (session, actor):
            return save_summary(session, actor, revision_id, summary, lock_version=lock, at=AT)

    def complete(self, wanted: Start | None = None, **changes: Any) -> int:
        """A draft that can be signed."""
        revision_id = self.start(wanted)
        self.save(revision_id, ANSWERS)
        self.summarise(revision_id, **changes)
        return revision_id

    def sign(self, revision_id: int, by: str = "worker", at: datetime = AT) -> None:
        """Sign it."""
        with self.acting(by) as (session, actor):
            sign(session, actor, self.catalogue, revision_id, at)

    def signed(self, wanted: Start | None = None, **changes: Any) -> int:
        """A signed assessment."""
        revision_id = self.complete(wanted, **changes)
        self.sign(revision_id)
        return revision_id

    def countersign(self, revision_id: int, by: str = "supervisor", content: str | None = None) -> None:
        """Approve what is stored, or the content of another hash."""
        read = content or self.opened(revision_id).revision.content_sha256 or ""
        with self.acting(by) as (session, actor):
            countersign(session, actor, revision_id, read, AT)

    def hand_back(self, revision_id: int, reason: str = "Say more.", by: str = "supervisor") -> int:
        """Return it; the id of the new draft."""
        with self.acting(by) as (session, actor):
            return return_to_author(session, actor, revision_id, reason, AT).id

    def amend(self, revision_id: int, reason: str = "A wrong date.", by: str = "worker") -> int:
        """Open an amendment; its id."""
        with self.acting(by) as (session, actor):
            return amend(session, actor, revision_id, reason, AT).id

    def void(self, revision_id: int, reason: str = "The wrong child.", by: str = "supervisor") -> None:
        """Make it void."""
        with self.acting(by) as (session, actor):
            void(session, actor, revision_id, reason, AT)

    def discard(self, revision_id: int, reason: str = "Begun by mistake.", by: str = "worker") -> None:
        """Discard the draft."""
        with self.acting(by) as (session, actor):
            discard(session, actor, revision_id, reason, AT)

    def opened(self, revision_id: int, by: str = "worker") -> OpenedAssessment:
        """What is stored."""
        with reading(self.engine) as session:
            return open_assessment(session, self.actor(session, by), revision_id, AT)

    def responses(self, revision_id: int) -> Mapping[str, Response]:
        """The answers that are stored."""
        return self.opened(revision_id).responses

    def revision(self, revision_id: int) -> Revision:
        """The revision's row."""
        with reading(self.engine) as session:
            return session.get_one(Revision, revision_id)

"""Drafts for tests: started, answered and signed through the service's own pages and functions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine
from werkzeug.test import TestResponse

from assessment_tool.core.instrument import Kind
from assessment_tool.core.responses import Response
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import User
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.assessments.start import Start, start
from assessment_tool.services.assessments.summary import Summary, save_summary
from tests.web.family import AT, Example

CATALOGUE = Catalogue([instruments_dir()])
FIRST = "meals_regular"
"""The first item of the graded care scale; its number and that of its sheet are 1."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The made-up family's database, as its social worker uses it."""

    engine: Engine
    example: Example
    catalogue: Catalogue = CATALOGUE
    """What drafts are begun from: by default what ships."""

    def draft(self, instrument_id: str = "graded-care", *, is_adult: bool = False) -> int:
        """A new draft about the child and the mother."""
        child_id = None if is_adult else self.example.child_id
        wanted = Start(self.example.family_id, instrument_id, self.example.mother_id, child_id)
        with writing(self.engine) as session:
            worker = actor_of(session.get_one(User, self.example.users["worker"]))
            return start(session, worker, self.catalogue, wanted, AT).id

    def answer(self, revision_id: int, responses: dict[str, Response], by: str = "worker") -> None:
        """Save some answers over whatever stands."""
        versions = self.opened(revision_id).versions
        edits = [Edit(item_id, versions.get(item_id, 0), one) for item_id, one in responses.items()]
        with writing(self.engine) as session:
            actor = actor_of(session.get_one(User, self.example.users[by]))
            assert not save_answers(session, actor, revision_id, edits, AT).conflicts

    def complete(self) -> int:
        """A draft of the graded care scale with nothing missing."""
        revision_id = self.draft()
        asked = self.opened(revision_id).asked.values()
        graded = [one.item.id for one in asked if one.item.kind is Kind.GRADED]
        self.answer(revision_id, {item_id: Response(value="2", evidence="Seen.") for item_id in graded})
        summary = Summary(observed_on=date(2026, 3, 1), times_observed=3, analysis="Wren is fed and warm.")
        with writing(self.engine) as session:
            actor = actor_of(session.get_one(User, self.example.users["worker"]))
            lock = self.opened(revision_id).revision.lock_version
            save_summary(session, actor, revision_id, summary, lock_version=lock, at=AT)
        return revision_id

    def signed(self) -> int:
        """A complete assessment with the worker's signature."""
        revision_id = self.complete()
        with writing(self.engine) as session:
            worker = actor_of(session.get_one(User, self.example.users["worker"]))
            sign(session, worker, self.catalogue, revision_id, AT)
        return revision_id

    def opened(self, revision_id: int) -> OpenedAssessment:
        """What is stored."""
        with reading(self.engine) as session:
            worker = actor_of(session.get_one(User, self.example.users["worker"]))
            return open_assessment(session, worker, revision_id, AT)

    def response(self, revision_id: int, item_id: str = FIRST) -> Response | None:
        """What stands for one item."""
        return self.opened(revision_id).responses.get(item_id)


def fields(item_id: str = FIRST, version: object = 0, /, **parts: object) -> dict[str, object]:
    """What a browser sends for one item."""
    sent = {"version": version, "evidence": "", "source": "", "confidence": "", **parts}
    return {f"{item_id}-{part}": value for part, value in sent.items()}


def told(answer: TestResponse) -> dict[str, Any]:
    """What the service said in JSON."""
    facts = answer.json
    assert isinstance(facts, dict)
    return facts

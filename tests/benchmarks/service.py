"""The application as the benchmarks use it: a made-up family, its signed-in worker, a history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from assessment_tool.app import create_app
from assessment_tool.config import Settings
from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import Response
from assessment_tool.records.chronology import FamilyEventKind
from assessment_tool.records.engine import writing
from assessment_tool.records.users import User
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.opened import open_assessment
from assessment_tool.services.assessments.review import countersign
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.assessments.start import Start, start
from assessment_tool.services.assessments.summary import Summary, save_summary
from assessment_tool.services.family_events import NewEvent, record_event
from tests.services.counting import counted
from tests.web.browsing import Browser
from tests.web.family import AT, AUDIT_KEY, CHEAP_HASHER, Example, example_family

if TYPE_CHECKING:
    from assessment_tool.web.parts import Parts

INSTRUMENT = "graded-care"
LAST_DAY = date(2026, 2, 20)
WEEKS_BETWEEN = 6
WEEKS_OF_LIFE = 320
GRADES = "1223234"
EVENTS = 10
EVIDENCE = (
    "Seen on two of three visits, at different times of the day; on the third the child waited until "
    "somebody else stepped in. The carer spoke of it without being asked, and the school says the same."
)
ANALYSIS = (
    "The day begins with looking whether anybody is awake. It is so because nobody asked what had kept the "
    "family from coming. What must change: breakfast before school on five days of five, by the review."
)
NOTHING_OBSERVED = Summary()


@dataclass(frozen=True, slots=True)
class Service:
    """A running application with its database, its family and its social worker's browser."""

    app: Flask
    engine: Engine
    example: Example
    browser: Browser

    @property
    def make(self) -> str:
        """The make of the database, as a row of the table says it."""
        return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.engine.dialect.name]

    def page(self, path: str) -> TestResponse:
        """Fetch a page; it must be there."""
        answer = self.browser.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    def queries(self, path: str) -> int:
        """How many statements the application sends for a page, the transaction's own apart."""
        parts: Parts = self.app.extensions["parts"]
        with counted(parts.engine) as sent:
            self.page(path)
        return sum(not statement.startswith("PRAGMA") for statement in sent)

    def actor(self, session: Session, username: str = "worker") -> Actor:
        """A member of staff as permissions know them."""
        return actor_of(session.get_one(User, self.example.users[username]))

    def seen_by(self, username: str) -> "Service":
        """The same with another member of staff signed in."""
        browser = Browser(self.app.test_client())
        assert browser.sign_in(username).status_code == 302
        return replace(self, browser=browser)

    def draft(self, number: int = 0, summary: Summary = NOTHING_OBSERVED) -> int:
        """A draft about the child with its summary, every question answered, and evidence for each.

        Drafts with an even number are about the mother, the others about the father.
        """
        carer_id = (self.example.mother_id, self.example.father_id)[number % 2]
        parts: Parts = self.app.extensions["parts"]
        wanted = Start(self.example.family_id, INSTRUMENT, carer_id, self.example.child_id)
        with writing(self.engine) as session:
            worker = self.actor(session)
            revision_id = start(session, worker, parts.catalogue, wanted, AT).id
            save_summary(session, worker, revision_id, summary, lock_version=1, at=AT)
            asked = open_assessment(session, worker, revision_id, AT).asked
            edits = [
                Edit(
                    item_id, 0, Response(GRADES[(place + number) % len(GRADES)], None, EVIDENCE, "Own visit")
                )
                for place, item_id in enumerate(asked)
            ]
            assert not save_answers(session, worker, revision_id, edits, AT).conflicts
        return revision_id

    def countersigned(self, number: int, observed_on: date) -> None:
        """An assessment signed by the worker and countersigned by the supervisor."""
        parts: Parts = self.app.extensions["parts"]
        summary = Summary(
            observed_from=observed_on - timedelta(days=28),
            observed_on=observed_on,
            times_observed=3,
            analysis=ANALYSIS,
            carer_view="The mornings are the hard part.",
            child_view="“When it is toast day I help.”",
        )
        revision_id = self.draft(number, summary)
        with writing(self.engine) as session:
            worker = self.actor(session)
            content = sign(session, worker, parts.catalogue, revision_id, AT).content_sha256
            assert content
            countersign(session, self.actor(session, "supervisor"), revision_id, content, AT)

    def live_through(self, assessments: int) -> str:
        """Record that many countersigned assessments and ten events; returns the address of their trend.

        Six weeks lie between two of them, or less where the child's life would be too short.
        """
        between = min(timedelta(weeks=WEEKS_BETWEEN), timedelta(weeks=WEEKS_OF_LIFE) / assessments)
        for number in range(assessments):
            self.countersigned(number, LAST_DAY - between * (assessments - 1 - number))
        with writing(self.engine) as session:
            for number in range(EVENTS):
                happened = NewEvent(
                    LAST_DAY - timedelta(weeks=3 + WEEKS_BETWEEN * number),
                    FamilyEventKind.CONTACT_MISSED,
                    "Parenting course: did not come",
                    "The same course, at the same hour as before.",
                    "Children’s centre",
                )
                record_event(session, self.actor(session), self.example.family_id, happened, AT)
        return f"/families/{self.example.family_id}/trends/{INSTRUMENT}?child={self.example.child_id}"


@contextmanager
def serving(engine: Engine) -> Iterator[Service]:
    """The application on an empty, migrated database."""
    with writing(engine) as session:
        example = example_family(session)
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="only for benchmarks, and long enough to be taken",
        audit_keys=(AUDIT_KEY,),
        is_demonstration=True,
    )
    app = create_app(settings, CHEAP_HASHER)
    browser = Browser(app.test_client())
    assert browser.sign_in("worker").status_code == 302
    yield Service(app, engine, example, browser)
    parts: Parts = app.extensions["parts"]
    parts.engine.dispose()

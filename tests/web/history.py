"""A family's signed assessments over time, each lived through the services: drafted, answered, signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Absence, Item, Kind, RaterRole
from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import Response, Value
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.chronology import FamilyEventKind
from assessment_tool.records.engine import writing
from assessment_tool.records.families import CareKind, MemberRole, ParentalResponsibility
from assessment_tool.records.users import User
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.opened import open_assessment
from assessment_tool.services.assessments.review import countersign, void
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.assessments.start import Start, start
from assessment_tool.services.assessments.summary import Summary, save_summary
from assessment_tool.services.families import NewPerson, add_member, relate
from assessment_tool.services.family_events import NewEvent, record_event
from tests.web.family import AT, Example

CATALOGUE = Catalogue([instruments_dir()])


@dataclass(frozen=True, slots=True)
class History:
    """The made-up family, to which assessments and events are added."""

    engine: Engine
    example: Example
    catalogue: Catalogue = CATALOGUE

    def assess(
        self,
        carer_id: int | None,
        on: date,
        grades: Mapping[str, str | Absence] | None = None,
        *,
        instrument_id: str = "graded-care",
        is_countersigned: bool = True,
        on_paper_by: str = "",
        evidence: str = "Seen at breakfast.",
        child_id: int | None = None,
        rater_role: RaterRole = RaterRole.WORKER,
        why_untied: str = "",
    ) -> int:
        """A signed assessment, by default of the example's child; items that are not named are graded 2.

        Returns the revision's id.
        """
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) + timedelta(days=2)
        is_adult = instrument_id != "graded-care"
        about = None if is_adult else child_id or self.example.child_id
        wanted = Start(
            self.example.family_id,
            instrument_id,
            carer_id,
            about,
            original_assessor=on_paper_by,
            why_untied=why_untied,
        )
        with writing(self.engine) as session:
            worker = self._actor(session, "worker")
            draft = start(session, worker, self.catalogue, wanted, at)
            draft.rater_role, revision_id = rater_role, draft.id
            self._answer(session, worker, revision_id, grades or {}, evidence, at)
            signed_at = self._sum_up(session, worker, revision_id, on, at)
            sign(session, worker, self.catalogue, revision_id, signed_at)
            if is_countersigned:
                supervisor = self._actor(session, "supervisor")
                approved = open_assessment(session, supervisor, revision_id, at).revision.content_sha256 or ""
                countersign(session, supervisor, revision_id, approved, at)
        return revision_id

    def five_and_three(self) -> None:
        """Five of the mother, the first from paper, and three of the father; the last waits for approval."""
        mother, father = self.example.mother_id, self.example.father_id
        self.assess(mother, date(2025, 1, 20), on_paper_by="Gwen Price")
        self.assess(mother, date(2025, 5, 6), {"meals_regular": "3"})
        self.assess(father, date(2025, 8, 30))
        self.assess(mother, date(2025, 10, 7), {"meals_regular": "4"})
        self.assess(father, date(2025, 12, 2), {"animals": Absence.NOT_OBSERVED})
        self.assess(mother, date(2026, 1, 13), {"meals_regular": "4"})
        self.assess(father, date(2026, 2, 20))
        self.assess(mother, date(2026, 2, 24), {"meals_regular": "5"}, is_countersigned=False)

    def sibling(self, name: str, born_on: date) -> int:
        """A further child of the family's mother and father. Returns the child's id."""
        with writing(self.engine) as session:
            worker, new = self._actor(session, "worker"), NewPerson(name, born_on=born_on)
            role = MemberRole.CHILD
            family_id = self.example.family_id
            child = add_member(session, worker, family_id, new, role=role, from_on=born_on, at=AT)
            for carer_id, kind in (
                (self.example.mother_id, CareKind.MOTHER),
                (self.example.father_id, CareKind.FATHER),
            ):
                relate(session, child.id, carer_id, kind, ParentalResponsibility.YES, from_on=born_on)
            return child.id

    def grandmother(self) -> int:
        """A carer of whom nobody has said what she is to any child. Returns her id."""
        with writing(self.engine) as session:
            worker, new, since = self._actor(session, "worker"), NewPerson("Oona Ashdown"), date(2025, 1, 6)
            family_id, role = self.example.family_id, MemberRole.CARER
            return add_member(session, worker, family_id, new, role=role, from_on=since, at=AT).id

    def void(self, revision_id: int) -> None:
        """The assessment counts no longer."""
        with writing(self.engine) as session:
            void(session, self._actor(session, "supervisor"), revision_id, "Another child was meant.", AT)

    def happened(self, on: date, title: str, kind: FamilyEventKind = FamilyEventKind.MOVE) -> None:
        """An event of the family."""
        with writing(self.engine) as session:
            at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
            new = NewEvent(kind=kind, happened_on=on, title=title, source="Own visit")
            record_event(session, self._actor(session, "worker"), self.example.family_id, new, at)

    def _actor(self, session: Session, username: str) -> Actor:
        return actor_of(session.get_one(User, self.example.users[username]))

    def _answer(
        self,
        session: Session,
        worker: Actor,
        revision_id: int,
        grades: Mapping[str, str | Absence],
        evidence: str,
        at: datetime,
    ) -> None:
        """Answer all that is asked, and all that those answers bring up."""
        while True:
            opened = open_assessment(session, worker, revision_id, at)
            open_items = [one.item for one in opened.asked.values() if one.item.id not in opened.responses]
            given = {one.id: _response(one, grades.get(one.id), evidence) for one in open_items}
            edits = [Edit(item_id, 0, response) for item_id, response in given.items() if response]
            if not edits:
                return
            assert not save_answers(session, worker, revision_id, edits, at).conflicts

    def _sum_up(self, session: Session, worker: Actor, revision_id: int, on: date, at: datetime) -> datetime:
        opened = open_assessment(session, worker, revision_id, at)
        summary = Summary(
            observed_from=on - timedelta(days=27),
            observed_on=on,
            times_observed=3,
            analysis="Wren is fed and warm.",
            carer_view="It is all right.",
        )
        save_summary(session, worker, revision_id, summary, lock_version=opened.revision.lock_version, at=at)
        return at


def _response(item: Item, given: str | Absence | None, evidence: str) -> Response | None:
    """The answer to an item: as given, else the middle of the road, else that nobody knows."""
    if isinstance(given, Absence):
        return Response(absence=given)
    if given or item.kind is Kind.GRADED:
        return Response(given or "2", evidence=evidence, source="Own visit")
    if item.absences:
        return Response(absence=Absence.DECLINED if Absence.DECLINED in item.absences else item.absences[0])
    value = _value(item)
    return None if value is None else Response(value)


def _value(item: Item) -> Value | None:
    """Something that can be said where nothing may be left open."""
    match item.kind:
        case Kind.NUMBER:
            return item.number.minimum or Decimal(0)
        case Kind.TEXT:
            return "As it was told."
        case Kind.MULTIPLE:
            return (item.options[0].code,)
        case _:
            return item.options[0].code if item.options else None

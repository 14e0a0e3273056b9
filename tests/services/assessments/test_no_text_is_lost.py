"""Two workers and a supervisor type into one draft, each with a page that grows old; no text is ever lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import NO_RESPONSE, Response
from assessment_tool.records import Response as ResponseRow
from assessment_tool.records import ResponseHistory, reading
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.opened import response_of
from tests.services.case import Case
from tests.web.family import AT

ITEMS = ("food", "warmth", "words")
PEOPLE = ("worker", "support", "supervisor")
EXAMPLES, STEPS = 30, 30


@dataclass(slots=True)
class Page:
    """What one person has on the screen: the answers as last read, and their versions."""

    seen: dict[str, tuple[int, Response]] = field(default_factory=dict)

    def of(self, item_id: str) -> tuple[int, Response]:
        return self.seen.get(item_id, (0, NO_RESPONSE))


@dataclass(slots=True)
class Depth:
    """How much a run really exercised."""

    saved: int = 0
    conflicts: int = 0
    left_alone: int = 0
    cleared: int = 0


class Drafting(RuleBasedStateMachine):
    """One draft against a plain model of it: item → the versions that stood, oldest first."""

    case: Case
    depth: Depth

    def __init__(self) -> None:
        super().__init__()
        self.pages = {person: Page() for person in PEOPLE}
        self.model: dict[str, list[Response]] = {item_id: [] for item_id in ITEMS}
        self.typed = 0

    @initialize()
    def open_draft(self) -> None:
        self.draft = self.case.start()

    @rule(person=st.sampled_from(PEOPLE))
    def read_again(self, person: str) -> None:
        opened = self.case.opened(self.draft, by=person)
        self.pages[person].seen = {
            item_id: (opened.versions[item_id], one) for item_id, one in opened.responses.items()
        }

    @rule(person=st.sampled_from(PEOPLE), items=st.sets(st.sampled_from(ITEMS), min_size=1))
    def type_new_text(self, person: str, items: set[str]) -> None:
        edits = {}
        for item_id in sorted(items):
            self.typed += 1
            edits[item_id] = Response(evidence=f"Text {self.typed} by {person}.")
        self._send(person, edits)

    @rule(person=st.sampled_from(PEOPLE), item_id=st.sampled_from(ITEMS))
    def say_why_there_is_none(self, person: str, item_id: str) -> None:
        self._send(person, {item_id: Response(absence=Absence.NOT_ASKED)})

    @rule(person=st.sampled_from(PEOPLE), item_id=st.sampled_from(ITEMS))
    def clear(self, person: str, item_id: str) -> None:
        type(self).depth.cleared += 1
        self._send(person, {item_id: NO_RESPONSE})

    @rule(person=st.sampled_from(PEOPLE))
    def send_the_page_as_it_is(self, person: str) -> None:
        self._send(person, {item_id: self.pages[person].of(item_id)[1] for item_id in ITEMS})

    @invariant()
    def the_database_holds_exactly_the_model(self) -> None:
        with reading(self.case.engine) as session:
            earlier = session.scalars(
                select(ResponseHistory)
                .where(ResponseHistory.revision_id == self.draft)
                .order_by(ResponseHistory.version)
            ).all()
            standing = session.scalars(select(ResponseRow).where(ResponseRow.revision_id == self.draft)).all()
        stored: dict[str, list[Response]] = {item_id: [] for item_id in ITEMS}
        rows: list[ResponseRow | ResponseHistory] = [*earlier, *standing]
        for row in rows:
            stored[row.item_id].append(response_of(row))
            assert row.version == len(stored[row.item_id])
        assert stored == self.model

    def _send(self, person: str, edits: dict[str, Response]) -> None:
        page = self.pages[person]
        sent = [Edit(item_id, page.of(item_id)[0], one) for item_id, one in edits.items()]
        with self.case.acting(person) as (session, actor):
            saved = save_answers(session, actor, self.draft, sent, AT)
        handed_back = {one.item_id: (one.mine, one.theirs, one.their_version) for one in saved.conflicts}
        assert not handed_back.keys() & saved.versions.keys()
        for edit in sent:
            self._expect(page, edit, saved.versions.get(edit.item_id), handed_back.get(edit.item_id))

    def _expect(
        self, page: Page, edit: Edit, version: int | None, back: tuple[Response, Response, int] | None
    ) -> None:
        versions, depth = self.model[edit.item_id], type(self).depth
        standing = versions[-1] if versions else NO_RESPONSE
        if edit.response == standing:
            pass
        elif edit.base_version == len(versions):
            versions.append(edit.response)
            depth.saved += 1
        elif edit.response == page.of(edit.item_id)[1]:
            depth.left_alone += 1
        else:
            assert back == (edit.response, standing, len(versions))
            depth.conflicts += 1
            return
        assert (version, back) == (len(versions), None)
        page.seen[edit.item_id] = (len(versions), versions[-1] if versions else NO_RESPONSE)


@contextmanager
def _measured(case: Case) -> Iterator[Depth]:
    Drafting.case, Drafting.depth = case, Depth()
    yield Drafting.depth


@pytest.mark.usefixtures("sqlite_engine")
def test_whatever_three_people_type_stands_is_kept_or_is_handed_back(sqlite_case: Case) -> None:
    with _measured(sqlite_case) as depth:
        run_state_machine_as_test(
            Drafting,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                suppress_health_check=[HealthCheck.too_slow],
                database=None,
            ),
        )
    assert depth.saved > 100
    assert depth.conflicts > 20
    assert depth.left_alone > 5
    assert depth.cleared > 20

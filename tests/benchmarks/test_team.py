"""What the page of a team costs, over a database with the assessments of a whole authority."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from assessment_tool.charts.sparkline import SparkScale, sparkline
from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.trend import Unmet
from assessment_tool.records.assessments import Assessment, AssessmentEvent, Revision
from assessment_tool.records.engine import writing
from assessment_tool.records.families import Allocation, Family
from assessment_tool.services.change_rules import measure_of
from assessment_tool.services.changes import told_lines
from assessment_tool.services.line_summaries import Print, Summary, keep_summaries, print_of, summary_of
from tests.benchmarks.figures import Figures
from tests.benchmarks.service import LAST_DAY, Service
from tests.web.family import AT

pytestmark = pytest.mark.benchmark

FAMILIES = 200
EACH = 20
"""Assessments of each family: ten of each of two carers."""
WHOLE, REHEARSED = 5_000, 12
"""Families of the authority, and how many there are where the work is only rehearsed."""
HISTORY = 12
POINTS = tuple(
    Unmet(LAST_DAY - timedelta(days=45 * n), n % 5, 44, 48, is_joined=n < 11) for n in range(11, -1, -1)
)
Row = dict[str, Any]


def test_two_hundred_sparklines(figures: Figures) -> None:
    scale = SparkScale(POINTS[0].observed_on, LAST_DAY, 5)
    figures.measure(
        "200 sparklines of 12 points",
        lambda: [sparkline(POINTS, scale, f"s{n}", "Jodie") for n in range(FAMILIES)],
        target=60,
        remark=f"{len(sparkline(POINTS, scale, 's1', 'Jodie'))} bytes each",
    )


def test_showing_a_team(figures: Figures, service: Service) -> None:
    service.live_through(HISTORY)
    families = REHEARSED if figures.is_rehearsal else WHOLE
    with writing(service.engine) as session:
        Authority(session, service).fill(families)
    supervisor = service.seen_by("supervisor")
    content = supervisor.page("/team?page=1").data
    assert content.count(b"<svg") >= 2 * min(families, FAMILIES - 1)
    stored = f"{families * EACH:,} assessments stored"
    figures.measure(
        f"Team page of {FAMILIES} families, {service.make}",
        lambda: supervisor.page("/team"),
        target=250,
        remark=f"{supervisor.queries('/team')} queries, {len(content) // 1024} KiB, {stored}",
    )


class Authority:
    """Families like the made-up one, written straight into the tables as signing leaves them."""

    def __init__(self, session: Session, service: Service) -> None:
        self._session, self._service = session, service
        assessment, revision = session.execute(
            select(Assessment, Revision)
            .join(Revision, Revision.assessment_id == Assessment.id)
            .where(Revision.signed_at.is_not(None))
            .limit(1)
        ).one()
        self._assessment, self._revision = _values(assessment), _values(revision) | {"responses_json": "{}"}
        catalogue = service.app.extensions["parts"].catalogue
        self._catalogue = catalogue
        lines = told_lines(session, catalogue, Assessment.family_id == service.example.family_id)
        self._summary = summary_of(next(iter(lines.values())))

    def fill(self, families: int) -> None:
        """So many families; the first of them are the supervisor's, and their summaries are kept."""
        first = 1_000
        numbers = range(first, first + families)
        self._insert(
            Family, ({"id": n, "reference": f"X-{n}", "name": "Made up", "created_at": AT} for n in numbers)
        )
        self._insert(Allocation, map(self._allocation, numbers[:FAMILIES]))
        of_family = {n: range(n * EACH, (n + 1) * EACH) for n in numbers}
        rows = [(n, one) for n, mine in of_family.items() for one in mine]
        self._insert(Assessment, (self._of(n, one) for n, one in rows))
        self._insert(Revision, (self._signed(one) for _, one in rows))
        self._insert(AssessmentEvent, (event for _, one in rows for event in self._events(one)))
        keep_summaries(self._session, dict(self._summaries(of_family)), AT)

    def _insert(self, table: type, rows: Iterator[Row]) -> None:
        while some := list(islice(rows, 5_000)):
            self._session.execute(insert(table), some)

    def _allocation(self, family_id: int) -> Row:
        supervisor = self._service.example.users["supervisor"]
        return {
            "family_id": family_id,
            "user_id": supervisor,
            "from_on": date(2024, 1, 1),
            "until_on": None,
            "allocated_by_id": supervisor,
            "allocated_at": AT,
        }

    def _of(self, family_id: int, number: int) -> Row:
        carers = self._service.example.mother_id, self._service.example.father_id
        return self._assessment | {"id": number, "family_id": family_id, "carer_id": carers[number % 2]}

    def _signed(self, number: int) -> Row:
        observed_on = LAST_DAY - timedelta(days=30 * (EACH - number % EACH))
        return self._revision | {"id": number, "assessment_id": number, "observed_on": observed_on}

    def _events(self, number: int) -> Iterator[Row]:
        for kind in (EventKind.SIGNED, EventKind.COUNTERSIGNED):
            yield {
                "assessment_id": number,
                "revision_id": number,
                "kind": kind,
                "at": AT,
                "reason": "",
                "by_id": self._service.example.users["worker"],
            }

    def _summaries(self, of_family: Mapping[int, Sequence[int]]) -> Iterator[tuple[Print, Summary]]:
        measure = measure_of(self._session, "graded-care")
        for mine in islice(of_family.values(), FAMILIES):
            for carer in range(2):
                line = [one for one in mine if one % 2 == carer]
                yield print_of(line, "graded-care", measure, self._catalogue), self._summary


def _values(row: Assessment | Revision) -> Row:
    return {column.key: getattr(row, column.key) for column in type(row).__table__.columns}

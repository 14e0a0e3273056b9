"""What the record of who saw what costs each request, and how fast the whole of it is verified."""

import pytest
from sqlalchemy import Engine

from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.records.engine import reading, writing
from assessment_tool.services.audit import Act, append, verify
from tests.benchmarks.figures import Figures
from tests.web.family import AT, AUDIT_KEY

pytestmark = pytest.mark.benchmark

KEYS = Keyring([AUDIT_KEY])
WHOLE, REHEARSED = 200_000, 200
AT_ONCE = 20_000
SECONDS_EACH = 1 / 100_000


def act(number: int) -> Act:
    """A page of one of fifty families, opened by one of thirty people."""
    return Act(
        AT,
        "assessments.read",
        Outcome.DONE,
        number % 30,
        "0123456789abcdef",
        number % 50,
        f"assessment {number}",
    )


def test_appending_an_entry(figures: Figures, engine: Engine) -> None:
    make = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[engine.dialect.name]

    def appended() -> None:
        with writing(engine.execution_options(apart="audit")) as session:
            append(session, KEYS, [act(1)])

    figures.measure(
        f"One entry of the audit, {make}", appended, target=1, remark="in a transaction of its own"
    )


def test_verifying_the_whole_audit(figures: Figures, engine: Engine) -> None:
    make = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[engine.dialect.name]
    entries = REHEARSED if figures.is_rehearsal else WHOLE
    for first in range(0, entries, AT_ONCE):
        with writing(engine) as session:
            append(session, KEYS, [act(number) for number in range(first, min(first + AT_ONCE, entries))])

    def verified() -> None:
        with reading(engine) as session:
            verdict = verify(session, KEYS)
        assert (verdict.checked, verdict.is_whole) == (entries, True)

    figures.measure(
        f"Verifying {entries:,} entries, {make}",
        verified,
        target=entries * SECONDS_EACH * 1000,
        runs=5,
        remark="target: 100,000 entries a second",
    )

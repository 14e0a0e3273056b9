"""Writing is all or nothing, and reading sees one moment."""

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from assessment_tool.records import Family, reading, writing
from tests.records.one_of_everything import AT


def _add_family(session: Session, reference: str) -> None:
    session.add(Family(reference=reference, name="Example", created_at=AT))
    session.flush()


def _families(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(Family))


def test_what_was_written_is_there_afterwards(engine: Engine) -> None:
    with writing(engine) as session:
        _add_family(session, "F-0001")
    with reading(engine) as session:
        assert _families(session) == 1


def test_an_exception_rolls_everything_back(engine: Engine) -> None:
    def fail_after_adding() -> None:
        with writing(engine) as session:
            _add_family(session, "F-0001")
            raise LookupError

    with pytest.raises(LookupError):
        fail_after_adding()
    with reading(engine) as session:
        assert _families(session) == 0


def test_a_reader_sees_one_moment_while_others_write(engine: Engine) -> None:
    with reading(engine) as reader:
        before = _families(reader)
        with writing(engine) as session:
            _add_family(session, "F-0001")
        assert (before, _families(reader)) == (0, 0)


def test_a_row_stays_readable_after_its_transaction(engine: Engine) -> None:
    with writing(engine) as session:
        family = Family(reference="F-0001", name="Example", created_at=AT)
        session.add(family)
    assert family.reference == "F-0001"

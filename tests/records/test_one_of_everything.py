"""Every table can be written and read back on both databases."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment_tool.records import Base
from tests.records.one_of_everything import store_one_of_everything


def test_every_table_takes_a_row(session: Session) -> None:
    store_one_of_everything(session)
    empty = [
        table.name
        for table in Base.metadata.sorted_tables
        if not session.scalar(select(func.count()).select_from(table))
    ]
    assert empty == []

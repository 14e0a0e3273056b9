"""What every table shares: names of constraints, column types, and the rule by which its rows are kept."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Date, Integer, LargeBinary, MetaData, Table, Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from assessment_tool.records.column_types import OneOf, UTCDateTime


class Kept(StrEnum):
    """How long a row lasts, and whether it may change: enforced by triggers, not by good manners."""

    FOR_EVER = "for_ever"
    """May be corrected, never deleted."""
    UNCHANGED = "unchanged"
    """Written once: neither changed nor deleted."""
    UNCHANGED_IN_DRAFT = "unchanged_in_draft"
    """As `UNCHANGED`, and none is added once its revision is signed, restarted, discarded or void."""
    UNTIL_SUBMITTED = "until_submitted"
    """As `UNCHANGED`, and none is added once its dip audit is submitted or withdrawn."""
    UNTIL_SIGNED = "until_signed"
    """May change while its revision is a draft (not restarted, discarded or void), never deleted."""
    FOR_A_WHILE = "for_a_while"
    """Traffic, or a copy of what is a record elsewhere: may be swept away."""


class Base(DeclarativeBase):
    """The root of all records; `Base.metadata` is the whole schema."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: UTCDateTime,
        date: Date,
        bytes: LargeBinary,
        int: Integer,
    }


class Numbered:
    """A record known by a number that the database gives."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def kept(how: Kept) -> dict[str, Any]:
    """Table options that say how the rows are kept: the last member of `__table_args__`."""
    return {"info": {"kept": how.value}}


def how_kept(table: Table) -> Kept:
    """How the rows of the table are kept; raises KeyError for a table that does not say."""
    return Kept(table.info["kept"])


@event.listens_for(Table, "after_parent_attach")
def _hold_columns_to_their_words(table: Table, metadata: MetaData) -> None:
    for column in table.columns if metadata is Base.metadata else ():
        if isinstance(column.type, OneOf):
            words = ", ".join(f"'{word.value}'" for word in column.type.words)
            table.append_constraint(CheckConstraint(f"{column.name} IN ({words})", name=column.name))

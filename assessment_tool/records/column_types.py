"""Column types: instants that always name their time zone, and closed sets of words."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from assessment_tool.clock import in_utc

Word = TypeVar("Word", bound=StrEnum)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant, stored in UTC and read back aware on SQLite and PostgreSQL alike.

    Left alone, SQLite drops the zone: noon in London in July would come back an hour out, and near midnight
    on the wrong day. A value without a time zone is refused with `clock.NaiveInstantError`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored instant, aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OneOf(TypeDecorator[Word], Generic[Word]):
    """One word of a closed set, stored as text and read back as a member of the set.

    `base` gives every such column a CHECK constraint that names the words: raw SQL cannot store others.
    """

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Word | None, dialect: Dialect) -> str | None:
        """The word as text; raises ValueError for a word outside the set."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:
        """The member of the set."""
        return None if value is None else self.words(value)

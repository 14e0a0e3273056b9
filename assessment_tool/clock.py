"""The only reader of the clock: instants in UTC, and days as London reckons them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_fixed_at: ContextVar[datetime | None] = ContextVar("fixed_at", default=None)


class NaiveInstantError(ValueError):
    """An instant that does not say in which time zone it is meant."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(f"{instant.isoformat()} names no time zone.")
        self.instant = instant


def now() -> datetime:
    """The present instant, aware, in UTC; inside `fixed`, the instant that was fixed."""
    return _fixed_at.get() or datetime.now(UTC)


def today(at: datetime | None = None) -> date:
    """The date in London at the instant, by default now; in summer that is not the UTC date near midnight."""
    return in_utc(at or now()).astimezone(LONDON).date()


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC; raises `NaiveInstantError` where it names no time zone."""
    if at.utcoffset() is None:
        raise NaiveInstantError(at)
    return at.astimezone(UTC)


@contextmanager
def fixed(at: datetime) -> Iterator[datetime]:
    """Hold the clock at an aware instant, for this thread of work alone.

    The demonstration family and the tests live through months in a moment: they fix the clock and call the
    same services as everybody else. Other threads keep the real time, since a context variable is not shared.
    """
    token = _fixed_at.set(in_utc(at))
    try:
        yield now()
    finally:
        _fixed_at.reset(token)

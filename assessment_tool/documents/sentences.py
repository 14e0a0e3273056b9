"""Small parts of sentences."""

from collections.abc import Sequence

from assessment_tool.core.observation import ObservationWindow


def listed(words: Sequence[str]) -> str:
    """Words in a row as a sentence has them: a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def counted(count: int, one: str, several: str = "") -> str:
    """A count with its noun: 1 item, 2 items; `several` where it is not just an s that is added."""
    return f"{count} {one if count == 1 else several or one + 's'}"


def times(count: int) -> str:
    """How often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def time_looked_at(window: ObservationWindow) -> str:
    """How long an instrument looks, and how often at least: 28 days, from at least 2 observations."""
    days, least = counted(window.days, "day"), window.minimum_observations
    return days if least is None else f"{days}, from at least {counted(least, 'observation')}"

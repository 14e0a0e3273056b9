"""What makes an access stand out to whoever reads the record of it: reasons to ask, never a verdict."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from assessment_tool.core.audit_chain import Outcome

NIGHT_BEGINS, NIGHT_ENDS = 22, 6
"""Hours by London's clock."""
MANY_FAMILIES = 15
"""So many within an hour are more than one reads for one's own work."""
HOUR = timedelta(hours=1)


class Unusual(StrEnum):
    """Why an access stands out."""

    OUTSIDE_ALLOCATION = "outside_allocation"
    REFUSED = "refused"
    AT_NIGHT = "at_night"
    MANY_FAMILIES = "many_families"


def unusual(
    outcome: Outcome, local: datetime, *, is_allocated: bool, families_in_the_hour: int
) -> Iterator[Unusual]:
    """Every reason for which an access stands out; `local` is its instant by London's clock.

    `families_in_the_hour` are those that the same person asked for within the hour before it.
    """
    if not is_allocated:
        yield Unusual.OUTSIDE_ALLOCATION
    if outcome in {Outcome.REFUSED, Outcome.NOT_THERE}:
        yield Unusual.REFUSED
    if local.hour >= NIGHT_BEGINS or local.hour < NIGHT_ENDS:
        yield Unusual.AT_NIGHT
    if families_in_the_hour >= MANY_FAMILIES:
        yield Unusual.MANY_FAMILIES

"""What an instrument declares beside its questions: contradictions, when it is due again, retired names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from assessment_tool.core.conditions import Condition


class CheckSeverity(StrEnum):
    """Whether answers that contradict each other stand in the way of a signature."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """Answers that cannot well be true together: where `when` is true, they are mended or explained."""

    id: str
    when: Condition
    severity: CheckSeverity
    message: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cadence:
    """After how many days an assessment is due again, by the type of plan that the child is on."""

    days: int
    plans: Mapping[str, int]

    def for_plan(self, plan: str | None) -> int:
        """The days for this type of plan; for none, or one that is not named, the usual ones."""
        return self.plans.get(plan or "", self.days)


@dataclass(frozen=True, slots=True)
class Retired:
    """Names that an earlier version used and that must never stand for anything else."""

    ids: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Codes of options, by the item that had them."""


NOTHING_RETIRED = Retired()

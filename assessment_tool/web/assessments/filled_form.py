"""What a form needs to know to be shown: of an opened assessment, or of one that is only tried out."""

from collections.abc import Mapping
from typing import Protocol

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import Result
from assessment_tool.core.visibility import AskedItem, Circumstances


class FilledForm(Protocol):
    """An instrument, what is answered so far, and what follows from it."""

    @property
    def instrument(self) -> Instrument:
        """What is asked."""

    @property
    def circumstances(self) -> Circumstances:
        """Of whom it is asked, as far as the form depends on it."""

    @property
    def responses(self) -> Mapping[str, Response]:
        """The answers by item."""

    @property
    def versions(self) -> Mapping[str, int]:
        """How often each answer was saved; 0 where never."""

    @property
    def age_bands(self) -> Mapping[str, str]:
        """The band of ages for which each answer was given."""

    @property
    def carried(self) -> frozenset[str]:
        """The items whose answer comes from an older version, unconfirmed."""

    @property
    def asked(self) -> Mapping[str, AskedItem]:
        """What is asked now, in the order of the form."""

    @property
    def result(self) -> Result:
        """What the answers come to so far."""

    @property
    def blind_order(self) -> str:
        """What the order of descriptions hangs on where grades are chosen blind; else empty."""

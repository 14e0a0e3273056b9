"""Which entries of the audit are shown, as the address says it: what cannot be read is said, not guessed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from assessment_tool.services.access_log import PAGE_SIZE, WantedAccess
from assessment_tool.web.dates import is_empty, read_date
from assessment_tool.web.trends.blueprint import as_id

_NAMES = {"person", *(f"{end}-{part}" for end in ("from", "to") for part in ("day", "month", "year"))}


@dataclass(frozen=True, slots=True)
class AskedAccess:
    """What was asked for, what of it cannot be read, and the address of the same choice."""

    wanted: WantedAccess
    faults: Mapping[str, str]
    same: Mapping[str, str]

    @property
    def is_any(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.same)

    def pages(self, count: int) -> range:
        """The numbers of all pages."""
        return range(1, -(-count // PAGE_SIZE) + 1)


def asked_access() -> AskedAccess:
    """The choice that the request's address makes; a part that cannot be read leaves nothing out."""
    asked = request.args
    read = {name: read_date(asked, name) for name in ("from", "to") if not is_empty(asked, name)}
    faults = {name: found for name, found in read.items() if isinstance(found, str)}
    days = {name: found for name, found in read.items() if not isinstance(found, str)}
    person = asked.get("person", "")
    if person and as_id(person) is None:
        faults["person"] = "Choose somebody from the list."
    wanted = WantedAccess(as_id(person), days.get("from"), days.get("to"), as_id(asked.get("page", "")) or 1)
    same = {name: value for name, value in asked.items() if value and name in _NAMES}
    return AskedAccess(wanted, faults, same)

"""Which versions somebody may read: drafts only administrators, and for everybody else they are not there."""

from collections.abc import Sequence

from assessment_tool.clock import today
from assessment_tool.core.days import in_full
from assessment_tool.definitions.catalogue import Definition, Status, UnknownInstrumentError
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.web.instruments.blueprint import sees_drafts
from assessment_tool.web.parts import parts


class UnreadableVersionError(ValueError):
    """The version's file has faults, and the person who asked is one of those who look after it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("The version cannot be shown.")
        self.findings = findings


def readable_version(instrument_id: str, version: str) -> Definition:
    """The version, if the person who asks may read it.

    Raises `UnknownInstrumentError` where there is none, and alike where it is a draft that is not for
    them; `UnreadableVersionError` where its file cannot be used and they see drafts, else `DefinitionError`.
    """
    catalogue, sees = parts().catalogue, sees_drafts()
    if catalogue.status(instrument_id, version) is Status.DRAFT and not sees:
        raise UnknownInstrumentError(instrument_id, version, ())
    try:
        return catalogue.find(instrument_id, version)
    except DefinitionError as error:
        if sees:
            raise UnreadableVersionError(error.findings) from error
        raise


def where_it_stands(definition: Definition) -> str:
    """Where the version stands in its life; where it comes into use on a later day, from when.

    Of a published version in the words of a translation that is not, it is that of these words.
    """
    instrument, catalogue = definition.instrument, parts().catalogue
    if definition.status is not catalogue.status(instrument.id, instrument.version):
        return "in words that are not published"
    entry = catalogue.entry(definition.sha256)
    if entry and entry.status is Status.ACTIVE and entry.is_to_come(today()):
        return f"from {in_full(entry.effective_from)}"
    return definition.status.value

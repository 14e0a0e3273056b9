"""Which versions somebody may read: drafts only administrators, and for everybody else they are not there."""

from assessment_tool.definitions.catalogue import Definition, Status, UnknownInstrumentError
from assessment_tool.web.instruments.blueprint import sees_drafts
from assessment_tool.web.parts import parts


def readable_version(instrument_id: str, version: str) -> Definition:
    """The version, if the person who asks may read it.

    Raises `UnknownInstrumentError` where there is none, and alike where it is a draft that is not for them.
    """
    refuse_hidden(instrument_id, version)
    return parts().catalogue.find(instrument_id, version)


def refuse_hidden(instrument_id: str, version: str) -> None:
    """Raise `UnknownInstrumentError` where the person who asks may not know of such a version."""
    if parts().catalogue.status(instrument_id, version) is Status.DRAFT and not sees_drafts():
        raise UnknownInstrumentError(instrument_id, version, ())

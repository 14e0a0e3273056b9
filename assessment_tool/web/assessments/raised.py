"""What answers raised, in the words of the form: results are kept in those in which it was written."""

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.scoring import RaisedFlag
from assessment_tool.core.scoring.result import Contradiction


def flag_message(instrument: Instrument, raised: RaisedFlag) -> str:
    """What the flag says in the form."""
    messages = {flag.id: flag.message for flag in instrument.items[raised.item_id].flags}
    return messages.get(raised.id, raised.message)


def contradiction_message(instrument: Instrument, found: Contradiction) -> str:
    """What the check says in the form."""
    messages = {check.id: check.message for check in instrument.checks}
    return messages.get(found.id, found.message)

"""Which instruments hold what can get somebody hurt if the wrong person reads it.

Restricted are accounts that an adult gives behind a gate of safety, whatever tells where somebody can be
found, and what rests on third parties alone. Source: the design's labels (L2 subject only, L3 third party,
L4 location), and that a family knows more of the staff's rooms and screens than one thinks.
"""

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.labels import Label

_OF_THIRD_PARTIES = frozenset({Label.THIRD_PARTY, Label.LOCATION})


def is_restricted(instrument: Instrument) -> bool:
    """Whether its assessments are open only to those who must work with what they hold."""
    labels = {item.label for item in instrument.items.values()}
    return instrument.gate is not None or Label.LOCATION in labels or labels <= _OF_THIRD_PARTIES

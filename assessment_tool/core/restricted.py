"""Which instruments hold what can get somebody hurt if the wrong person reads it, and who opens them.

Restricted are accounts that an adult gives behind a gate of safety, whatever tells where somebody can be
found, and what rests on third parties alone. Source: the design's labels (L2 subject only, L3 third party,
L4 location), and that a family knows more of the staff's rooms and screens than one thinks.
"""

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.labels import Label
from assessment_tool.core.permissions import Actor, Role

_OPEN_TO = frozenset({Role.SOCIAL_WORKER, Role.SUPERVISOR})
_OF_THIRD_PARTIES = frozenset({Label.THIRD_PARTY, Label.LOCATION})


def is_restricted(instrument: Instrument) -> bool:
    """Whether its assessments are open only to those who must work with what they hold."""
    labels = {item.label for item in instrument.items.values()}
    return instrument.gate is not None or Label.LOCATION in labels or labels <= _OF_THIRD_PARTIES


def opens_every(actor: Actor) -> bool:
    """Whether all restricted assessments of their families are open to them: to qualified workers.

    Others open those alone that they began themselves; to them the rest is not there.
    """
    return actor.role in _OPEN_TO

"""Rating blind: the descriptions of the grades in an order that gives no grade away."""

import hashlib
from collections.abc import Sequence

from assessment_tool.core.instrument import Option


def shuffled(options: Sequence[Option], form: str, item_id: str) -> tuple[Option, ...]:
    """The options in the order of this form and item: always the same one, and another in another form."""
    return tuple(sorted(options, key=lambda option: _place(form, item_id, option.code)))


def _place(form: str, item_id: str, code: str) -> str:
    return hashlib.sha256(f"{form} {item_id} {code}".encode()).hexdigest()

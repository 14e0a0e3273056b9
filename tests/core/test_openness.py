"""What keeps an assessment from a reader of its family, against a table that was written by hand."""

import pytest

from assessment_tool.core.openness import Held, is_open
from assessment_tool.core.permissions import Actor, Role

PLAIN, UNSIGNED, RESTRICTED = frozenset[Held](), frozenset({Held.UNSIGNED}), frozenset({Held.RESTRICTED})

# Whose it is to open: everyone's of the role; own: only of what they began themselves.
TABLE = {
    #                              signed   draft   signed+restricted  draft+restricted
    Role.FAMILY_SUPPORT_WORKER: ("yes", "yes", "own", "own"),
    Role.SOCIAL_WORKER: ("yes", "yes", "yes", "yes"),
    Role.SUPERVISOR: ("yes", "yes", "yes", "yes"),
    Role.SERVICE_MANAGER: ("yes", "-", "own", "-"),
    Role.READER: ("yes", "-", "own", "-"),
    Role.ADMINISTRATOR: ("-", "-", "-", "-"),
    Role.AUDITOR: ("-", "-", "-", "-"),
}
COLUMNS = (PLAIN, UNSIGNED, RESTRICTED, UNSIGNED | RESTRICTED)


def test_the_table_names_every_role() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_an_assessment_is_open_to_whom_the_table_says_and_to_nobody_else(role: Role, column: int) -> None:
    mark = TABLE[role][column]
    assert is_open(Actor(7, role), COLUMNS[column], begun_by=7) is (mark in {"yes", "own"})
    assert is_open(Actor(7, role), COLUMNS[column], begun_by=8) is (mark == "yes")

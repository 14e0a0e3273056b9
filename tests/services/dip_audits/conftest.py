"""Dip audits of the made-up family."""

import pytest

from tests.services.case import Case
from tests.services.dip_audits.audited import Audited


@pytest.fixture
def audited(case: Case) -> Audited:
    """On each make of database."""
    return Audited(case)


@pytest.fixture
def sqlite_audited(sqlite_case: Case) -> Audited:
    """Where one make of database is enough."""
    return Audited(sqlite_case)

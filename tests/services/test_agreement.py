"""Agreement of the authority's raters: every pair once, no missing grade as nought, and nobody by name."""

from collections.abc import Mapping
from dataclasses import asdict
from math import isclose, sqrt

import pytest

from assessment_tool.core.agreement import ObservedAgreement
from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Response
from assessment_tool.services.access import NotPermittedError
from assessment_tool.services.agreement import InstrumentAgreement, agreement
from assessment_tool.services.measured_error import MeasuredError, error_of, measured_error
from tests.services.case import Case
from tests.services.counting import counted
from tests.services.dip_audits.audited import SECOND, Audited

PAIRS = [(2.0, 3.0)] * 6 + [(2.0, 4.0)] + [(1.0, 1.0)] * 23
"""Thirty: six a grade apart, one two grades apart; the squares sum to ten."""


def _agreement(case: Case, by: str = "supervisor") -> list[InstrumentAgreement]:
    with case.acting(by) as (session, actor):
        return agreement(session, actor)


def _rate(case: Case, second: Mapping[str, Response] = SECOND) -> None:
    audited = Audited(case)
    audited.submit(audited.asked(), second)


def test_before_anything_was_graded_twice_there_is_nothing_to_tell(case: Case) -> None:
    Audited(case).asked()
    assert _agreement(case) == []


def test_each_submitted_question_is_one_pair_and_a_draft_is_none(case: Case) -> None:
    _rate(case)
    audited = Audited(case)
    audited.save(audited.asked())
    (small,) = _agreement(case)
    assert isinstance(small.whole.observed, ObservedAgreement)
    assert (small.title, small.whole.pairs) == ("A small scale", 2)
    assert (small.whole.observed.exact, small.whole.observed.within_one) == (0.5, 1.0)
    assert [(area.title, area.pairs) for area in small.areas] == [("Part one", 2)]


def test_the_grade_that_was_saved_last_is_the_one_that_counts(case: Case) -> None:
    audited = Audited(case)
    audit_id = audited.asked()
    audited.save(audit_id, {"food": Response(value="5")})
    audited.submit(audit_id, {**SECOND, "food": Response(value="2")})
    (small,) = _agreement(case)
    assert small.whole.observed
    assert small.whole.observed.exact == 1.0


def test_what_was_withdrawn_is_no_pair_and_what_was_discussed_is_one(case: Case) -> None:
    audited = Audited(case)
    withdrawn = audited.asked()
    audited.save(withdrawn)
    audited.withdraw(withdrawn)
    assert _agreement(case) == []
    audited.discuss(audited.submitted())
    (small,) = _agreement(case)
    assert small.whole.pairs == 2


def test_a_question_without_a_grade_is_no_pair_and_is_told(case: Case) -> None:
    _rate(case, {**SECOND, "food": Response(absence=Absence.NOT_OBSERVED)})
    (small,) = _agreement(case)
    assert (small.whole.pairs, small.whole.without_grade) == (1, 1)


def test_few_pairs_have_no_coefficients_and_no_measured_error(sqlite_case: Case) -> None:
    for _ in range(4):
        _rate(sqlite_case)
    (small,) = _agreement(sqlite_case)
    assert (small.whole.pairs, small.whole.kappa, small.error) == (8, None, None)
    _rate(sqlite_case)
    (small,) = _agreement(sqlite_case)
    assert small.whole.kappa
    assert small.whole.ac2
    assert small.whole.alpha
    assert small.whole.kappa.interval
    assert small.whole.pairs == 10


def test_nobody_is_named(sqlite_case: Case) -> None:
    _rate(sqlite_case)
    told = str([asdict(one) for one in _agreement(sqlite_case)])
    assert "Ade" not in told
    assert "Cara" not in told


@pytest.mark.parametrize("by", ["worker", "support", "reader", "admin", "auditor"])
def test_only_supervisors_and_service_managers_read_it(sqlite_case: Case, by: str) -> None:
    assert _agreement(sqlite_case, "manager") == []
    with pytest.raises(NotPermittedError):
        _agreement(sqlite_case, by)


def test_twenty_nine_pairs_are_too_few_for_a_measured_error() -> None:
    assert error_of(PAIRS[1:]) is None


def test_the_measured_error_is_that_of_repeated_measurements() -> None:
    found = error_of(PAIRS)
    assert isinstance(found, MeasuredError)
    assert (found.pairs, found.squares) == (30, 10.0)
    assert isclose(found.within, sqrt(10 / 60))
    assert isclose(found.smallest_detectable_change, 1.96 * sqrt(2) * sqrt(10 / 60))


def test_the_measured_error_of_an_instrument_is_asked_for_in_one_query(sqlite_case: Case) -> None:
    for _ in range(15):
        _rate(sqlite_case)
    with sqlite_case.acting() as (session, _), counted(sqlite_case.engine) as sent:
        found = measured_error(session, "small")
        assert len(sent) == 1
        assert measured_error(session, "another") is None
    assert found
    assert (found.pairs, found.squares) == (30, 15.0)

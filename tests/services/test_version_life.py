"""A version out of use: its drafts are signed until the day that was set, and its scores carry a warning."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import Standing
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, retire, supersede, withdraw
from assessment_tool.records import reading
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.trends import trend_of
from assessment_tool.services.version_life import VersionClosedError, affected_by
from tests.published import published
from tests.services.case import Case
from tests.services.conftest import INSTRUMENTS
from tests.web.family import AT

DAY = today(AT)
DECISION = Decision("A. Lead", DAY, "Two options were mixed up.", approved_by="B. Lead")
Step = Callable[[Path], object]

SUPERSEDED: Step = lambda folder: supersede(folder, "small", "1.0.0", DECISION, DAY)  # noqa: E731 - a table
RETIRED: Step = lambda folder: retire(folder, "small", "1.0.0", DECISION)  # noqa: E731 - a table
WITHDRAWN: Step = lambda folder: withdraw(folder, "small", "1.0.0", DECISION)  # noqa: E731 - a table


@pytest.fixture
def after(tmp_path: Path) -> Callable[[Step], Catalogue]:
    """The catalogue after a step in the life of the small instrument."""

    def taken(step: Step) -> Catalogue:
        folder = published(tmp_path / "later", INSTRUMENTS)
        step(folder)
        return Catalogue([folder])

    return taken


def sign_in(case: Case, catalogue: Catalogue, revision_id: int, days: int = 0) -> None:
    with case.acting() as (session, actor):
        sign(session, actor, catalogue, revision_id, AT + timedelta(days=days))


def test_a_draft_in_a_superseded_version_is_signed_until_the_day_that_was_set(
    sqlite_case: Case, after: Callable[[Step], Catalogue]
) -> None:
    catalogue, draft = after(SUPERSEDED), sqlite_case.complete()
    with pytest.raises(VersionClosedError, match="could be signed until"):
        sign_in(sqlite_case, catalogue, draft, days=1)
    assert sqlite_case.opened(draft).is_draft
    sign_in(sqlite_case, catalogue, draft)
    assert sqlite_case.opened(draft).standing is Standing.SIGNED


@pytest.mark.parametrize(("step", "word"), [(RETIRED, "retired"), (WITHDRAWN, "withdrawn")])
def test_no_draft_in_a_retired_or_withdrawn_version_is_signed(
    sqlite_case: Case, after: Callable[[Step], Catalogue], step: Step, word: str
) -> None:
    draft = sqlite_case.complete()
    with pytest.raises(VersionClosedError, match=f"was {word} on 4 March 2026: Two options were mixed up"):
        sign_in(sqlite_case, after(step), draft)
    assert sqlite_case.opened(draft).is_draft


def test_what_was_signed_in_a_version_is_put_right_in_it_unless_a_fault_was_found_there(
    sqlite_case: Case, after: Callable[[Step], Catalogue]
) -> None:
    returned = sqlite_case.hand_back(sqlite_case.signed())
    with pytest.raises(VersionClosedError, match="was withdrawn"):
        sign_in(sqlite_case, after(WITHDRAWN), returned)
    sign_in(sqlite_case, after(RETIRED), returned)
    amendment = sqlite_case.amend(returned)
    sign_in(sqlite_case, after(SUPERSEDED), amendment, days=1)
    assert sqlite_case.opened(amendment).standing is Standing.SIGNED


def test_a_trend_says_which_of_its_assessments_a_fault_was_found_in(
    sqlite_case: Case, after: Callable[[Step], Catalogue]
) -> None:
    signed, one = sqlite_case.signed(), sqlite_case.example
    for step, warned in ((RETIRED, []), (WITHDRAWN, [signed])):
        catalogue = after(step)
        with reading(sqlite_case.engine) as session:
            actor = sqlite_case.actor(session)
            trend = trend_of(session, actor, one.family_id, "small", one.child_id, catalogue=catalogue, at=AT)
            found = [each.revision.id for _, some in trend.withdrawn for each in some]
        assert found == warned


def test_the_assessments_of_a_version_are_listed_for_whoever_must_tell_their_workers(case: Case) -> None:
    signed = case.signed()
    case.start()
    with reading(case.engine) as session:
        (affected,) = affected_by(session, "small", "1.0.0")
        assert affected_by(session, "small", "1.1.0") == []
    assert (affected.revision_id, affected.family_reference) == (signed, "F-0001")

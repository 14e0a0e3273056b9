"""The gate: what opens it, what shuts it, and that nothing behind it is asked, scored or raised before."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from assessment_tool.core.gate import (
    GateStanding,
    gate_standing,
    is_behind_gate,
    shutting_items,
    with_gate_kept,
)
from assessment_tool.core.instrument import Absence, Gate, Instrument, Kind, Section
from assessment_tool.core.responses import Response
from assessment_tool.core.visibility import asked_items
from tests.core.builders import answers, choice, circumstances, flag, graded, instrument, item, scale, scored

OPEN = {"alone": "yes", "contact": "By post."}
SHUT = {"alone": "no"}


def gated() -> Instrument:
    """A gate of two questions before one choice and one note, which a scale counts."""
    questions = (choice("alone", "no", "yes"), item("contact", Kind.TEXT), item("read_out", Kind.NOTE))
    gate = Gate(
        Section("gate", "gate", "First", items=questions), MappingProxyType({"alone": ("yes",)}), "Stop."
    )
    items = [choice("afraid", "no", "yes", flags=(flag("fear", "afraid == 'yes'"),)), item("told", Kind.NOTE)]
    return replace(instrument(items, [scale("total", ["afraid"])]), gate=gate)


def standing(**given: Any) -> GateStanding:
    return gate_standing(gated(), answers(given))


def test_the_gate_opens_when_every_question_of_it_has_its_answer() -> None:
    assert standing(**OPEN) is GateStanding.OPEN
    assert list(asked_items(gated(), circumstances(), answers(OPEN))) == [
        "alone",
        "contact",
        "read_out",
        "afraid",
        "told",
    ]


@pytest.mark.parametrize("given", [{}, {"alone": "yes"}, {"contact": "By post."}])
def test_a_question_without_an_answer_opens_nothing(given: dict[str, Any]) -> None:
    assert standing(**given) is GateStanding.WAITING
    assert list(asked_items(gated(), circumstances(), answers(given))) == ["alone", "contact", "read_out"]


@pytest.mark.parametrize("answer", ["no", Absence.UNKNOWN, Absence.DECLINED, Absence.NOT_SAFE_TO_ASK])
def test_any_other_answer_and_any_reason_for_none_shuts_it(answer: object) -> None:
    given = answers(OPEN, alone=answer)
    assert gate_standing(gated(), given) is GateStanding.SHUT
    gate = gated().gate
    assert gate is not None
    assert list(shutting_items(gate, given)) == ["alone"]


def test_an_instrument_without_a_gate_is_open_and_nothing_is_behind_it() -> None:
    assert gate_standing(graded("meals"), {}) is GateStanding.OPEN
    assert not is_behind_gate(graded("meals"), "meals")


def test_what_was_answered_behind_a_gate_that_is_shut_counts_nowhere() -> None:
    assert [one.id for one in scored(gated(), **OPEN, afraid="yes").flags] == ["fear"]
    shut = scored(gated(), **SHUT, afraid="yes")
    assert (shut.flags, shut.by_id["total"].value) == ((), None)


def test_a_shut_gate_leaves_nothing_missing_and_one_that_waits_its_own_questions() -> None:
    assert scored(gated(), **SHUT).missing == ()
    assert scored(gated()).missing == ("alone", "contact")
    assert scored(gated(), **OPEN).missing == ("afraid",)


def test_a_record_says_of_every_question_behind_it_that_it_was_not_safe_to_ask() -> None:
    whole, given = gated(), answers(SHUT, afraid="yes")
    kept = with_gate_kept(whole, whole.items.values(), given)
    assert kept == {"alone": Response("no"), "afraid": Response(absence=Absence.NOT_SAFE_TO_ASK)}
    assert with_gate_kept(whole, whole.items.values(), answers(OPEN)) == answers(OPEN)

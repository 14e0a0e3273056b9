"""Answers that do not go together, and answers that are wanted only because of others."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from assessment_tool.core.conditions import parse_condition
from assessment_tool.core.declared import Check, CheckSeverity
from assessment_tool.core.instrument import Instrument, Kind, MethodName
from assessment_tool.core.scoring import Result, score
from assessment_tool.core.stored import result_from_json, result_to_json
from tests.core.builders import answers, choice, circumstances, instrument, item, scale

CHECK = Check(
    "odd",
    parse_condition("alone == 'yes' and total > 0"),
    CheckSeverity.ERROR,
    "They do not go together.",
    ("alone", "helpers"),
)


def whole(*checks: Check) -> Instrument:
    """Alone or not, how many help, and who: wanted only where somebody does."""
    items = [
        choice("alone", "no", "yes"),
        item("helpers", Kind.NUMBER),
        item("who", Kind.TEXT, require=parse_condition("helpers > 0 or total > 5")),
    ]
    return replace(instrument(items, [scale("total", ["helpers"], MethodName.SUM)]), checks=checks)


def scored(*checks: Check, **given: Any) -> Result:
    return score(whole(*checks), circumstances(), answers(given))


def raised(**given: Any) -> list[str]:
    return [one.id for one in scored(CHECK, **given).contradictions]


def test_answers_that_meet_the_condition_are_a_contradiction_and_others_are_none() -> None:
    assert raised(alone="yes", helpers=Decimal(2)) == ["odd"]
    assert raised(alone="no", helpers=Decimal(2)) == []
    assert raised(alone="yes") == []


def test_a_contradiction_is_stored_and_read_back_and_none_leaves_no_trace() -> None:
    result = scored(CHECK, alone="yes", helpers=Decimal(2))
    assert result_from_json(result_to_json(result)) == result
    assert "contradictions" not in result_to_json(scored(alone="yes", helpers=Decimal(2)))


def test_an_answer_is_wanted_only_while_its_condition_is_true() -> None:
    assert scored(alone="no", helpers=Decimal(1)).missing == ("who",)
    assert scored(alone="no", helpers=Decimal(0)).missing == ()
    assert scored(alone="no").missing == ("helpers",)

"""Every score says in a sentence how it was reached."""

from decimal import Decimal
from typing import Any

import pytest

from assessment_tool.core.instrument import Method, MethodName, MissingRule, MissingRuleName
from assessment_tool.core.scoring.explain import method_sentence
from tests.core.builders import AT_LEAST_ONE, instrument, item, of_grades, scale, scored

PRORATE = MissingRule(MissingRuleName.PRORATE, at_least=2, because="The items are alike.")


@pytest.mark.parametrize(
    ("grades", "decided_by", "because"),
    [
        ((None, None), "none", "Nothing here was scored, so there is no value."),
        (
            (1, 4, 5, 5),
            "precedence",
            "Grade 5 in “C” and “D” takes precedence: the worst grade above 3 decides.",
        ),
        ((None, 2), "single", "Only “B” was scored: grade 2."),
        ((2, None, 2, 3), "mode", "2 is the most frequent of 2, 2, 3."),
        (
            (1, 1, 2, 2, 3),
            "rounded_mean",
            (
                "No grade is the most frequent of 1, 1, 2, 2, 3; their mean 1.8 is rounded to 2, halves "
                "to the worse grade."
            ),
        ),
        (
            (2, 2, 3, 3),
            "rounded_mean",
            (
                "No grade is the most frequent of 2, 2, 3, 3; their mean 2.5 is rounded to 3, halves to the "
                "worse grade."
            ),
        ),
    ],
)
def test_graded_care_says_which_step_decided(
    grades: tuple[int | None, ...], decided_by: str, because: str
) -> None:
    found = of_grades(*grades).by_id["care"]
    assert (found.decided_by, found.because) == (decided_by, because)


METHODS_AND_RULES: list[tuple[MethodName, MissingRule, tuple[int | None, ...], str]] = [
    (MethodName.SUM, AT_LEAST_ONE, (1, 2, None), "The sum of 1, 2 is 3."),
    (MethodName.MEAN, AT_LEAST_ONE, (1, 2, None), "The mean of 1, 2 is 1.5."),
    (MethodName.MEDIAN, AT_LEAST_ONE, (1, 2, 5), "The median of 1, 2, 5 is 2."),
    (MethodName.MODE, AT_LEAST_ONE, (2, 2, 5), "2 is the most frequent of 2, 2, 5."),
    (
        MethodName.MODE,
        AT_LEAST_ONE,
        (1, 2, None),
        "Several values are equally frequent in 1, 2; the worst of them, 2, counts.",
    ),
    (MethodName.WORST, AT_LEAST_ONE, (1, 2, None), "The worst of 1, 2 is 2."),
    (MethodName.BEST, AT_LEAST_ONE, (1, 2, None), "The best of 1, 2 is 1."),
    (MethodName.COUNT, AT_LEAST_ONE, (1, 2, None), "The count of 1, 2 is 2."),
    (MethodName.LINEAR, AT_LEAST_ONE, (1, 2, None), "The scaled sum of 1, 2 is 30."),
    (MethodName.LOOKUP, AT_LEAST_ONE, (1, 2, None), "The table value of 1, 2 is 50."),
    (MethodName.WEIGHTED_SUM, AT_LEAST_ONE, (1, 2, None), "The weighted sum of 1, 2 is 5."),
    (MethodName.SUM, PRORATE, (1, 2, None), "2 of 3 were answered (1, 2); scaled up to 4.5."),
    (
        MethodName.SUM,
        PRORATE,
        (1, None, None),
        (
            "Only 1 of 3 were answered; with at least 2 answered the value is scaled up. "
            "Reason: The items are alike."
        ),
    ),
    (
        MethodName.SUM,
        MissingRule(MissingRuleName.ALL_REQUIRED),
        (1, 2, None),
        "Only 2 of 3 were answered; every item must be answered.",
    ),
    (
        MethodName.SUM,
        MissingRule(MissingRuleName.MIN_ANSWERED, at_least=3, because="It is short."),
        (1, 2, None),
        (
            "Only 2 of 3 were answered; blank items are left out; at least 3 must be answered. "
            "Reason: It is short."
        ),
    ),
]


@pytest.mark.parametrize(("method", "missing", "given", "because"), METHODS_AND_RULES)
def test_every_method_and_rule_says_how_the_value_was_reached(
    method: MethodName, missing: MissingRule, given: tuple[int | None, ...], because: str
) -> None:
    names = ("a", "b", "c")
    parameters: dict[str, Any] = {"factor": Decimal(10), "table": ((Decimal(3), Decimal(50)),)}
    if method is MethodName.WEIGHTED_SUM:
        parameters["weights"] = (Decimal(1), Decimal(2), Decimal(3))
    total = scale("total", names, method, missing=missing, **parameters)
    whole = instrument([item(name) for name in names], [total])
    said = {name: grade for name, grade in zip(names, given, strict=True) if grade is not None}
    assert scored(whole, **said).by_id["total"].because == because


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (MissingRule(MissingRuleName.ALL_REQUIRED), "every item must be answered."),
        (AT_LEAST_ONE, "blank items are left out; at least 1 must be answered."),
        (
            MissingRule(MissingRuleName.FIXED, value=Decimal(0), because="Skipped after “never”."),
            "a blank item counts as 0. Reason: Skipped after “never”.",
        ),
    ],
)
def test_the_result_says_what_a_blank_does(missing: MissingRule, words: str) -> None:
    whole = instrument([item("a")], [scale("total", ["a"], MethodName.SUM, missing=missing)])
    assert scored(whole, a=1).by_id["total"].missing_rule == words


def test_the_sentences_above_are_those_of_every_method_and_rule() -> None:
    elsewhere = {MethodName.GRADED_CARE, MethodName.COMPOSITE}  # above, and in test_composite.py
    assert {method for method, *_ in METHODS_AND_RULES} | elsewhere == set(MethodName)


@pytest.mark.parametrize("name", list(MethodName))
def test_every_method_can_be_explained_whatever_the_answers(name: MethodName) -> None:
    said = method_sentence(Method(name))
    assert said.endswith(".")
    assert "answers" in said or "grade" in said

"""The language of conditions: what it refuses, what it makes of missing answers, what it finds unlike."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.conditions import (
    MAXIMUM_NODES,
    ConditionError,
    ConditionValue,
    parse_condition,
    type_faults,
)

REFUSED = {
    "a call": "open('x') == 1",
    "a method": "a.upper() == 'X'",
    "an attribute": "a.__class__ == 1",
    "an index": "a[0] == 1",
    "a lambda": "(lambda: 1) == 1",
    "a list comprehension": "[x for x in b] == a",
    "a generator": "any(x for x in b)",
    "a formatted text": "f'{a}' == 'x'",
    "a walrus": "(a := 1) == 1",
    "a power": "a ** 9 > 1",
    "a division": "a / 0 > 1",
    "a remainder": "a % 2 == 0",
    "a shift": "a << 9 > 1",
    "a choice": "1 if a else 2",
    "a list": "a in ['x', 'y']",
    "a set": "a in {'x'}",
    "a dictionary": "a == {}",
    "a star": "a in (*b,)",
    "identity": "a is b",
    "a bare name": "a",
    "a bare number": "1",
    "truth itself": "True",
    "a truth value compared": "a == True",
    "minus true": "a == -True",
    "true in a list": "a in (True, 1)",
    "nothing compared": "a == None",
    "bytes": "a == b'x'",
    "an imaginary number": "a == 1j",
    "a number without end": "a < 1e999",
    "an over-long number": "a < 1000000000000000",
    "an ellipsis": "a == ...",
    "minus an item": "-a < 1",
    "a tuple compared": "a < ('x',)",
    "a tuple in a sum": "a + (1, 2) == 3",
    "a tuple within a tuple": "a in (('x',), 'y')",
    "a name within a list": "a in (b, 'y')",
    "membership in a text": "a in 'xyz'",
    "a chain after a list": "a in ('x',) < b",
    "answered as an item": "answered == 1",
    "answered of itself": "answered(answered)",
    "answered of two": "answered(a, b)",
    "answered by name": "answered(item=a)",
    "answered of a text": "answered('a')",
    "another function": "missing(a)",
    "not of a name": "not a",
    "an assignment": "a = 1",
    "two lines": "a == 1\nb == 2",
    "a statement": "import os",
    "half an expression": "a ==",
    "nothing": "",
    "a hidden nought": "a == 1\x00",
    "deep brackets": "(" * 500 + "a == 1" + ")" * 500,
    "deep negation": "not " * 5000 + "a == 1",
    "deep minus": "a == " + "-" * 20_000 + "1",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_the_language_does_not_name_is_refused(text: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse_condition(text)
    assert refused.value.fault in str(refused.value)


def test_a_condition_may_have_200_parts_and_not_201() -> None:
    thirty_eight = "a == 1 or " * 38  # five parts each; the whole row of `or` is two more
    assert MAXIMUM_NODES == 200
    assert parse_condition(f"{thirty_eight} a + 0 == 1").evaluate({"a": Decimal(1)}) is True
    with pytest.raises(ConditionError, match="more than 200 parts"):
        parse_condition(f"{thirty_eight} not not a == 1")


@given(st.text(alphabet="ab1'\"()=<>!+-*., notandori:\n"))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        condition = parse_condition(text)
    except ConditionError:
        return
    assert condition.evaluate({}, frozenset()) in {True, False, None}


T, F, U = "t == 1", "f == 1", "u == 1"
VALUES = {"t": Decimal(1), "f": Decimal(0), "u": None}
TRUTH = {T: True, F: False, U: None}


def kleene_and(left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001 - a truth table
    table = {(True, True): True, (True, None): None, (None, True): None, (None, None): None}
    return table.get((left, right), False)


@pytest.mark.parametrize(("left", "right"), list(itertools.product(TRUTH, repeat=2)))
def test_and_or_and_not_follow_the_three_valued_truth_tables(left: str, right: str) -> None:
    first, second = TRUTH[left], TRUTH[right]
    negated = {True: False, False: True, None: None}
    wanted_or = negated[kleene_and(negated[first], negated[second])]
    assert parse_condition(f"{left} and {right}").evaluate(VALUES) is kleene_and(first, second)
    assert parse_condition(f"{left} or {right}").evaluate(VALUES) is wanted_or
    assert parse_condition(f"not {left}").evaluate(VALUES) is negated[first]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("n == 3", True),
        ("n != 3", False),
        ("n < 3", False),
        ("n <= 3", True),
        ("n > 2.5", True),
        ("n >= 4", False),
        ("1 < n <= 3", True),
        ("3 < n < missing", False),
        ("1 < n < missing", None),
        ("n + 1 == 4", True),
        ("n - 4 == -1", True),
        ("n * n == 9", True),
        ("n * missing > 0", None),
        ("0.1 + 0.2 == 0.3", True),
        ("n in (1, 3)", True),
        ("n in (-3, 4)", False),
        ("n not in (1, 3)", False),
        ("code == 'yes'", True),
        ("code in ('no', 'yes')", True),
        ("code not in ('no', 'yes')", False),
        ("missing in ('no', 'yes')", None),
        ("missing not in ('no', 'yes')", None),
        ("'cat' in several", True),
        ("'fox' in several", False),
        ("'fox' not in several", True),
        ("code in several", False),
        ("answered(n)", True),
        ("answered(missing)", False),
        ("not answered(missing)", True),
        ("answered(n) and missing == 1", None),
    ],
)
def test_a_condition_weighs_what_is_known(text: str, wanted: bool | None) -> None:  # noqa: FBT001 - a table
    values: dict[str, ConditionValue | None] = {
        "n": Decimal(3),
        "code": "yes",
        "several": frozenset({"cat", "dog"}),
        "missing": None,
    }
    assert parse_condition(text).evaluate(values) is wanted


def test_a_free_text_is_answered_though_it_has_no_value_to_compare() -> None:
    assert parse_condition("answered(story)").evaluate({"story": None}, frozenset({"story"})) is True


@given(st.sampled_from([T, F, U]), st.sampled_from([T, F, U]), st.sampled_from([T, F, U]))
def test_a_decided_condition_stays_decided_when_more_is_answered(one: str, two: str, three: str) -> None:
    condition = parse_condition(f"({one} or {two}) and not {three}")
    before = condition.evaluate(VALUES)
    for answer in (Decimal(0), Decimal(1)):
        after = condition.evaluate({**VALUES, "u": answer})
        assert before is None or after is before
        assert after is not None


def test_the_names_are_the_items_and_scales_looked_at() -> None:
    condition = parse_condition("answered(a) and b + c > 1 or d in ('x',) or 'y' in e")
    assert condition.names() == {"a", "b", "c", "d", "e"}


def test_conditions_are_equal_by_their_text() -> None:
    assert parse_condition("a == 1") == parse_condition("a == 1")
    assert parse_condition("a == 1") != parse_condition("a == 2")


TYPES = {"n": Decimal, "m": Decimal, "code": str, "several": frozenset}


@pytest.mark.parametrize(
    "text",
    [
        "n == 1 and code == 'x' and 'x' in several",
        "n + m * 2 >= -1",
        "n in (1, 2)",
        "code in ('x', 'y')",
        "code in several",
        "answered(several)",
        "several == several",
    ],
)
def test_like_is_compared_with_like(text: str) -> None:
    assert list(type_faults(parse_condition(text), TYPES)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("gone == 1", "no item or scale named “gone”"),
        ("answered(gone)", "no item or scale named “gone”"),
        ("n == 'x'", "different kinds"),
        ("code == 1", "different kinds"),
        ("code == n", "different kinds"),
        ("several == 'x'", "different kinds"),
        ("n + 1 == 'x'", "different kinds"),
        ("1 < n < 'x'", "different kinds"),
        ("code > 'x'", "only == , != and in"),
        ("several < several", "only == , != and in"),
        ("'x' in code", "takes one answer"),
        ("1 in n", "takes one answer"),
        ("n in ('1', 2)", "different kinds"),
        ("code in (1, 2)", "different kinds"),
        ("several in ('x', 'y')", "different kinds"),
        ("1 in several", "different kinds"),
        ("several in several", "different kinds"),
        ("code + 1 == 2", "nothing can be reckoned"),
        ("n * 'x' == 2", "nothing can be reckoned"),
    ],
)
def test_what_can_never_agree_is_found(text: str, fault: str) -> None:
    found = list(type_faults(parse_condition(text), TYPES))
    assert len(found) == 1
    assert fault in found[0]

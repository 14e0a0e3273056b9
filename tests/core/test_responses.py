"""What each kind of item takes, from whichever way in, and what an answer counts."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.instrument import Absence, Item, Kind, NumberLimits, Option
from assessment_tool.core.responses import (
    MAXIMUM_TEXT,
    Response,
    Value,
    ValueNotPermittedError,
    condition_type,
    meaning,
    permitted_absence,
    permitted_value,
    points,
)
from tests.core.builders import choice, item

GRADED = item("meals")
SINGLE = choice("drinks", "never", "often")
MULTIPLE = choice("seen", "cat", "dog", "fox", kind=Kind.MULTIPLE)
NUMBER = item("nights", Kind.NUMBER)
WHOLE = item("nights", Kind.NUMBER, number=NumberLimits("nights", Decimal(0), Decimal(31), whole=True))
DATE = item("since", Kind.DATE)
TEXT = item("story", Kind.TEXT)


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (GRADED, "3", "3"),
        (GRADED, 3, "3"),
        (SINGLE, "often", "often"),
        (MULTIPLE, ["dog"], ("dog",)),
        (MULTIPLE, ("fox", "cat"), ("cat", "fox")),
        (MULTIPLE, ["dog", "cat", "dog"], ("cat", "dog")),
        (WHOLE, "0", Decimal(0)),
        (WHOLE, " 31 ", Decimal(31)),
        (WHOLE, 7, Decimal(7)),
        (WHOLE, "7.0", Decimal(7)),
        (NUMBER, "-2.50", Decimal("-2.5")),
        (NUMBER, 0.1, Decimal("0.1")),
        (NUMBER, Decimal("1.25"), Decimal("1.25")),
        (NUMBER, "999999999999999", Decimal(999_999_999_999_999)),
        (DATE, "2024", "2024"),
        (DATE, "2024-02", "2024-02"),
        (DATE, "2024-02-29", "2024-02-29"),
        (DATE, date(2023, 2, 28), "2023-02-28"),
        (TEXT, "  two\r\nlines ", "  two\nlines "),
        (TEXT, "x" * MAXIMUM_TEXT, "x" * MAXIMUM_TEXT),
    ],
)
def test_one_reading_of_every_answer(asked: Item, raw: object, value: object) -> None:
    read = permitted_value(asked, raw)
    assert read == value
    assert type(read) is type(value)


NO_NUMBER = [
    "",
    " ",
    "x",
    "١٢",
    "\N{FULLWIDTH DIGIT THREE}",
    "0_3",
    "+3",
    "1e3",
    "1E3",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "0x1F",
    "1,5",
]
NO_NUMBER += ["1.", ".5", "--1", "1 2", "3\n4", "²", "1234567890123456"]

NOT_TAKEN: list[tuple[Item, list[object]]] = [
    (NUMBER, [*NO_NUMBER, True, False, None, [], {}, b"3", float("nan"), float("inf"), 1e300, 1e-7]),
    (NUMBER, [Decimal("NaN"), Decimal("Infinity"), 10**15, 1j, [[[[[[[[["x"]]]]]]]]]]),
    (WHOLE, ["-1", "32", "2.5", 31.5]),
    (GRADED, ["0", "6", "03", "3.0", "+3", "٣", " 3", "", 0, 6, 3.0, True, None, ["3"], Decimal(3)]),
    (SINGLE, ["Often", "often ", "sometimes", "", 1, True, ["often"]]),
    (MULTIPLE, [[], (), "dog", {"dog"}, ["dog", "wolf"], [1], [None], [["dog"]], None, {"dog": 1}]),
    (DATE, ["2023-02-29", "2024-02-30", "2024-13", "2024-00", "2024-1", "24", "0000", "2024-", "2024-02-"]),
    (DATE, ["2024-W10", "20240229", "٢٠٢٤", "2024-02-29\n", " 2024", "29/02/2024", "", 2024, None]),
    (DATE, [datetime(2024, 2, 29, 12, 0)]),  # noqa: DTZ001 - what a YAML reader may hand over
    (TEXT, ["", " \n\t ", "\x00", 3, None, ["x"], "x" * (MAXIMUM_TEXT + 1)]),
    (item("heading", Kind.NOTE), ["x"]),
]
REFUSED = [(asked, raw) for asked, raws in NOT_TAKEN for raw in raws]


@pytest.mark.parametrize(("asked", "raw"), REFUSED)
def test_a_value_that_the_item_does_not_take_is_refused_in_words(asked: Item, raw: object) -> None:
    with pytest.raises(ValueNotPermittedError) as refused:
        permitted_value(asked, raw)
    assert refused.value.item_id == asked.id
    assert refused.value.value is raw
    assert str(refused.value).startswith(f"“{asked.id}” does not take “")
    assert len(str(refused.value)) < 250


@given(
    st.sampled_from([GRADED, SINGLE, MULTIPLE, NUMBER, WHOLE, DATE, TEXT]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.dates(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
)
def test_whatever_arrives_is_read_or_refused(asked: Item, raw: object) -> None:
    try:
        value = permitted_value(asked, raw)
    except ValueNotPermittedError:
        return
    again = list(value) if isinstance(value, tuple) else value
    assert permitted_value(asked, again) == value


def test_a_refusal_says_what_would_be_taken() -> None:
    wanted = r"“nights” does not take “32”: it takes a whole number from 0 up to 31, in figures\."
    with pytest.raises(ValueNotPermittedError, match=wanted):
        permitted_value(WHOLE, "32")
    with pytest.raises(ValueNotPermittedError, match="it takes one of never, often"):
        permitted_value(SINGLE, "x")


def test_minus_nought_is_nought() -> None:
    assert str(permitted_value(NUMBER, "-0.0")) == "0"


@pytest.mark.parametrize("absence", Absence)
def test_an_item_takes_the_reasons_for_no_answer_that_it_names(absence: Absence) -> None:
    assert permitted_absence(GRADED, absence.value) is absence
    only = item("meals", absences=(Absence.DECLINED,))
    if absence is Absence.DECLINED:
        assert permitted_absence(only, "declined") is absence
        return
    with pytest.raises(ValueNotPermittedError, match=r"reasons allowed for no answer are declined\."):
        permitted_absence(only, absence.value)


@pytest.mark.parametrize("raw", ["", "gone", "DECLINED", None, 1, True, ["declined"]])
def test_no_other_reason_is_taken(raw: object) -> None:
    with pytest.raises(ValueNotPermittedError):
        permitted_absence(GRADED, raw)


def test_an_item_without_reasons_says_so() -> None:
    with pytest.raises(ValueNotPermittedError, match=r"are none\."):
        permitted_absence(item("meals", absences=()), "declined")


def test_a_response_is_a_value_or_an_absence_or_nothing_yet() -> None:
    with pytest.raises(ValueError, match="never both"):
        Response(value="3", absence=Absence.DECLINED)
    assert Response().is_blank
    assert Response(evidence="Seen at breakfast.").is_blank
    assert not Response(value="3").is_blank
    assert not Response(absence=Absence.DECLINED).is_blank


UNSCORED = item("mood", Kind.SINGLE, options=(Option("good", "Good"), Option("bad", "Bad", Decimal(2))))


@pytest.mark.parametrize(
    ("asked", "response", "counts"),
    [
        (GRADED, Response("4"), Decimal(4)),
        (GRADED, Response(), None),
        (SINGLE, Response("never"), Decimal(0)),
        (SINGLE, Response("often"), Decimal(1)),
        (UNSCORED, Response("good"), None),
        (UNSCORED, Response("bad"), Decimal(2)),
        (MULTIPLE, Response(("dog", "fox")), Decimal(3)),
        (NUMBER, Response(Decimal("2.5")), Decimal("2.5")),
        (TEXT, Response("5"), None),
        (DATE, Response("2024"), None),
        *((GRADED, Response(absence=absence), None) for absence in Absence),
    ],
)
def test_an_absent_answer_is_never_counted_as_nought(
    asked: Item, response: Response, counts: Decimal | None
) -> None:
    assert points(asked, response) == counts


def test_options_without_scores_chosen_together_count_nothing() -> None:
    pets = item("pets", Kind.MULTIPLE, options=(Option("cat", "Cat"), Option("dog", "Dog", Decimal(1))))
    assert points(pets, Response(("cat",))) is None
    assert points(pets, Response(("cat", "dog"))) == 1


@pytest.mark.parametrize(
    ("asked", "value", "seen", "kind"),
    [
        (GRADED, "4", Decimal(4), Decimal),
        (SINGLE, "often", "often", str),
        (MULTIPLE, ("dog", "cat"), frozenset({"cat", "dog"}), frozenset),
        (NUMBER, Decimal(3), Decimal(3), Decimal),
        (DATE, "2024-02", "2024-02", str),
        (TEXT, "words", "words", str),
    ],
)
def test_a_condition_sees_a_value_of_the_announced_kind(
    asked: Item, value: Value, seen: object, kind: type
) -> None:
    _, found = meaning(asked, value)
    assert found == seen
    assert condition_type(asked) is kind
    assert isinstance(found, kind)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (GRADED, "6"),
        (SINGLE, "sometimes"),
        (MULTIPLE, ("dog", "horse")),
        (WHOLE, Decimal(32)),
        (WHOLE, Decimal("1.5")),
    ],
)
def test_an_answer_that_the_item_does_not_take_means_nothing_and_is_never_scored(
    asked: Item, value: Value
) -> None:
    with pytest.raises(ValueNotPermittedError):
        meaning(asked, value)

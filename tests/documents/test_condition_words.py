"""Conditions as a person with a paper form reads them."""

import pytest

from assessment_tool.core.conditions import parse_condition
from assessment_tool.core.instrument import Instrument
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.documents.condition_words import Where, condition_in_words, where_in_words
from tests.definitions.conftest import HERE

FEATURES = HERE / "instruments"


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    """One with an item of every kind."""
    return Catalogue([FEATURES]).find("every-kind", "1.0.0").instrument


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("one == 'yes'", "question 3 is answered “Yes”"),
        ("one != 'yes'", "question 3 is answered otherwise than “Yes”"),
        ("one in ('no', 'yes')", "question 3 is answered “No” or “Yes”"),
        ("one not in ('no', 'yes')", "question 3 is answered otherwise than “No” or “Yes”"),
        ("'a' in several", "“A” is ticked in question 4"),
        ("'a' not in several", "“A” is not ticked in question 4"),
        ("'a' in several or 'b' in several", "“A” or “B” is ticked in question 4"),
        ("'a' in several and 'b' in several", "“A” is ticked in question 4 and “B” is ticked in question 4"),
        (
            "'a' in several or one == 'no' or 'b' in several",
            "“A” or “B” is ticked in question 4 or question 3 is answered “No”",
        ),
        ("one in several", "question 3 is among those of question 4"),
        ("one not in several", "question 3 is not among those of question 4"),
        ("graded >= 2", "the grade of question 2 is at least 2"),
        ("graded in (1, 2)", "the grade of question 2 is 1 or 2"),
        ("0 < amount <= 2.5", "0 is less than question 5 and question 5 is at most 2.5"),
        ("amount + 2 * graded > -1", "question 5 plus (2 times the grade of question 2) is more than -1"),
        ("amount - 1 == 3", "question 5 minus 1 is 3"),
        ("amount * (graded + 1) < 9", "question 5 times (the grade of question 2 plus 1) is less than 9"),
        ("answered(words)", "question 7 has an answer"),
        ("not answered(words)", "question 7 has no answer"),
        ("not one == 'yes'", "it is not so that question 3 is answered “Yes”"),
        (
            "answered(words) and (one == 'no' or amount > 3)",
            "question 7 has an answer and (question 3 is answered “No” or question 5 is more than 3)",
        ),
        (
            "not (one == 'no' and amount > 3)",
            "it is not so that (question 3 is answered “No” and question 5 is more than 3)",
        ),
        ("'no' == one", "question 3 is answered “No”"),
        (
            "graded > 3 or amount > 3 or amount < 1",
            (
                "the grade of question 2 is more than 3 or question 5 is more than 3"
                " or question 5 is less than 1"
            ),
        ),
        (
            "since > 3 or one == 'no' or amount > 3",
            "question 5 or 6 is more than 3 or question 3 is answered “No”",
        ),
        ("amount > 3 and since > 3", "question 5 is more than 3 and question 6 is more than 3"),
        (
            "not (answered(one) and one == 'no')",
            "question 3 has no answer, or question 3 is answered otherwise than “No”",
        ),
        ("not (answered(amount) and amount >= 3)", "question 5 has no answer, or question 5 is less than 3"),
        (
            "not (answered(amount) and 0 < amount < 3)",
            (
                "question 5 has no answer, or it is not so that 0 is less than question 5"
                " and question 5 is less than 3"
            ),
        ),
        (
            "words == 'x' and not (answered(several) and 'a' not in several)",
            "question 7 is answered x and (question 4 has no answer, or “A” is ticked in question 4)",
        ),
    ],
)
def test_a_condition_names_questions_by_number_and_answers_by_label(
    instrument: Instrument, condition: str, words: str
) -> None:
    numbers = {item_id: number for number, item_id in enumerate(instrument.items, start=1)}
    assert condition_in_words(parse_condition(condition), instrument, numbers) == words


def test_a_long_condition_is_a_list_of_its_parts(instrument: Instrument) -> None:
    numbers = {item_id: number for number, item_id in enumerate(instrument.items, start=1)}
    short = parse_condition("one == 'no' or amount > 3")
    assert where_in_words(short, instrument, numbers) == Where(
        "question 3 is answered “No” or question 5 is more than 3"
    )
    several = "one == 'no' or amount > 3 or (graded > 3 and amount < 2) or 'a' in several or 'b' in several"
    assert where_in_words(parse_condition(several), instrument, numbers) == Where(
        "any of these is so",
        (
            Where("question 3 is answered “No”"),
            Where("question 5 is more than 3"),
            Where("the grade of question 2 is more than 3 and question 5 is less than 2"),
            Where("“A” or “B” is ticked in question 4"),
        ),
    )
    every = several.replace(" or ", " and ", 2).replace(" or ", " and ")
    assert where_in_words(parse_condition(every), instrument, numbers).words == "all of these are so"


def test_a_long_part_of_a_list_is_a_list_itself(instrument: Instrument) -> None:
    numbers = {item_id: number for number, item_id in enumerate(instrument.items, start=1)}
    anything = (
        "one == 'no' or amount > 3 or graded > 3 or 'a' in several or not answered(words) or amount < 1"
    )
    both = parse_condition(f"({anything}) and not (answered(one) and one == 'yes')")
    found = where_in_words(both, instrument, numbers)
    assert found.words == "all of these are so"
    first, second = found.listed
    assert (first.words, len(first.listed)) == ("any of these is so", 6)
    assert second == Where("question 3 has no answer, or question 3 is answered otherwise than “Yes”")


def test_a_long_condition_of_one_part_stays_a_sentence(instrument: Instrument) -> None:
    numbers = {item_id: number for number, item_id in enumerate(instrument.items, start=1)}
    whole = parse_condition(
        "not (one == 'no' and amount > 3 and graded > 3 and answered(words) and amount < 9)"
    )
    assert where_in_words(whole, instrument, numbers).listed == ()


def test_a_score_is_named_by_its_title_and_rows_are_counted() -> None:
    catalogue = Catalogue([FEATURES])
    scored = catalogue.find("sum", "1.0.0").instrument
    [scale] = scored.scales
    words = condition_in_words(parse_condition(f"{scale.id} > 1"), scored, {})
    assert words == f"the score “{scale.title}” is more than 1"
    rows = catalogue.find("repeated", "1.0.0").instrument
    [flag] = rows.items["others"].flags
    assert (
        condition_in_words(flag.when, rows, {"others": 1}) == "the number of rows in question 1 is at least 2"
    )

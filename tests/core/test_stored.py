"""What is stored is read back exactly, and is written in one way only."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import UNBORN, ChildAge
from assessment_tool.core.instrument import Absence, Urgency
from assessment_tool.core.responses import Confidence, Response
from assessment_tool.core.scoring import (
    BandReached,
    Contribution,
    Explanation,
    Outcome,
    RaisedFlag,
    Result,
    ScaleResult,
    ScoredScale,
)
from assessment_tool.core.stored import (
    answers_from_json,
    answers_to_json,
    canonical,
    result_from_json,
    result_to_json,
    sha256,
    value_from_json,
    value_to_json,
)
from assessment_tool.core.text import cleaned
from assessment_tool.core.visibility import Circumstances
from tests.core.builders import of_grades

typed = st.text(max_size=30).map(cleaned)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2)
values = typed | numbers | st.lists(typed, min_size=1, max_size=4).map(tuple)
confidences = st.none() | st.sampled_from(Confidence)
responses = st.builds(
    Response, value=st.none() | values, evidence=typed, source=typed, confidence=confidences
)
absences = st.builds(Response, absence=st.sampled_from(Absence), evidence=typed, confidence=confidences)
ages = st.none() | st.just(UNBORN) | st.integers(0, 216).map(ChildAge)
circumstances = st.builds(Circumstances, st.dates(), ages, st.sampled_from(["female", "male", None]))

flags = st.builds(RaisedFlag, typed, typed, typed, st.sampled_from(Urgency))
contributions = st.builds(Contribution, typed, typed, st.none() | numbers)
scale_results = st.builds(
    ScaleResult,
    scale=st.builds(ScoredScale, *[typed] * 6),
    outcome=st.builds(Outcome, st.none() | numbers, typed),
    answered=st.integers(0, 50),
    of=st.integers(0, 50),
    reached=st.builds(BandReached, st.none() | typed, typed),
    explain=st.builds(Explanation, typed, st.lists(contributions, max_size=4).map(tuple)).map(
        lambda explanation: lambda: explanation
    ),
)
results = st.builds(
    Result,
    instrument_id=typed,
    version=typed,
    scales=st.lists(scale_results, max_size=3).map(tuple),
    flags=st.lists(st.builds(RaisedFlag, typed, typed, typed, st.sampled_from(Urgency)), max_size=3).map(
        tuple
    ),
    missing=st.lists(typed, max_size=3).map(tuple),
    engine=typed,
)


@given(st.none() | values)
def test_a_value_is_read_back_as_it_was_written(value: str | Decimal | tuple[str, ...] | None) -> None:
    read = value_from_json(value_to_json(value))
    assert read == value
    assert type(read) is type(value)
    assert str(read) == str(value)


@given(circumstances, st.dictionaries(typed, responses | absences, max_size=5))
def test_answers_are_read_back_as_they_were_written(about: Circumstances, given: dict[str, Response]) -> None:
    read_about, read = answers_from_json(answers_to_json(about, given))
    assert read_about == about
    assert read == {item_id: one for item_id, one in given.items() if one != Response()}


@given(results)
def test_a_result_is_read_back_as_it_was_written(result: Result) -> None:
    text = result_to_json(result)
    assert result_from_json(text) == result
    assert result_to_json(result_from_json(text)) == text


@given(circumstances, st.dictionaries(typed, responses | absences, min_size=2, max_size=5), st.data())
def test_the_order_of_answers_does_not_change_what_is_stored(
    about: Circumstances, given: dict[str, Response], data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(list(given.items()))))
    assert answers_to_json(about, shuffled) == answers_to_json(about, given)


def test_what_an_answer_says_beside_its_value_is_stored_too() -> None:
    given = {
        "a": Response(evidence="Seen."),
        "b": Response(source="Visit"),
        "c": Response(confidence=Confidence.LOW),
    }
    assert answers_from_json(answers_to_json(Circumstances(date(2026, 3, 2)), given))[1] == given


def test_answers_are_stored_in_this_form() -> None:
    given = {
        "b": Response("3", evidence="Zoë ate.", source="Visit", confidence=Confidence.HIGH),
        "a": Response(Decimal("2.50")),
        "c": Response(("cat", "dog")),
        "d": Response(absence=Absence.DECLINED),
        "e": Response(),
    }
    assert answers_to_json(Circumstances(date(2026, 3, 2), ChildAge(18), "female"), given) == (
        '{"child":{"age_months":18},"observed_on":"2026-03-02","respondent_sex":"female","responses":{'
        '"a":{"value":{"number":"2.50"}},'
        '"b":{"confidence":"high","evidence":"Zoë ate.","source":"Visit","value":"3"},'
        '"c":{"value":["cat","dog"]},'
        '"d":{"absent":"declined"}}}'
    )


@pytest.mark.parametrize(
    ("child", "stored"), [(None, None), (UNBORN, {"age_months": None}), (ChildAge(0), {"age_months": 0})]
)
def test_an_adult_an_unborn_child_and_a_newborn_are_told_apart(
    child: ChildAge | None, stored: object
) -> None:
    text = answers_to_json(Circumstances(date(2026, 3, 2), child), {})
    assert json.loads(text)["child"] == stored
    assert answers_from_json(text)[0].child == child


def test_a_result_is_stored_in_this_form() -> None:
    result = of_grades(1, 2, None)
    care = result.by_id["care"]
    assert json.loads(result_to_json(result)) == {
        "engine": "1",
        "flags": [],
        "instrument": "small",
        "missing": ["c"],
        "scales": [
            {
                "answered": 2,
                "band": None,
                "band_label": "",
                "because": care.because,
                "contributions": [["a", "A", "1"], ["b", "B", "2"], ["c", "C", None]],
                "decided_by": "rounded_mean",
                "form": f"{care.scale_hash[:16]}:a=:b=:c=",
                "id": "care",
                "level": "sub_area",
                "missing_rule": care.missing_rule,
                "of": 3,
                "scale_hash": care.scale_hash,
                "title": "Care",
                "value": "2",
            }
        ],
        "version": "1.0.0",
    }


def test_keys_are_sorted_and_nothing_is_added() -> None:
    assert canonical({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'


def test_the_hash_of_a_text_is_that_of_its_utf_8() -> None:
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"

"""Answers from outside are read strictly, and every fault is told in a line of its own."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import UNBORN, ChildAge
from assessment_tool.core.instrument import Absence, Instrument
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import score
from assessment_tool.definitions.responses_file import (
    ResponsesFileError,
    parse_responses,
    read_responses_file,
)
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import HERE


def instrument(feature: str) -> Instrument:
    return read_version(HERE / "instruments" / feature / "1.0.0.yaml").instrument


EVERY_KIND = instrument("every-kind")
AGE_BANDS = instrument("age-bands")


def content(responses: object = None, **changes: Any) -> bytes:
    facts = {
        "child": {"age_months": 30},
        "observed_on": "2025-03-04",
        "responses": responses or {},
        **changes,
    }
    return json.dumps({key: one for key, one in facts.items() if one is not ...}).encode()


def faults(raw: bytes, of: Instrument = EVERY_KIND) -> list[str]:
    with pytest.raises(ResponsesFileError) as caught:
        parse_responses(raw, of)
    assert caught.value.faults
    assert all(fault.strip() and "\n" not in fault for fault in caught.value.faults)
    return caught.value.faults


def test_every_kind_of_answer_is_taken() -> None:
    answers = {
        "graded": 2,
        "one": "yes",
        "several": ["b", "a"],
        "amount": 2.5,
        "since": "2024-05",
        "words": {"absent": "not_asked"},
    }
    circumstances, responses = parse_responses(content(answers), EVERY_KIND)
    assert circumstances.child == ChildAge(30)
    assert responses == {
        "graded": Response("2"),
        "one": Response("yes"),
        "several": Response(("a", "b")),
        "amount": Response(Decimal("2.5")),
        "since": Response("2024-05"),
        "words": Response(absence=Absence.NOT_ASKED),
    }


def test_an_unborn_child_and_the_respondents_sex_are_read() -> None:
    raw = content(child={"unborn": True, "expected_on": "2025-06-01"}, respondent={"sex": "female"})
    circumstances, _ = parse_responses(raw, instrument("unborn"))
    assert (circumstances.child, circumstances.respondent_sex) == (UNBORN, "female")


def test_an_instrument_about_an_adult_looks_at_no_child() -> None:
    for child in (..., {"age_months": 400}):
        circumstances, responses = parse_responses(
            content({"first": "yes"}, child=child), instrument("sex-bands")
        )
        assert circumstances.child is None
        assert "first" in responses


@pytest.mark.parametrize(
    "child",
    [..., None, {}, {"age_months": "30"}, {"age_months": 30.0}, {"age_months": True}, {"age_months": -1}],
)
def test_a_child_of_known_age_is_required(child: object) -> None:
    assert [fault.partition(":")[0].partition(".")[0] for fault in faults(content(child=child))] == ["child"]


@pytest.mark.parametrize("child", [{"unborn": True}, {"expected_on": "2025-06-01"}, {"unborn": False}])
def test_a_child_is_born_or_expected_on_a_day(child: object) -> None:
    assert len(faults(content(child=child), instrument("unborn"))) == 1


def test_a_child_whose_age_no_item_is_meant_for_is_one_clear_fault() -> None:
    raw = content({"first": 1, "second": 2}, child={"unborn": True, "expected_on": "2025-06-01"})
    assert faults(raw, AGE_BANDS) == ["child: No item of this instrument is meant for an unborn child."]
    assert len(faults(content({"first": 1}, child={"age_months": 216}), AGE_BANDS)) == 1


def test_an_item_of_another_age_is_a_fault() -> None:
    assert faults(content({"first": 1, "second": 1}, child={"age_months": 3}), AGE_BANDS) == [
        "responses: “second” is not asked about a child of 3 months."
    ]


@pytest.mark.parametrize(
    "day", [..., None, 20250304, "2025-02-29", "2025-3-4", "20250304", "2025-W10-2", "today"]
)
def test_the_day_is_one_that_exists(day: object) -> None:
    assert [fault.partition(":")[0] for fault in faults(content(observed_on=day))] == ["observed_on"]


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, {}, [], ["a", "z"], ["a", 1], 3, 1.5, "3", "", {"absent": "later"}, {"absent": 1}),
        *({"absent": "declined", "answer": 1}, [["a"]], {"answer": 1}),
    ],
)
def test_a_value_that_the_item_does_not_take_is_a_fault(value: object) -> None:
    assert len(faults(content({"graded": value}))) == 1


def test_an_absence_that_the_item_does_not_allow_is_a_fault() -> None:
    assert "declined" in faults(content({"several": {"absent": "not_asked"}}))[0]


def test_a_note_takes_no_answer() -> None:
    assert len(faults(content({"noted": "read"}))) == 1


def test_faults_of_every_part_are_told_together() -> None:
    found = faults(
        content(
            {"grded": 1, "graded": 9, "one": None, "words": "fine"},
            child={"age_months": "x"},
            observed_on="2025-02-30",
            respondent={"sex": "f"},
            reponses={},
        )
    )
    assert len(found) == 7
    told = "\n".join(found)
    for part in (
        "Did you mean “graded”?",
        "“9”",
        "responses.one",
        "child.age_months",
        "observed_on",
        "respondent.sex",
    ):
        assert part in told
    assert "Did you mean “responses”" in told


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"{", b"[]", b"1", b'"x"', b"null", b"\xff\xfe{}", b"\xef\xbb\xbf{}", b"{'a': 1}", b"{} {}"),
        *(b"[" * 100_000, b'{"a":' * 40 + b"1" + b"}" * 40, b" " * (2 * 1024 * 1024 + 1)),
        *(b'{"responses": {"amount": NaN}}', b'{"responses": {"amount": -Infinity}}'),
        *(b'{"responses": {"amount": ' + b"9" * 5_000 + b"}}", b'{"a": "\\ud800"}', b'{"a": "\x01"}'),
    ],
    ids=range(18),
)
def test_what_is_not_strict_json_is_a_fault_and_not_a_crash(raw: bytes) -> None:
    for fault in faults(raw):
        assert fault.encode()


def test_a_key_that_stands_twice_is_a_fault() -> None:
    raw = b'{"child": {"age_months": 3, "age_months": 4}, "observed_on": "2025-03-04", "responses": {}}'
    assert faults(raw) == ["The key “age_months” stands twice in the same object."]


def test_brackets_inside_texts_are_no_depth() -> None:
    _, responses = parse_responses(content({"words": "[" * 50 + '\\"{'}), EVERY_KIND)
    assert responses["words"].value == "[" * 50 + '\\"{'


@pytest.mark.parametrize("number", ["1e3", "1E400", "0.1e-400", "123456789012345678"])
def test_a_number_beyond_plain_figures_is_a_fault(number: str) -> None:
    raw = content({"amount": 1}).replace(b'"amount": 1', f'"amount": {number}'.encode())
    assert len(faults(raw)) == 1


def test_a_file_is_read_and_one_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content({"one": "no"}))
    assert read_responses_file(path, EVERY_KIND)[1] == {"one": Response("no")}
    for missing in (tmp_path / "no.json", tmp_path):
        with pytest.raises(ResponsesFileError):
            read_responses_file(missing, EVERY_KIND)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ITEMS = st.sampled_from([*EVERY_KIND.items, "unknown", ""])


@given(answers=st.dictionaries(ITEMS, JSON), extra=st.dictionaries(st.text(), JSON, max_size=2))
def test_any_answers_are_scored_or_refused_in_clear_lines(
    answers: dict[str, Any], extra: dict[str, Any]
) -> None:
    facts = {"child": {"age_months": 30}, "observed_on": "2025-03-04", "responses": answers, **extra}
    assert scored_or_refused(json.dumps(facts).encode())


def scored_or_refused(raw: bytes) -> list[str]:
    """What was scored, or the faults: never nothing, and always fit to be written out."""
    try:
        circumstances, responses = parse_responses(raw, EVERY_KIND)
    except ResponsesFileError as refused:
        return [fault for fault in refused.faults if fault.encode()]
    return [score(EVERY_KIND, circumstances, responses).instrument_id]

"""`score`: answers from a file, scored or refused in clear lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, answer, refused

BAD: list[tuple[str, bytes | dict[str, Any]]] = [
    ("not UTF-8", b"\xff\xfe"),
    ("not JSON", b"{"),
    ("empty", b""),
    ("a list", b"[]"),
    ("a key that stands twice", b'{"child": {}, "child": {}}'),
    ("NaN", b'{"responses": {"meals_regular": NaN}}'),
    ("nested without end", b"[" * 100_000),
    ("a number without end", b'{"responses": {"meals_regular": ' + b"9" * 5000 + b"}}"),
    ("an item that is unknown", answer(responses={"meals": 2})),
    ("a value that is not permitted", answer(responses={"meals_regular": 6})),
    ("a truth for a grade", answer(responses={"meals_regular": True})),
    ("a grade with a fraction", answer(responses={"meals_regular": 2.5})),
    ("a list for a grade", answer(responses={"meals_regular": [2]})),
    ("an absence that is unknown", answer(responses={"meals_regular": {"absent": "forgot"}})),
    ("an answer of another shape", answer(responses={"meals_regular": {"value": 2}})),
    ("responses that are a list", answer(responses=[])),
    ("a day that does not exist", answer(observed_on="2026-02-30")),
    ("a day that is a number", answer(observed_on=20260304)),
    ("no child", answer(child=None)),
    ("a child below nought", answer(child={"age_months": -1})),
    ("a child with half a month", answer(child={"age_months": 1.5})),
    ("a child expected on no day", answer(child={"unborn": True, "expected_on": "soon"})),
    ("a sex that is unknown", answer(respondent={"sex": "yes"})),
    ("a part that is unknown", answer(extra=1)),
]


def write(folder: Path, content: bytes | dict[str, Any]) -> Path:
    file = folder / "responses.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


@pytest.mark.parametrize(
    ("instrument", "version"), [("graded-care", "2.0.0"), ("graded-care@1.0.0", "1.0.0")]
)
def test_scores_flags_and_gaps_are_printed_as_json(
    run: Run, tmp_path: Path, instrument: str, version: str
) -> None:
    result = run("score", instrument, write(tmp_path, answer()), "--json")
    assert result.exit_code == 0, result.stderr
    scored = json.loads(result.stdout)
    assert set(scored) == {"instrument", "version", "hash", "scales", "flags", "missing"}
    assert (scored["instrument"], scored["version"]) == ("graded-care", version)
    scales = {scale["id"]: scale for scale in scored["scales"]}
    assert scales["food"]["value"] == "2"
    assert (scales["food"]["answered"], scales["food"]["of"]) == (3, 4)
    assert scales["food"]["decided_by"] == "mode"
    assert scales["home"]["value"] is None
    assert "home_hazards" in scored["missing"]
    assert "meals_regular" not in scored["missing"]


def test_a_flag_names_its_item_and_its_urgency(run: Run, tmp_path: Path) -> None:
    responses = {"private_talk": "adult_there"}
    file = write(tmp_path, answer(responses=responses))
    flags = json.loads(run("score", "alcohol-and-care", file, "--json").stdout)["flags"]
    assert ("ask_again_in_private", "soon") in [(flag["id"], flag["urgency"]) for flag in flags]
    assert all(set(flag) == {"id", "item", "message", "urgency"} for flag in flags)


def test_without_json_each_scale_has_its_line_and_its_reason(run: Run, tmp_path: Path) -> None:
    said = run("score", "graded-care", write(tmp_path, answer())).stdout
    assert "Food: 2 (3 of 4 answered)" in said
    assert "Missing: " in said


@pytest.mark.parametrize(("what", "content"), BAD, ids=[what for what, _ in BAD])
def test_a_bad_file_is_refused_in_clear_lines(
    run: Run, tmp_path: Path, what: str, content: bytes | dict[str, Any]
) -> None:
    result = run("score", "graded-care", write(tmp_path, content), "--json")
    assert result.exit_code == 2, what
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines
    assert all(line.strip() and len(line) < 600 for line in lines)
    assert "Traceback" not in result.stderr


def test_every_fault_of_a_file_has_its_line(run: Run, tmp_path: Path) -> None:
    content = answer(responses={"meals_regular": 9, "nonsense": 1, "washed": {"absent": "forgot"}})
    said = refused(run("score", "graded-care", write(tmp_path, content)), lines=3)
    assert "meals_regular" in said
    assert "nonsense" in said
    assert "washed" in said


@pytest.mark.parametrize(
    "instrument", ["nonsense", "graded-care@9.9.9", "graded-care@", "@1.0.0", "", "../x"]
)
def test_an_instrument_that_is_unknown_is_one_line(run: Run, tmp_path: Path, instrument: str) -> None:
    assert "There is no instrument" in refused(run("score", instrument, write(tmp_path, answer())))


def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    assert "nowhere.json" in refused(run("score", "graded-care", tmp_path / "nowhere.json"))
    refused(run("score", "graded-care", tmp_path))

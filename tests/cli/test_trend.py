"""`trend`: a history from a file told in words, or refused in clear lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, refused

FOOD = ("meals_regular", "food_suits_child", "mealtime_care", "food_own_needs")


def entry(number: int, *, month: int, grades: tuple[int, ...] = (2, 2, 2, 2), **parts: Any) -> dict[str, Any]:
    """One assessment of the food that a child of two is given."""
    return {
        "id": f"a{number}",
        "observed_on": f"2026-{month:02}-01",
        "child": "Pia",
        "carer": "mother",
        "instrument": "graded-care",
        "version": "2.0.0",
        "rater": "r1",
        "rater_role": "worker",
        "age_months": 30,
        "window_days": 28,
        "status": "signed",
        "responses": dict(zip(FOOD, grades, strict=True)),
        **parts,
    }


def told(run: Run, folder: Path, *entries: dict[str, Any]) -> dict[str, Any]:
    result = run("trend", write(folder, {"assessments": list(entries)}), "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def the_series(found: dict[str, Any], scale: str = "food", carer: str | int = "mother") -> dict[str, Any]:
    [series] = [one for one in found["series"] if (one["scale"], one["carer"]) == (scale, carer)]
    return dict(series)


def write(folder: Path, content: object) -> Path:
    file = folder / "history.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def test_a_decline_that_was_held_is_told_with_its_arithmetic(run: Run, tmp_path: Path) -> None:
    worse = (4, 2, 2, 2)
    found = told(
        run,
        tmp_path,
        entry(3, month=9, grades=worse),
        entry(1, month=3),
        entry(2, month=6, grades=worse),
    )
    assert found["left_out"] == []
    series = the_series(found)
    assert [one["assessment"] for one in series["points"]] == ["a1", "a2", "a3"]
    assert [one["value"] for one in series["points"]] == ["2", "4", "4"]
    assert series["points"][0] == {
        "assessment": "a1",
        "observed_on": "2026-03-01",
        "value": "2",
        "converted": None,
        "answered": 4,
        "of": 4,
    }
    assert series["breaks"] == []
    assert series["change"]["word"] == "reliable decline"
    assert series["change"]["way"] == "worse"
    assert "From 1 March 2026 to 1 June 2026 worse" in series["change"]["why"]
    assert series["statistics"]["points"] == 3
    assert series["statistics"]["mann_kendall"] is None


def test_a_p_value_stands_beside_five_points_and_not_before(run: Run, tmp_path: Path) -> None:
    falling = [entry(n, month=n, grades=(6 - n,) * 4) for n in range(1, 6)]
    series = the_series(told(run, tmp_path, *falling))
    assert series["statistics"]["mann_kendall"]["s"] == -10
    assert series["statistics"]["mann_kendall"]["p"] == pytest.approx(1 / 60)
    assert series["change"]["word"] == "reliable improvement"


def test_a_headline_is_never_called_a_change(run: Run, tmp_path: Path) -> None:
    found = told(run, tmp_path, entry(1, month=3), entry(2, month=6, grades=(4, 4, 4, 4)))
    area = the_series(found, "everyday_care")
    assert area["change"]["word"] == "headline only"
    assert area["statistics"] == {}
    assert the_series(found)["change"]["word"] == "possible change, to be confirmed"


def test_what_breaks_a_series_is_named_with_both_assessments(run: Run, tmp_path: Path) -> None:
    found = told(run, tmp_path, entry(1, month=3), entry(2, month=6, rater="r2", window_days=90))
    [gap] = the_series(found)["breaks"]
    assert gap["between"] == ["a1", "a2"]
    assert gap["reasons"] == ["rater", "window"]
    assert "another worker rated" in gap["reason"]


def test_what_does_not_count_is_left_out_by_its_status(run: Run, tmp_path: Path) -> None:
    statuses = ("draft", "returned", "superseded", "voided")
    found = told(
        run,
        tmp_path,
        entry(0, month=1),
        *[entry(n, month=n + 1, status=status) for n, status in enumerate(statuses, start=1)],
    )
    assert [one["id"] for one in found["left_out"]] == ["a1", "a2", "a3", "a4"]
    assert "voided" in found["left_out"][3]["reason"]
    assert len(the_series(found)["points"]) == 1


def test_each_child_and_carer_has_a_series_and_keys_may_be_numbers(run: Run, tmp_path: Path) -> None:
    found = told(run, tmp_path, entry(1, month=3, child=1, carer=1), entry(2, month=6, child=1, carer=2))
    assert the_series(found, carer=1)["child"] == 1
    assert the_series(found, carer=2)["points"][0]["assessment"] == "a2"


def test_a_carers_own_rating_is_told_apart(run: Run, tmp_path: Path) -> None:
    history = entry(1, month=3), entry(2, month=6, rater_role="self", rater="mother")
    found = [one for one in told(run, tmp_path, *history)["series"] if one["scale"] == "food"]
    assert [one["self_rating"] for one in found] == [False, True]
    plain = run("trend", write(tmp_path, {"assessments": list(history)})).stdout
    assert "Pia, mother, own rating, food: nothing to compare yet." in plain


def test_a_score_that_moved_against_its_own_items_is_told_so(run: Run, tmp_path: Path) -> None:
    """Two at 1 and two at 2 make 2; one of them a grade worse leaves most at 1."""
    reversed_ = entry(1, month=3, grades=(1, 1, 2, 2)), entry(2, month=6, grades=(1, 1, 2, 3))
    latest = the_series(told(run, tmp_path, *reversed_))["latest"]
    assert latest["headline"] == "reversal"
    assert "against its own items" in latest["sentence"]
    assert "against its own items" in run("trend", write(tmp_path, {"assessments": list(reversed_)})).stdout


def test_figures_say_what_of_the_rating_was_another(run: Run, tmp_path: Path) -> None:
    found = the_series(told(run, tmp_path, entry(1, month=3), entry(2, month=6, rater="r2")))
    assert found["statistics"]["with_care"] == ["rater"]


def test_two_assessments_of_one_day_are_no_change(run: Run, tmp_path: Path) -> None:
    found = the_series(told(run, tmp_path, entry(1, month=3), entry(2, month=3, grades=(5, 5, 5, 5))))
    assert (found["change"]["word"], found["latest"]) == ("nothing to compare yet", None)


def test_versions_are_joined_and_broken_as_crosswalks_say(run: Run, tmp_path: Path) -> None:
    found = told(run, tmp_path, entry(1, month=3, version="1.0.0"), entry(2, month=6, version="1.1.0"))
    assert the_series(found)["breaks"] == []


def test_the_words_are_printed_plainly(run: Run, tmp_path: Path) -> None:
    history = {"assessments": [entry(1, month=3), entry(2, month=6, status="voided")]}
    result = run("trend", write(tmp_path, history))
    assert result.exit_code == 0, result.stderr
    assert "Pia, mother, food: nothing to compare yet." in result.stdout
    assert "Left out: a2, its status is voided." in result.stdout


def test_an_empty_history_tells_nothing(run: Run, tmp_path: Path) -> None:
    assert told(run, tmp_path) == {"series": [], "left_out": []}


BAD: list[tuple[str, object]] = [
    ("not UTF-8", b"\xff"),
    ("not JSON", b"{"),
    ("a list", []),
    ("no assessments", {}),
    ("an assessment that is none", {"assessments": [3]}),
    ("an unknown key", {"assessments": [entry(1, month=3, extra=1)]}),
    ("two with one id", {"assessments": [entry(1, month=3), entry(1, month=6)]}),
    ("an unknown instrument", {"assessments": [entry(1, month=3, instrument="graded-cares")]}),
    ("an unknown version", {"assessments": [entry(1, month=3, version="9.0.0")]}),
    ("an unknown status", {"assessments": [entry(1, month=3, status="done")]}),
    ("an unknown role", {"assessments": [entry(1, month=3, rater_role="boss")]}),
    ("a day that does not exist", {"assessments": [entry(1, month=13)]}),
    ("an age below nought", {"assessments": [entry(1, month=3, age_months=-1)]}),
    ("a value that is not permitted", {"assessments": [entry(1, month=3, responses={FOOD[0]: 6})]}),
    ("an unknown item", {"assessments": [entry(1, month=3, responses={"meals": 2})]}),
    ("a truth for an id", {"assessments": [entry(1, month=3, id=True)]}),
    ("nested without end", b"[" * 100_000),
]


@pytest.mark.parametrize(("content"), [one for _, one in BAD], ids=[name for name, _ in BAD])
def test_a_faulty_history_is_refused_in_clear_lines(run: Run, tmp_path: Path, content: object) -> None:
    refused(run("trend", write(tmp_path, content), "--json"))

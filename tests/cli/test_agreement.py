"""`agreement`: figures from a file of ratings, or a refusal in clear lines."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused

FOUR = {
    "labels": [1, 2, 3, 4, 5],
    "ratings": [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ],
}
TWO = {"labels": [1, 2, 3], "ratings": [[1, 2, 3, 3, 1], [1, 2, 2, 3, None]]}


def write(folder: Path, content: object) -> Path:
    """A file of ratings."""
    file = folder / "ratings.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def test_the_figures_of_four_raters_with_gaps(run: Run, tmp_path: Path) -> None:
    result = run("agreement", write(tmp_path, FOUR), "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["ac1"] == pytest.approx(0.77544, abs=5e-6)
    assert found["ac2"] == pytest.approx(0.91400, abs=5e-6)
    assert found["kappa"]["unweighted"] == pytest.approx(0.76117, abs=5e-6)
    assert found["alpha"] == pytest.approx(
        {"nominal": 0.743421, "ordinal": 0.815388, "interval": 0.849107, "ratio": 0.797403}, abs=5e-7
    )
    assert found["intervals"]["exact"] is None
    low, high = found["intervals"]["alpha_ordinal"]
    assert low < found["alpha"]["ordinal"] < high


def test_the_figures_of_two_raters(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("agreement", write(tmp_path, TWO), "--json").stdout)
    assert (found["pairs"], found["exact"], found["within_one"]) == (4, 0.75, 1.0)
    assert found["kappa"]["unweighted"] == pytest.approx(0.6363636)
    assert set(found["kappa"]) == {"unweighted", "linear", "quadratic"}


def test_in_words_what_was_seen_comes_first(run: Run, tmp_path: Path) -> None:
    said = run("agreement", write(tmp_path, TWO)).stdout.splitlines()
    assert said[:2] == ["Of 4 pairs of ratings 75% are the same,", "and 100% lie within one label."]
    assert said[2].startswith("  kappa unweighted   0.636 (95 % from ")


def test_where_all_is_alike_kappa_is_null_and_said_to_have_no_value(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, {"labels": [1, 2], "ratings": [[1, 1], [1, 1]]})
    assert json.loads(run("agreement", file, "--json").stdout)["kappa"]["linear"] is None
    plain = run("agreement", file).stdout
    assert "has no value" in plain
    assert "1.000 (how sure it is cannot be told: the ratings are too few or too much alike)" in plain


def test_without_a_unit_rated_twice_there_is_nothing_to_tell(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, {"labels": [1, 2], "ratings": [[1, None], [None, 1]]})
    assert json.loads(run("agreement", file, "--json").stdout)["exact"] is None
    assert "no agreement to tell" in run("agreement", file).stdout


def test_labels_below_nought_have_no_ratio(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, {"labels": [-1, 0, 1], "ratings": [[-1, 0, 1], [-1, 0, 0]]})
    found = json.loads(run("agreement", file, "--json").stdout)
    assert found["alpha"]["ratio"] is None
    assert found["alpha"]["interval"] is not None


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff",
        b"[]",
        {"labels": [1, 2]},
        {**TWO, "more": 1},
        {"labels": "12", "ratings": [[1], [1]]},
        {"labels": list(range(26)), "ratings": [[1], [1]]},
        {"labels": [1, 2], "ratings": [[1] * 20_001, [1] * 20_001]},
        {"labels": [1], "ratings": [[1], [1]]},
        {"labels": [2, 1], "ratings": [[1], [1]]},
        {"labels": [1, True], "ratings": [[1], [1]]},
        {"labels": [1, 2], "ratings": {}},
        {"labels": [1, 2], "ratings": [1, 2]},
        {"labels": [1, 2], "ratings": [[1]]},
        {"labels": [1, 2], "ratings": [[1], [1, 2]]},
        {"labels": [1, 2], "ratings": [[1], [3]]},
        {"labels": [1, 2], "ratings": [[1], ["1"]]},
        {"labels": [1, 2], "ratings": [[1], [False]]},
        {"labels": [1, 2], "ratings": [[1]] * 501},
        b'{"labels": [1, 1e400], "ratings": [[1], [1]]}',
        b'{"labels": [1, 1e308], "ratings": [[1], [1]]}',
        b'{"labels": [1, %s], "ratings": [[1], [1]]}' % (b"9" * 400),
        b'{"labels": [1, 2], "ratings": [[1], [-1e9]]}',
        b'{"labels": [1, NaN], "ratings": [[1], [1]]}',
        b'{"labels": [1, Infinity], "ratings": [[1], [1]]}',
        {"labels": [1, 2], "ratings": [[1], ["NaN"]]},
    ],
)
def test_ratings_that_cannot_be_read_are_refused_in_one_line(
    run: Run, tmp_path: Path, content: object
) -> None:
    refused(run("agreement", write(tmp_path, content), "--json"))

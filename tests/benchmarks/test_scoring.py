"""What reading an instrument and scoring one response of the graded care scale cost."""

import json
from datetime import date

import pytest

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import score
from assessment_tool.core.visibility import Circumstances, items_for_age
from assessment_tool.definitions.answers import taken
from assessment_tool.definitions.canonical import from_canonical
from assessment_tool.definitions.responses_file import parse_responses
from assessment_tool.definitions.schemas.answers import RawAnswer
from assessment_tool.definitions.version_file import read_version
from assessment_tool.resources import instruments_dir
from tests.benchmarks.figures import Figures

pytestmark = pytest.mark.benchmark

FILE = instruments_dir() / "graded-care" / "1.0.0.yaml"
MONTHS = 77
CIRCUMSTANCES = Circumstances(date(2026, 3, 1), ChildAge(MONTHS))


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    """The graded care scale as it ships."""
    return read_version(FILE).instrument


@pytest.fixture(scope="module")
def codes(instrument: Instrument) -> dict[str, str]:
    """A grade for every item that is asked of a child of this age."""
    asked = [one.item.id for one in items_for_age(instrument, CIRCUMSTANCES.child)]
    return {item_id: "122323"[place % 6] for place, item_id in enumerate(asked)}


def test_scoring_one_graded_care_response(
    figures: Figures, instrument: Instrument, codes: dict[str, str]
) -> None:
    responses = {item_id: Response(code) for item_id, code in codes.items()}
    result = score(instrument, CIRCUMSTANCES, responses)
    assert not result.missing
    assert all(scale.because for scale in result.scales)
    figures.measure(
        f"Score and explain {len(codes)} graded answers",
        lambda: score(instrument, CIRCUMSTANCES, responses),
        target=1,
        repeat=20,
    )


def test_checking_scoring_and_explaining_one_graded_care_response(
    figures: Figures, instrument: Instrument, codes: dict[str, str]
) -> None:
    raw = {item_id: RawAnswer(value=code) for item_id, code in codes.items()}

    def checked_and_scored() -> None:
        responses, faults = taken(instrument, CIRCUMSTANCES, raw)
        assert not faults
        score(instrument, CIRCUMSTANCES, responses)

    figures.measure(
        f"Check, score and explain {len(codes)} graded answers", checked_and_scored, target=1, repeat=20
    )


def test_reading_and_scoring_a_file_of_answers(
    figures: Figures, instrument: Instrument, codes: dict[str, str]
) -> None:
    content = json.dumps(
        {"child": {"age_months": MONTHS}, "observed_on": "2026-03-01", "responses": codes}
    ).encode()

    def read_and_scored() -> None:
        circumstances, responses = parse_responses(content, instrument)
        assert not score(instrument, circumstances, responses).missing

    figures.measure(f"The same from JSON bytes, {len(codes)} answers", read_and_scored, repeat=5)


def test_loading_an_instrument_file(figures: Figures) -> None:
    size = f"{FILE.stat().st_size / 1024:.0f} KiB of YAML"
    figures.measure(
        "Load the graded care scale from its file", lambda: read_version(FILE), runs=5, remark=size
    )


def test_loading_an_instrument_as_it_was_kept(figures: Figures) -> None:
    canonical = read_version(FILE).canonical
    figures.measure("Load the graded care scale as kept", lambda: from_canonical(canonical), runs=10)

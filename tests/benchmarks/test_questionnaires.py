"""What checking, scoring and explaining questionnaires costs, and proving what is stored."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from assessment_tool.core.instrument import Band, Instrument, MethodName
from assessment_tool.core.scoring import score
from assessment_tool.core.stored import answers_from_json
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.answers import taken
from assessment_tool.definitions.schemas.answers import RawAnswer
from assessment_tool.records.assessments import Revision
from assessment_tool.records.engine import reading, writing
from assessment_tool.services.assessments.rescore import Rescored, rescore
from assessment_tool.services.kept_definitions import instrument_of
from tests.benchmarks import archive
from tests.benchmarks.figures import Figures
from tests.benchmarks.service import LAST_DAY, Service
from tests.core.builders import ALL_REQUIRED, DAY, TODDLER, choice, instrument, scale

pytestmark = pytest.mark.benchmark

CODES = ("never", "seldom", "often", "always")
CIRCUMSTANCES = Circumstances(DAY, TODDLER)
BATCH, STORED = 1000, 24


def _questionnaire(size: int) -> Instrument:
    """Questions with four answers each, under one banded sum."""
    names = [f"question_{number}" for number in range(size)]
    bands = [
        Band(f"band_{place}", f"Band {place}", {"any": Decimal(size * place // 2)}) for place in range(4)
    ]
    total = scale("total", names, MethodName.SUM, missing=ALL_REQUIRED, bands=bands)
    return instrument([choice(name, *CODES) for name in names], [total])


def _codes(size: int, turn: int = 0) -> dict[str, str]:
    return {f"question_{number}": CODES[(number + turn) % len(CODES)] for number in range(size)}


@pytest.mark.parametrize(("size", "target"), [(9, 0.2), (60, 1), (200, 10)])
def test_checking_scoring_and_explaining_a_questionnaire(figures: Figures, size: int, target: float) -> None:
    questions = _questionnaire(size)
    raw = {item_id: RawAnswer(value=code) for item_id, code in _codes(size).items()}

    def checked_scored_and_explained() -> None:
        responses, faults = taken(questions, CIRCUMSTANCES, raw)
        (total,) = score(questions, CIRCUMSTANCES, responses).scales
        assert not faults
        assert total.because
        assert len(total.contributions) == size

    figures.measure(
        f"Check, score and explain {size} answers", checked_scored_and_explained, target=target, repeat=20
    )


def test_scoring_many_ten_item_responses_again(figures: Figures, tmp_path: Path) -> None:
    questions = archive.ten_questions(tmp_path)
    said = [archive.codes(turn) for turn in range(BATCH)]

    def scored_again() -> None:
        for responses in said:
            result = score(questions, archive.CIRCUMSTANCES, responses)
            assert result.scales[0].value is not None
            assert not result.missing

    figures.measure(
        "Score again ten answers, one of a thousand responses in memory",
        scored_again,
        target=0.01,
        runs=20,
        per=BATCH,
        remark="0.010 ms are 100,000 per second",
    )


def test_scoring_and_proving_an_archive_of_ten_item_responses(
    figures: Figures, service: Service, tmp_path: Path
) -> None:
    with writing(service.engine) as session:
        archive.fill(session, service, tmp_path, BATCH)

    def scored_again() -> None:
        query = select(Revision.definition_sha256, Revision.responses_json)
        with reading(service.engine) as session:
            for definition, answers in session.execute(query):
                assert answers is not None
                result = score(instrument_of(session, definition), *answers_from_json(answers))
                assert result.scales[0].value is not None

    def proved() -> None:
        with reading(service.engine) as session:
            rescored = rescore(session)
        assert rescored == Rescored(BATCH, [])

    name = f"ten answers, one of a thousand responses stored, {service.make}"
    remark = "0.050 ms are 20,000 per second"
    figures.measure(f"Score again {name}", scored_again, target=0.05, per=BATCH, remark=remark)
    remark = "every hash, answer and explanation compared"
    figures.measure(f"Prove {name}", proved, runs=10, per=BATCH, remark=remark)


def test_scoring_what_is_stored_again(figures: Figures, service: Service) -> None:
    for number in range(STORED):
        service.countersigned(number, LAST_DAY)

    def all_stored() -> None:
        with reading(service.engine) as session:
            rescored = rescore(session)
        assert rescored.checked == STORED
        assert not rescored.differences

    figures.measure(
        f"Prove one of {STORED} stored graded care results, {service.make}",
        all_stored,
        runs=5,
        per=STORED,
        remark="every hash, answer and explanation compared",
    )

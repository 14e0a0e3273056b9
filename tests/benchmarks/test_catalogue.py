"""What it costs that every process notices a changed registry: one look at its file for each use."""

import pytest

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.resources import instruments_dir
from tests.benchmarks.figures import Figures

pytestmark = pytest.mark.benchmark

USES = 1000


def test_finding_an_instrument_that_was_read(figures: Figures) -> None:
    catalogue = Catalogue([instruments_dir()])

    def found() -> None:
        for _ in range(USES):
            catalogue.find("graded-care", "1.0.0")

    figures.measure(f"{USES:,} finds of a version, each with a look at the registry", found, target=30)

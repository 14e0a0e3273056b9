"""Page and report say by whose word, and on what evidence, unlike versions are compared."""

from dataclasses import replace

from assessment_tool.core.trend import Whose
from assessment_tool.core.trend.crosswalk import LinkKind
from assessment_tool.documents.movement import breaks, claims
from assessment_tool.documents.trend_report import Claimed
from assessment_tool.services.trends import Rated
from tests.core.trend.test_crosswalked_series import crosswalk, of_version, the_series
from tests.documents.long_history import history

RESULTS = [of_version("1.0.0", 2), of_version("2.0.0", 2)]


def test_a_claim_is_told_with_reason_approver_day_evidence_and_hash() -> None:
    [told] = claims([the_series(RESULTS, crosswalk(1, 2, LinkKind.SAME))])
    assert told == Claimed(
        "Versions 1 and 2 are compared as one scale on Care: Because of 1 to 2.",
        "Approved by Head of service, 4 March 2025. Evidence: Pairs.",
        "12",
    )


def test_a_break_is_told_with_the_reason_of_the_crosswalk() -> None:
    series = the_series(RESULTS, crosswalk(1, 2, LinkKind.NOT_COMPARABLE))
    trend = replace(history(), carers={Whose(20): Rated("Jodie")})
    [sentence] = breaks(trend, [series], 2)
    assert sentence.endswith("because the wording or scoring of the scale changed. Because of 1 to 2.")
    assert list(claims([series])) == []

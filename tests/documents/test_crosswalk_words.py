"""Page and report say by whose word, and on what evidence, unlike versions are compared."""

from collections.abc import Iterator
from dataclasses import replace

from assessment_tool.core.trend import Break, BreakReason, Series, Whose
from assessment_tool.core.trend.crosswalk import LinkKind
from assessment_tool.documents.movement import claims
from assessment_tool.documents.trend_report import Claimed
from assessment_tool.documents.unjoined import unjoined
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
    [told] = unjoined(trend, [series])
    assert told.sentence.endswith(": the wording or scoring of the scale changed.")
    assert told.scales == ("Care: Because of 1 to 2.",)
    assert list(claims([series])) == []


def test_each_reason_names_the_scales_for_which_it_holds_and_no_other() -> None:
    """Care changed and was rated by somebody else; play was rated by somebody else alone."""
    pair = [of_version("1.0.0", 2), of_version("2.0.0", 2)]
    care = the_series(pair, crosswalk(1, 2, LinkKind.NOT_COMPARABLE))
    both = replace(care, breaks=tuple(_also_rated_by_another(care)))
    play = replace(
        care,
        scale_id="play",
        title="Play",
        breaks=tuple(replace(gap, reasons=gap.reasons[1:], claims=()) for gap in both.breaks),
    )
    trend = replace(history(), carers={Whose(20): Rated("Jodie")})
    changed, rated = unjoined(trend, [both, play])
    assert changed.sentence.endswith("the scale changed.")
    assert changed.scales == ("Care: Because of 1 to 2.",)
    assert rated.sentence.endswith(f": another worker rated (all 2 {care.level.replace('_', '-')}s).")


def _also_rated_by_another(series: Series) -> Iterator[Break]:
    for gap in series.breaks:
        yield replace(gap, reasons=(*gap.reasons, BreakReason.RATER))


def test_the_same_reason_for_the_same_scales_is_told_once_of_all_pairs_and_carers() -> None:
    versions = [of_version("1.0.0", 2), of_version("2.0.0", 2), of_version("1.0.0", 2)]
    her = the_series(versions)
    his = replace(her, whose=Whose(21))
    trend = replace(history(), carers={Whose(20): Rated("Jodie"), Whose(21): Rated("Marcus")})
    [told] = unjoined(trend, [her, his])
    sentence = told.sentence
    assert [sentence.count(one) for one in ("Jodie, between", "Marcus, between", " and between")] == [1, 1, 2]
    assert sentence.count("the wording or scoring of the scale changed (Care).") == 1

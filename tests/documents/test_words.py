"""What a report says: what moved and what did not, on whom, and what nobody may conclude."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment_tool.core.responses import Response
from assessment_tool.core.trend import Whose
from assessment_tool.documents.days import day, short_day
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.sentences import counted, listed, times
from assessment_tool.documents.tokens import LONGEST_WORD, breakable
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import Cell, Paragraphs, TrendReport, Unjoined
from assessment_tool.services.version_life import Withdrawal
from tests.documents.long_history import GRADES, MADE_AT, MAKER, MOTHER, evidence_for, history
from tests.documents.reading import body, squeezed


def moved(report: TrendReport, area: str) -> dict[tuple[str, str], str]:
    [found] = [one for one in report.areas if one.title == area]
    return {(one.title, one.carer): " ".join(one.sentences) for one in found.moved}


def test_items_that_worsen_under_a_flat_headline_are_told(report: TrendReport) -> None:
    food = moved(report, "Everyday care")["Food", "Jodie Hollis"]
    assert "Since the assessment before: 4, unchanged, although items below it became worse." in food
    assert "Items worse: What the child eats and drinks suits their age (3 to 4)" in food
    assert "Since the first assessment, 14 January 2025: 2 before, 4 now: worse." in food


def test_what_did_not_move_takes_one_sentence(report: TrendReport) -> None:
    [home] = [one for one in report.areas if one.title == "The home"]
    assert home.moved == ()
    assert home.rest == (
        "Jodie Hollis and Marcus Bell: unchanged in grade and in every item answered both times.",
    )


def test_nothing_is_told_twice_of_one_scale(report: TrendReport) -> None:
    for area in report.areas:
        for carer in report.carers:
            told = {one.title for one in area.moved if one.carer == carer}
            still = [one for one in area.rest if carer in one.split(":")[0]]
            assert not any(title in sentence for title in told for sentence in still)


def test_a_break_that_holds_for_every_scale_is_told_once(report: TrendReport) -> None:
    said = "another worker rated (all 12 sub-areas; all 3 areas)."
    assert report.breaks == (Unjoined(f"Jodie Hollis, between 14 January and 6 May 2025: {said}", ()),)


def test_a_headline_that_moved_against_its_items_is_neither_better_nor_worse() -> None:
    trend = history()
    food = trend.instrument.scales_by_id["food"].of
    before, after = trend.assessments[-2:]
    tied = {item_id: Response(grade) for item_id, grade in zip(food, "1122", strict=True)}
    worse = {item_id: Response(grade) for item_id, grade in zip(food, "1123", strict=True)}
    father = history(said=tied).assessments[-2]
    later = history(said=worse).assessments[-2]
    father.revision.observed_on, later.revision.observed_on = before.observed_on, after.observed_on
    later.revision.id = later.assessment.id = 99
    carers = {Whose(3): trend.carers[Whose(3)]}
    report = gather(replace(trend, assessments=[father, later], carers=carers), MAKER, MADE_AT)
    said = moved(report, "Everyday care")["Food", "Marcus Bell"]
    assert "2 before, 1 now: a headline reversal." in said
    assert "Moved by the scoring rule against its own items: Food (2 to 1)." in report.matters[1][1][0]


def test_a_carer_who_was_assessed_once_is_compared_with_nothing() -> None:
    trend = history()
    once = replace(trend, assessments=trend.assessments[:3])
    report = gather(once, MAKER, MADE_AT)
    assert report.matters[1][1][1] == "Marcus Bell: nothing to compare yet in 12 parts of care."
    assert any("Marcus Bell: assessed once" in sentence for area in report.areas for sentence in area.rest)


def test_the_first_page_names_what_is_grave_and_what_moved_over_the_whole_time(report: TrendReport) -> None:
    (_, now), (_, change), (_, unsure) = report.matters
    assert now[0] == (
        "Jodie Hollis, 9 June 2026: at least one need mostly or wholly unmet (grade 4 or 5) in Food (4), "
        "Watching over (4) and Guidance (4). 7 of 9 items at these grades were there in the assessment "
        "before too, the longest since 7 October 2025: “The child can eat in peace”."
    )
    assert change[0].startswith("Jodie Hollis: reliable decline in Food")
    assert not any("countersigned" in one for one in unsure)


def test_a_draft_says_how_much_is_not_countersigned(draft_report: TrendReport) -> None:
    assert draft_report.is_draft
    assert "1 of 8 assessments is not yet countersigned." in draft_report.matters[2][1]
    assert draft_report.listed[-1].standing == "not yet countersigned"


def test_evidence_is_printed_where_it_is_required_and_where_an_item_moved(report: TrendReport) -> None:
    mother = report.evidence[0]
    assert {piece.grade for piece in mother.pieces} == {"4"}
    assert mother.pieces[0].evidence == evidence_for(MOTHER, GRADES[-1][1], "meals_regular")
    assert [piece.before for piece in mother.pieces if piece.title.startswith("What the child eats")] == ["3"]
    father = report.evidence[1]
    assert [(piece.grade, piece.before) for piece in father.pieces] == [("1", "2"), ("2", "3"), ("2", "3")]


def test_an_assessment_from_paper_names_who_made_it_and_says_so(report: TrendReport) -> None:
    first = report.listed[0]
    assert (first.assessor, first.standing) == ("Gwen Price", "countersigned; entered from paper")
    assert report.areas[0].rows[0].note == "entered from paper"


def test_it_is_told_how_often_was_observed_where_that_is_known(report: TrendReport) -> None:
    page = trend_job(report).html
    assert report.listed[0].times_observed is None
    assert page.count(", 3 times</th>") == len(report.listed) - 1
    assert "The time looked at is 28 days, from at least 2 observations." in page


def test_gaps_are_counted_of_the_items_that_may_be_shown(report: TrendReport) -> None:
    assert {one.missing for one in report.listed} == {"1 item without a grade"}
    [home] = [one for one in report.areas if one.title == "The home"]
    assert {cell for row in home.rows for cell in row.cells} == {Cell("2", "(3 of 4)")}


def test_every_score_stands_with_the_step_that_decided_it(report: TrendReport) -> None:
    trend = history()
    newest = trend.assessments[-1].scored.result.by_id
    assert [(one.value, one.because) for one in report.scores[0].scores][:1] == [
        ("4", newest["food"].because)
    ]
    assert {len(one.scores) for one in report.scores} == {15}


def test_carers_stand_in_one_order_whatever_order_they_come_in(report: TrendReport) -> None:
    trend = history()
    turned = replace(trend, carers=dict(sorted(trend.carers.items(), reverse=True)))
    assert gather(turned, MAKER, MADE_AT) == report


def test_contacts_of_the_period_are_counted(report: TrendReport) -> None:
    assert (report.contacts_kept, report.contacts_missed) == (1, 2)
    assert [one.letter for one in report.happenings] == list("ABCDEFG")


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026"),
        (datetime(2026, 1, 1, 23, 30, tzinfo=UTC), "1 January 2026"),
    ],
)
def test_an_instant_is_the_day_that_it_was_in_london(instant: datetime, expected: str) -> None:
    assert day(instant) == expected


def test_days_are_written_in_figures_and_words() -> None:
    assert (day(date(2026, 3, 4)), short_day(date(2026, 9, 14)), day(None)) == (
        "4 March 2026",
        "14 Sep 2026",
        "",
    )


def test_parts_of_sentences() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert (counted(1, "item", "items"), counted(2, "item", "items")) == ("1 item", "2 items")
    assert [times(count) for count in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_a_long_word_may_break_and_loses_no_letter() -> None:
    word = "x" * 5000
    broken = breakable(f"before {word} after")
    assert max(map(len, broken.replace("\u200b", " ").split())) == LONGEST_WORD
    assert broken.replace("\u200b", "") == f"before {word} after"
    assert breakable("plain words stay") == "plain words stay"


def test_paragraph_numbers_never_restart() -> None:
    paragraph = Paragraphs()
    assert [paragraph() for _ in range(3)] == [1, 2, 3]


def test_a_report_warns_of_a_version_in_which_a_fault_was_found_and_names_what_was_made_with_it() -> None:
    trend = history()
    sha256 = trend.assessments[0].revision.definition_sha256
    doubtful = replace(trend, withdrawals={sha256: Withdrawal("1.0.0", date(2026, 6, 1), "Grades mixed up.")})
    (warning,) = gather(doubtful, MAKER, MADE_AT).warnings
    told = (
        "Version 1.0.0 was withdrawn on 1 June 2026 for a fault: Grades mixed up. Made with it: Jodie Hollis"
    )
    assert warning.startswith(told)
    assert warning.count(";") == len(trend.assessments) - 1
    assert squeezed(warning) in body(print_pdf(trend_job(gather(doubtful, MAKER, MADE_AT))).pdf)
    assert gather(trend, MAKER, MADE_AT).warnings == ()

"""Histories unlike the long one: short, without events, and across versions that are not comparable."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.labels import Label
from assessment_tool.core.responses import Response
from assessment_tool.core.trend import Whose
from assessment_tool.definitions.version_file import VersionFile, read_version
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import TrendReport
from assessment_tool.resources import instruments_dir
from assessment_tool.services.trends import Rated, Trend
from tests.documents.long_history import FATHER, MADE_AT, MAKER, MOTHER, assessed, graded_care, history
from tests.documents.reading import body, squeezed
from tests.documents.test_shown import with_label

WORDING = "Meals come when the child needs them"
OTHER_WORDING = "The child is fed when hungry"


@pytest.fixture
def later_version(tmp_path: Path) -> VersionFile:
    """The graded care scale with another wording of its first item, as a version of its own."""
    folder = instruments_dir() / "graded-care"
    text = (folder / "1.0.0.yaml").read_text(encoding="utf-8")
    made = tmp_path / "graded-care"
    made.mkdir()
    (made / "2.0.0.yaml").write_text(
        text.replace('version: "1.0.0"', 'version: "2.0.0"').replace(WORDING, OTHER_WORDING), encoding="utf-8"
    )
    (made / "instrument.yaml").write_bytes((folder / "instrument.yaml").read_bytes())
    return read_version(made / "2.0.0.yaml")


def across(earlier: VersionFile, later: VersionFile) -> Trend:
    """Two assessments of the mother, the first with one version and the second with another."""
    pair = [
        assessed(earlier, 2, MOTHER, date(2025, 6, 2), {}, {"meals_regular": Response("2")}),
        assessed(later, 3, MOTHER, date(2026, 6, 2), {}, {"meals_regular": Response("3")}),
    ]
    return replace(
        history(),
        assessments=pair,
        carers={Whose(MOTHER.id): Rated(MOTHER.name)},
        instrument=later.instrument,
    )


def pieces(report: TrendReport) -> dict[str, str]:
    """The items under evidence with the grade that they are said to have had before."""
    return {piece.title: piece.before for one in report.evidence for piece in one.pieces}


def test_two_versions_are_neither_joined_nor_compared_where_the_wording_changed(
    later_version: VersionFile,
) -> None:
    report = gather(across(graded_care(), later_version), MAKER, MADE_AT)
    said = [one.sentence for one in report.breaks]
    assert any("Food" in one and "the wording or scoring of the scale changed" in one for one in said)
    told = [
        sentence
        for area in report.areas
        for one in area.moved
        if one.title == "Food"
        for sentence in one.sentences
    ]
    assert told == ["Since the assessment before: The two assessments cannot be compared on this scale."]
    assert pieces(report) == {}


def test_both_versions_are_named_with_their_hashes(later_version: VersionFile) -> None:
    earlier = graded_care()
    out = print_pdf(trend_job(gather(across(earlier, later_version), MAKER, MADE_AT)))
    assert out.warnings == ()
    for version in (earlier, later_version):
        assert squeezed(f"version {version.instrument.version}") in body(out.pdf)
        assert version.sha256 in body(out.pdf)


def test_an_item_that_moved_within_one_version_says_from_which_grade() -> None:
    assert pieces(gather(across(graded_care(), graded_care()), MAKER, MADE_AT)) == {WORDING: "2"}


def test_the_grade_of_an_item_that_an_earlier_version_protected_is_not_told() -> None:
    earlier = graded_care()
    protected = replace(
        earlier, instrument=with_label(earlier.instrument, "meals_regular", Label.THIRD_PARTY)
    )
    assert pieces(gather(across(protected, earlier), MAKER, MADE_AT)) == {}


def test_a_family_without_events_is_told_so() -> None:
    out = print_pdf(trend_job(gather(replace(history(), events=[]), MAKER, MADE_AT)))
    assert out.warnings == ()
    assert squeezed("No event is recorded") in body(out.pdf)


def test_a_carer_assessed_once_has_points_and_no_comparison() -> None:
    one = assessed(graded_care(), 2, FATHER, date(2026, 6, 2), {}, {})
    report = gather(
        replace(history(), assessments=[one], carers={Whose(FATHER.id): Rated(FATHER.name)}), MAKER, MADE_AT
    )
    assert report.breaks == ()
    assert not any(area.moved for area in report.areas)
    assert any("nothing to compare yet" in sentence for _, said in report.matters for sentence in said)
    assert print_pdf(trend_job(report)).warnings == ()


def test_a_history_without_a_carer_is_told_of_whom_it_is_about() -> None:
    one = assessed(graded_care(), 2, FATHER, date(2026, 6, 2), {}, {})
    one.assessment.carer_id = None
    carers = {Whose(None): Rated("Wren")}
    report = gather(replace(history(), assessments=[one], carers=carers), MAKER, MADE_AT)
    assert report.carers == ("Wren",)
    assert [line.carer for line in report.listed] == ["Wren"]


def of_food(*grades: str) -> dict[str, Response]:
    """Grades of the four items of food; the first decides the sub-area by precedence."""
    items = ("meals_regular", "food_suits_child", "mealtime_care", "food_own_needs")
    return {item: Response(grade, None, "Seen.") for item, grade in zip(items, grades, strict=True)}


def test_the_first_page_tells_of_a_decline_below_a_grade_that_stayed_as_it_was() -> None:
    """The review's own finding: a headline stays flat while what it is made of becomes worse."""
    days = (date(2025, 6, 2), date(2025, 12, 2), date(2026, 6, 2))
    grades = (("4", "2", "2", "2"), ("4", "3", "3", "3"), ("4", "3", "3", "3"))
    three = [
        assessed(graded_care(), number, MOTHER, day, {}, of_food(*food))
        for number, (day, food) in enumerate(zip(days, grades, strict=True), start=1)
    ]
    trend = replace(history(), assessments=three, carers={Whose(MOTHER.id): Rated(MOTHER.name)})
    ((_, _), (_, (moved,)), _) = gather(trend, MAKER, MADE_AT).matters
    assert moved.startswith("Jodie Hollis: possible change, to be confirmed: worse in Food; ")


def test_what_a_carer_graded_of_their_own_care_is_a_line_of_its_own() -> None:
    by_worker = assessed(graded_care(), 1, MOTHER, date(2026, 1, 5), {}, of_food("2", "2", "2", "2"))
    own = assessed(graded_care(), 2, MOTHER, date(2026, 6, 2), {}, of_food("4", "4", "4", "4"))
    own.revision.rater_role = RaterRole.SELF
    carers = {own.whose: Rated(MOTHER.name, is_self_rating=True), Whose(2): Rated(MOTHER.name)}
    report = gather(replace(history(), assessments=[by_worker, own], carers=carers), MAKER, MADE_AT)
    assert report.carers == ("Jodie Hollis", "Jodie Hollis (own rating)")
    assert [row.carer for row in report.areas[0].rows] == ["Jodie Hollis", "Jodie Hollis (own rating)"]
    assert report.breaks == ()
    (_, (moved, own_moved)) = report.matters[1]
    assert moved == "Jodie Hollis: nothing to compare yet in 12 parts of care."
    assert own_moved == "Jodie Hollis (own rating): nothing to compare yet in 12 parts of care."

"""What a report may show: nothing follows from it for what it may not."""

from dataclasses import replace

import pytest

from assessment_tool.core.instrument import Absence, Instrument, Section
from assessment_tool.core.labels import Label
from assessment_tool.core.responses import Response
from assessment_tool.core.stored import answers_to_json
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.version_file import read_version
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.shown import left_out, shown_groups, shown_scales
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import TrendReport
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import NotFoundError
from tests.documents.long_history import MADE_AT, MAKER, graded_care, history

PROTECTED = "violence_around_child"
SECRET = "She told the worker alone what happened on the stairs."


def with_label(instrument: Instrument, item_id: str, label: Label) -> Instrument:
    """The instrument with one item held more closely."""
    return replace(instrument, sections=tuple(relabelled(one, item_id, label) for one in instrument.sections))


def relabelled(section: Section, item_id: str, label: Label) -> Section:
    return replace(
        section,
        items=tuple(replace(item, label=label) if item.id == item_id else item for item in section.items),
        sections=tuple(relabelled(inner, item_id, label) for inner in section.sections),
    )


def test_a_scale_with_a_protected_item_below_it_is_not_shown_and_neither_is_its_area() -> None:
    instrument = graded_care().instrument
    assert instrument.items[PROTECTED].label is Label.SUBJECT_ONLY
    shown = {scale.id for scale in shown_scales(shown_groups(instrument, [instrument]))}
    assert set(instrument.scales_by_id) - shown == {"people", "keeping_safe"}


def test_the_open_parts_of_an_area_that_is_not_shown_stand_alone() -> None:
    instrument = graded_care().instrument
    groups = shown_groups(instrument, [instrument])
    assert [(group.head.id, len(group.parts)) for group in groups] == [
        ("everyday_care", 5),
        ("home", 0),
        ("watching_over", 0),
        ("relationship", 3),
        ("growing_up", 2),
    ]


def test_what_is_left_out_is_named_by_the_definition_alone() -> None:
    instrument = graded_care().instrument
    titles = [f"“{instrument.scales_by_id[one].title}”" for one in ("people", "keeping_safe")]
    grave, calm = (history(said={PROTECTED: said}) for said in (Response("5", None, SECRET), Response()))
    for trend in (grave, calm):
        report = gather(trend, MAKER, MADE_AT)
        assert sorted(report.left_out) == sorted(titles)
        html = trend_job(report).html
        assert "whatever was answered" in html
        assert instrument.items[PROTECTED].title not in html


def test_an_instrument_that_every_party_may_read_leaves_nothing_out() -> None:
    instrument = read_version(instruments_dir() / "carer-child-relationship" / "1.0.0.yaml").instrument
    assert shown_groups(instrument, [instrument])
    assert left_out(instrument, [instrument]) == []


def test_what_an_earlier_version_protected_stays_protected() -> None:
    newest = graded_care().instrument
    earlier = with_label(newest, "meals_regular", Label.THIRD_PARTY)
    shown = {scale.id for scale in shown_scales(shown_groups(newest, [newest, earlier]))}
    assert "food" not in shown
    assert "everyday_care" not in shown
    assert "sleep" in shown


@pytest.mark.parametrize("instrument_id", ["alcohol-and-care", "social-history"])
def test_no_report_is_made_of_an_instrument_that_every_party_may_not_read(instrument_id: str) -> None:
    instrument = read_version(instruments_dir() / instrument_id / "1.0.0.yaml").instrument
    trend = history()
    assessments = [replace(one, form=instrument) for one in trend.assessments]
    with pytest.raises(NotFoundError):
        gather(replace(trend, instrument=instrument, assessments=assessments), MAKER, MADE_AT)


@pytest.mark.parametrize(
    "protected",
    [
        Response("5", None, SECRET, "Said in private"),
        Response("4", None, SECRET),
        Response(absence=Absence.NOT_SAFE_TO_ASK, evidence=SECRET),
        Response(absence=Absence.DECLINED),
        Response(),
    ],
)
def test_families_that_differ_only_in_protected_answers_have_equal_reports(
    report: TrendReport, protected: Response
) -> None:
    trend = history(said={PROTECTED: protected})
    other = gather(trend, MAKER, MADE_AT)
    assert other == report
    assert trend_job(other) == trend_job(report)
    assert SECRET not in trend_job(other).html


def test_the_first_page_claims_nothing_about_what_it_does_not_show() -> None:
    grave = history(said={PROTECTED: Response("5", None, SECRET)})
    assert all(one.scored.result.by_id["people"].value == 5 for one in grave.assessments)
    [_, father] = gather(grave, MAKER, MADE_AT).matters[0][1]
    assert father.endswith("none of the parts of care shown in this report is at grade 4 or 5.")


def test_no_free_text_that_nobody_marked_as_shareable_changes_anything_in_the_report() -> None:
    plain, told = history(), history()
    for one in told.assessments:
        one.revision.analysis = "She told me where she would go."
        one.revision.carer_view = one.revision.child_view = "He said it in the car."
        one.revision.disagreement = "The school sees it otherwise."
        sourced = {key: replace(said, source="Rowan") for key, said in one.responses.items()}
        one.revision.responses_json = answers_to_json(Circumstances(one.observed_on, one.child_age), sourced)
    for event in told.events:
        event.title, event.detail, event.source = "Police called", "A crash was heard.", "A neighbour"
    told = replace(told, assessments=[replace(one) for one in told.assessments])
    first, second = gather(plain, MAKER, MADE_AT), gather(told, MAKER, MADE_AT)
    assert first == second
    assert print_pdf(trend_job(first)).pdf == print_pdf(trend_job(second)).pdf

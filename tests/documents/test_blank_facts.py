"""What a blank form is made of: which questions at which age, in which words."""

import pytest

from assessment_tool.core.ages import UNBORN, AgeRange, ChildAge
from assessment_tool.documents.age_words import age_in_words, range_in_words
from assessment_tool.documents.blank_facts import NotForThisAgeError
from assessment_tool.documents.blank_form import BlankForm, Question
from assessment_tool.documents.condition_words import Where
from tests.documents.blank_forms import SHIPPED, definition, form


def questions(of: BlankForm) -> list[Question]:
    parts = list(of.parts)
    for part in parts:
        parts += part.parts
    return [one for part in parts for one in part.questions]


def test_a_number_stands_for_the_same_question_at_every_age() -> None:
    baby, child, all_ages = form("unborn", UNBORN), form("unborn", ChildAge(84)), form("unborn")
    assert [(one.number, one.title) for one in questions(baby)] == [(1, "What about first?")]
    assert [(one.number, one.title) for one in questions(child)] == [(2, "What about second?")]
    assert (baby.has_gaps_in_numbers, child.has_gaps_in_numbers) == (True, True)
    first, second = questions(all_ages)
    assert (first.number, first.wordings[0].ages, second.number) == (1, "before birth", 2)
    assert (all_ages.is_for_every_age, all_ages.has_gaps_in_numbers) == (True, False)


def test_an_instrument_about_an_adult_has_no_ages() -> None:
    with pytest.raises(NotForThisAgeError, match="is the same for every age: leave the age out"):
        form("safe-enquiry", ChildAge(0))
    assert not form("safe-enquiry").is_for_every_age


def test_a_form_is_for_the_worker_alone_behind_a_gate_or_where_each_line_is_what_others_told() -> None:
    alone = {one for one in SHIPPED if form(one).is_for_worker_alone}
    assert alone == {"domestic-abuse-risk", "harm-to-others", "safe-enquiry"}
    assert form("every-kind").is_for_worker_alone


def test_an_age_at_which_nothing_is_asked_has_no_form() -> None:
    with pytest.raises(NotForThisAgeError, match=r"asks nothing about a child of this age \(not born yet\)"):
        form("graded-care", UNBORN)
    with pytest.raises(NotForThisAgeError, match=r"asks nothing about a child of this age \(2 years\)"):
        form("graded-care-antenatal", ChildAge(24))


def test_a_child_on_its_day_of_birth_has_a_form() -> None:
    assert form("graded-care", ChildAge(0)).age == "0 months"


def test_descriptions_that_are_chosen_blind_give_no_grade_away() -> None:
    blind = form("blind")
    items = definition("blind").instrument.items.values()
    for item, question in zip(items, questions(blind), strict=True):
        [wording] = question.wordings
        in_order = [item.anchors[option.code] for option in item.options if item.anchors]
        shown = [choice.text for choice in wording.choices]
        assert {choice.mark for choice in wording.choices} <= {""}
        assert not in_order or sorted(shown) == sorted(in_order)
        assert not in_order or shown != in_order
    assert blind.grades == ()


def test_grades_are_named_where_they_are_seen() -> None:
    graded = next(one for one in questions(form("graded-care")) if one.wordings[0].choices)
    assert [choice.mark for choice in graded.wordings[0].choices] == ["1", "2", "3", "4", "5"]
    assert graded.evidence == "needed from grade 4"
    assert [code for code, _ in form("graded-care").grades] == ["1", "2", "3", "4", "5"]


def test_what_is_the_same_at_every_age_is_said_once() -> None:
    for question in questions(form("graded-care")):
        shared = set(question.prompts)
        assert all(shared.isdisjoint(wording.prompts) for wording in question.wordings)
        if len(question.wordings) == 1:
            assert question.wordings[0].prompts == ()


def test_a_question_says_when_it_is_asked_and_what_its_answer_calls_for() -> None:
    gate = form("gate")
    assert questions(gate)[-1].asked_where == Where("question 5 is answered “Yes”")
    assert [(one.urgency, one.where.words) for one in gate.alarms] == [
        ("Act today", "question 5 is answered “Yes”")
    ]


def test_answers_that_contradict_are_told_with_their_questions() -> None:
    checks = definition("checks").instrument.checks
    told = form("checks").contradictions
    assert [one.message for one in told] == [check.message for check in checks]
    assert {one.must_be_mended for one in told} == {True, False}
    assert all(one.questions for one in told)


@pytest.mark.parametrize(
    ("instrument_id", "names"),
    [
        ("harm-to-others", ["analysis", "carer_view"]),
        ("social-history", ["analysis", "carer_view", "disagreement"]),
        ("domestic-abuse-risk", ["analysis", "carer_view", "child_view", "disagreement"]),
        ("child-voice", ["analysis", "carer_view", "child_view", "disagreement"]),
    ],
)
def test_the_summary_asks_on_paper_only_for_views_that_fit_those_whom_it_is_about(
    instrument_id: str, names: list[str]
) -> None:
    assert [one.name for one in form(instrument_id).summary_questions] == names


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        (AgeRange(0, 0, unborn=True), "before birth"),
        (AgeRange(0, 12, unborn=True), "before birth and under 1 year"),
        (AgeRange(unborn=True), "before birth and any age after birth"),
        (AgeRange(), ""),
        (AgeRange(6, 48), "6 months to under 4 years"),
    ],
)
def test_a_range_of_ages_is_told_in_words(ages: AgeRange, words: str) -> None:
    assert range_in_words(ages) == words


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (None, "not born yet"),
        (1, "1 month"),
        (23, "23 months"),
        (24, "2 years"),
        (31, "2 years and 7 months"),
    ],
)
def test_an_age_is_told_in_words(months: int | None, words: str) -> None:
    assert age_in_words(ChildAge(months)) == words

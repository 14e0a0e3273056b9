"""Answering sheet by sheet: what is asked, what is saved, and what comes back."""

import re
from collections.abc import Callable

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Confidence, Response
from tests.web.assessments.workspace import FIRST, Workspace, fields
from tests.web.browsing import Browser, Page


def test_the_overview_lists_the_sheets_with_their_progress(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(
        revision_id,
        {FIRST: Response(value="2"), "food_suits_child": Response(absence=Absence.NOT_OBSERVED)},
    )
    page = worker.open(f"/assessments/{revision_id}")
    assert "Wren Ashdown (6 years), cared for by Mara Ashdown" in page.text
    told = "1 answered, 1 with a reason for no answer (not observed)"
    assert f"Of 49 questions: {told}, 47 with nothing yet" in page.text
    assert f"{told} Nothing yet: 2" in page.text
    assert f"/assessments/{revision_id}/answer/13" in page.links()


def test_a_sheet_where_each_question_has_an_answer_or_a_reason_has_nothing_left_open(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    reasons = (Absence.NOT_OBSERVED, Absence.NOT_OBSERVED, Absence.DECLINED)
    blanks = zip(("food_suits_child", "mealtime_care", "food_own_needs"), reasons, strict=True)
    answers = {item_id: Response(absence=why) for item_id, why in blanks}
    workspace.answer(revision_id, {FIRST: Response(value="2"), **answers})
    told = "1 answered, 3 with a reason for no answer (2 not observed, 1 declined) Nothing left open"
    assert told in worker.open(f"/assessments/{revision_id}").text


def test_a_sheet_asks_for_evidence_before_it_shows_the_grades(worker: Browser, workspace: Workspace) -> None:
    source = worker.open(f"/assessments/{workspace.draft()}/answer/1").source
    evidence, first_grade = source.index(f'name="{FIRST}-evidence"'), source.index(f'name="{FIRST}-answer"')
    assert evidence < first_grade
    assert source.index('value="5"') < source.index('value="absent:not_applicable"')


def test_the_wording_is_that_of_the_childs_age(worker: Browser, workspace: Workspace) -> None:
    text = worker.open(f"/assessments/{workspace.draft()}/answer/1").text
    assert "Meals come when the child needs them" in text
    assert "Feeds come when the baby is hungry" not in text


def test_all_questions_stand_on_one_page(worker: Browser, workspace: Workspace) -> None:
    page = worker.open(f"/assessments/{workspace.draft()}/answer/all")
    assert page.source.count("-version") == 49
    assert len(set(re.findall(r'id="(q[0-9]+)"', page.source))) == 49


def test_saving_keeps_what_was_sent_and_goes_on(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    sent = fields(answer="4", evidence="No food at noon.\r\nAsked.", source="Nursery", confidence="high")
    answer = worker.send(f"/assessments/{revision_id}/answer/1", then="next", **sent)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/assessments/{revision_id}/answer/2"
    assert workspace.response(revision_id) == Response(
        value="4", evidence="No food at noon.\nAsked.", source="Nursery", confidence=Confidence.HIGH
    )


def test_nothing_is_required_to_save(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    assert worker.send(f"/assessments/{revision_id}/answer/1", **fields()).status_code == 303
    assert workspace.opened(revision_id).responses == {}


def test_after_the_last_sheet_comes_the_summary(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    answer = worker.send(f"/assessments/{revision_id}/answer/13", then="next")
    assert answer.headers["Location"] == f"/assessments/{revision_id}/summary"


def test_a_reason_for_no_answer_stands_in_the_same_group(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    worker.send(f"/assessments/{revision_id}/answer/1", **fields(answer="absent:not_observed"))
    assert workspace.response(revision_id) == Response(absence=Absence.NOT_OBSERVED)
    source = worker.open(f"/assessments/{revision_id}/answer/1").source
    assert re.search(r'value="absent:not_observed" checked', source)


def test_an_answer_can_be_cleared_without_losing_its_evidence(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="4", evidence="No food.")})
    sent = fields(version=1, answer="4", evidence="No food.")
    assert worker.send(f"/assessments/{revision_id}/answer/1", clear=FIRST, **sent).status_code == 303
    assert workspace.response(revision_id) == Response(evidence="No food.")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"answer": "6"}, "Choose one of the answers"),
        ({"answer": "absent:bored"}, "Choose one of the answers"),
        ({"answer": ["1", "2"]}, "Choose one answer."),
        ({"answer": ["1", "absent:declined"]}, "Give either an answer or one reason"),
        ({"answer": "1", "confidence": "total"}, "Choose low, medium or high"),
        ({"answer": "1", "source": "s" * 501}, "Keep the source to 500"),
        ({"answer": "1", "evidence": "e" * 20_001}, "keep it to 20,000"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_typed_and_the_rest_is_saved(
    worker: Browser, workspace: Workspace, wrong: dict[str, object], message: str
) -> None:
    revision_id = workspace.draft()
    sent = fields(**{"evidence": "typed & kept", **wrong})
    page = Page(
        worker.send(f"/assessments/{revision_id}/answer/1", **sent, **fields("food_suits_child", answer="3"))
    )
    assert page.status == 400
    assert message in page.text
    assert 'href="#q1-1"' in page.source
    assert "typed &amp; kept" in page.source or "evidence" in wrong
    assert workspace.response(revision_id) is None
    assert workspace.response(revision_id, "food_suits_child") == Response(value="3")


def test_a_form_that_lost_a_part_on_the_way_wipes_nothing(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="4", evidence="No food.")})
    page = Page(worker.send(f"/assessments/{revision_id}/answer/1", **{f"{FIRST}-version": 1}))
    assert page.status == 400
    assert "arrived incomplete" in page.text
    assert workspace.response(revision_id) == Response(value="4", evidence="No food.")


LACKING = "needs evidence and has none yet: “Meals come when the child needs them”. You can go on; write it"


@pytest.mark.parametrize(
    ("grade", "evidence", "is_told"),
    [("4", "", True), ("5", " ", True), ("4", "No food.", False), ("3", "", False)],
)
def test_a_grave_grade_without_evidence_is_told_at_once_and_stops_nobody(
    worker: Browser, workspace: Workspace, grade: str, evidence: str, *, is_told: bool
) -> None:
    sheet = f"/assessments/{workspace.draft()}/answer"
    answer = worker.send(f"{sheet}/1", then="next", **fields(answer=grade, evidence=evidence))
    assert answer.headers["Location"] == f"{sheet}/2"
    assert (LACKING in worker.open(f"{sheet}/2").text) is is_told


def test_of_many_grades_without_evidence_the_rest_is_counted(worker: Browser, workspace: Workspace) -> None:
    sheet = f"/assessments/{workspace.draft()}/answer"
    ids = (FIRST, "food_suits_child", "mealtime_care", "food_own_needs")
    sent = {name: value for one in ids for name, value in fields(one, answer="5").items()}
    worker.send(f"{sheet}/1", then="next", **sent)
    text = worker.open(f"{sheet}/2").text
    assert "4 grades need evidence and have none yet" in text
    assert "” and 1 more. You can go on" in text


def test_an_answer_that_brings_questions_stays_on_the_sheet_and_says_so(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    sheet = f"/assessments/{revision_id}/answer/1"
    answer = worker.send(sheet, then="next", **fields("private_talk", answer="private"))
    assert answer.headers["Location"] == f"{sheet}#q2"
    page = worker.open(sheet)
    assert "1 more question because of your answer" in page.text
    assert "Say this first" in page.text


def test_questions_that_the_background_brought_are_shown_before_going_on(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    sheet = f"/assessments/{revision_id}/answer/1"
    assert 'name="shown" value="1"' in worker.open(sheet).source
    workspace.answer(revision_id, {"private_talk": Response(value="private")})
    sent = fields("private_talk", 1, answer="private")
    answer = worker.send(sheet, then="next", shown="1", **sent)
    assert answer.headers["Location"] == f"{sheet}#q2"
    on = worker.send(sheet, then="next", shown="1 2", **sent)
    assert on.headers["Location"] == f"/assessments/{revision_id}/answer/2"


def test_a_question_that_no_longer_applies_keeps_its_answer(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    workspace.answer(
        revision_id,
        {"private_talk": Response(value="private"), "drank_year": Response(value="no")},
    )
    worker.send(
        f"/assessments/{revision_id}/answer/all",
        **fields("private_talk", 1, answer="adult_there"),
        **fields("drank_year", 1, answer="no"),
    )
    page = worker.open(f"/assessments/{revision_id}/answer/all")
    assert "no longer apply" in page.text
    assert 'name="drank_year-answer"' not in page.source
    assert workspace.response(revision_id, "drank_year") == Response(value="no")


def test_a_raised_flag_is_shown_at_its_question(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="5", evidence="None.")})
    assert (
        "Act today: Make sure today that the child is fed"
        in worker.open(f"/assessments/{revision_id}/answer/1").text
    )


def test_titles_and_addresses_name_no_question_and_nobody(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    for page in ("", "/answer/1", "/answer/all", "/summary", "/sign", "/read"):
        source = worker.open(f"/assessments/{revision_id}{page}").source
        title = source[source.index("<title>") : source.index("</title>")].lower()
        assert not any(word in title for word in ("alcohol", "drink", "ashdown"))
        assert not re.search(r'(href|action)="/assessments/[^"]*(private_talk|drank)', source)


@pytest.mark.parametrize("sheet", ["0", "14", "food", "-1", "1.0", "%00", "all "])
def test_a_sheet_that_is_not_there_is_not_found(worker: Browser, workspace: Workspace, sheet: str) -> None:
    worker.open(f"/assessments/{workspace.draft()}/answer/{sheet}", 404)


@pytest.mark.parametrize("page", ["answer/1", "answer/all", "summary", "sign"])
def test_a_signed_assessment_is_only_read(worker: Browser, workspace: Workspace, page: str) -> None:
    revision_id = workspace.signed()
    answer = worker.client.get(f"/assessments/{revision_id}/{page}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/assessments/{revision_id}/read"


def test_answers_that_come_after_the_signature_are_handed_back(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.signed()
    sent = fields(version=1, answer="5", evidence="Nobody had eaten.")
    page = Page(worker.send(f"/assessments/{revision_id}/answer/1", **sent))
    assert page.status == 409
    assert "Nobody had eaten." in page.text
    assert "Grade 5" in page.text
    assert workspace.response(revision_id) == Response(value="2", evidence="Seen.")


def test_who_may_only_read_is_led_to_reading(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    browser_of("reader").open(f"/assessments/{workspace.draft()}/answer/1", 404)
    revision_id = workspace.signed()
    answer = browser_of("reader").client.get(f"/assessments/{revision_id}/answer/1")
    assert answer.headers["Location"] == f"/assessments/{revision_id}/read"

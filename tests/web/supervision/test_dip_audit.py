"""A dip audit from asking to talking about it, as each of the three people meets it."""

import re
from collections.abc import Callable

import pytest

from tests.web.browsing import Browser, Page
from tests.web.supervision.auditing import GRADES, Auditing

BrowserOf = Callable[[str], Browser]


def test_a_supervisor_finds_the_way_to_it_on_a_signed_assessment(auditing: Auditing) -> None:
    signed, draft = auditing.workspace.signed(), auditing.workspace.draft()
    way = f"/assessments/{signed}/dip-audit"
    assert way in auditing.browser_of("supervisor").open(f"/assessments/{signed}/read").links()
    assert way not in auditing.browser_of("worker").open(f"/assessments/{signed}/read").links()
    page = auditing.browser_of("supervisor").open(f"/assessments/{draft}/read")
    assert f"/assessments/{draft}/dip-audit" not in page.links()


def test_choosing_names_sub_areas_questions_and_who_can_be_asked(auditing: Auditing) -> None:
    page = auditing.browser_of("supervisor").open(f"/assessments/{auditing.workspace.signed()}/dip-audit")
    assert 'value="meals_regular"' in page.source
    assert "Cara Lindqvist" in page.text
    assert "Ade Oyelaran" not in page.text


def test_a_whole_sub_area_can_be_chosen(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    form = auditing.browser_of("supervisor").open(f"/assessments/{signed}/dip-audit").source
    sheet = re.search(r'name="sheet"[^>]*value="([^"]+)"', form)
    assert sheet
    page = auditing.browser_of("support").open(auditing.ask(signed, item=[], sheet=sheet[1]).location)
    assert page.source.count("<fieldset") == 4


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"item": []}, "Choose the questions"),
        ({"item": ["nothing"]}, "Choose the questions"),
        ({"sheet": ["nothing"]}, "Choose the questions"),
        ({"rater": ""}, "Choose who grades"),
        ({"rater": "x"}, "Choose who grades"),
        ({"rater": "99999999999999"}, "Choose who grades"),
    ],
)
def test_a_choice_that_does_not_fit_says_what_to_choose(
    auditing: Auditing, changes: dict[str, object], told: str
) -> None:
    page = Page(auditing.ask(auditing.workspace.signed(), **changes))
    assert page.status == 400
    assert told in page.text


def test_the_same_form_sent_twice_asks_once(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    first, second = (auditing.ask(signed, submission="one-key") for _ in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)


def test_where_nobody_can_be_asked_the_page_says_who_could(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    for who in ("support", "supervisor"):
        auditing.ask(signed, rater=str(auditing.workspace.example.users[who]))
    page = auditing.browser_of("supervisor").client.get(f"/assessments/{signed}/dip-audit")
    assert page.status_code == 403  # the supervisor is to grade it again too
    assert "Closed to you" in page.get_data(as_text=True)


def test_the_second_rater_finds_it_in_their_work_and_sees_no_grade(auditing: Auditing) -> None:
    path = auditing.asked()
    support = auditing.browser_of("support")
    assert path in support.open("/").links()
    page = support.open(path)
    assert "Seen." in page.text
    assert "Ade Oyelaran" not in page.text
    assert "checked" not in page.source


def test_a_saved_draft_is_there_when_one_comes_back(auditing: Auditing) -> None:
    path = auditing.asked()
    assert auditing.rate(
        path, "save", **{"q1-answer": "absent:not_observed", "q1-note": "Too little."}
    ).location
    page = auditing.browser_of("support").open(path)
    assert re.search(r'value="absent:not_observed" checked', page.source)
    assert "Too little." in page.text


def test_what_is_left_out_is_named_and_what_was_chosen_stays(auditing: Auditing) -> None:
    page = Page(auditing.rate(auditing.asked(), **{"q1-answer": "3"}))
    assert page.status == 400
    assert page.text.count("Choose a description, or why there is none.") == 2
    assert "#q2-1" in page.links()
    assert re.search(r'name="q1-answer"[^>]*value="3" checked', page.source)


@pytest.mark.parametrize(
    "fields",
    [
        {"q1-answer": "6"},
        {"q1-answer": "absent:nothing"},
        {**GRADES, "seen": "x"},
        {**GRADES, "seen": ""},
        {**GRADES, "seen": "9" * 30},
        {"q1-note": "x" * 20_001},
    ],
)
def test_what_no_page_sends_is_refused(auditing: Auditing, fields: dict[str, str]) -> None:
    path = auditing.asked()
    assert auditing.rate(path, "save", **fields).status_code == 400
    assert 'value="0"' in auditing.browser_of("support").open(path).source


def test_a_second_tab_overwrites_nothing(auditing: Auditing) -> None:
    path = auditing.asked()
    auditing.rate(path, "save", **{"q1-answer": "3"})
    assert auditing.rate(path, "save", seen="0", **{"q1-answer": "1"}).status_code == 409


def test_handed_in_both_are_read_side_by_side(auditing: Auditing) -> None:
    path = auditing.submitted()
    for who in ("support", "supervisor"):
        page = auditing.browser_of(who).open(path)
        assert "1 of 2 grades are the same; 1 of 2 lie within one grade." in page.text
        assert "The words fit two grades." in page.text
        assert "Where the two are the same (1)" in page.text
    assert path in auditing.browser_of("supervisor").open("/").links()
    assert path not in auditing.browser_of("support").open("/").links()


def test_the_same_form_submitted_twice_leads_to_what_stands_and_another_is_refused(
    auditing: Auditing,
) -> None:
    path, form = auditing.asked(), {**GRADES, "submission": "one-key", "seen": "0", "do": "submit"}
    support = auditing.browser_of("support")
    answers = [support.send(f"{path}/ratings", **form) for _ in range(2)]
    assert [answer.location for answer in answers] == [path, path]
    assert auditing.rate(path).status_code == 409


def test_the_first_rater_reads_it_once_it_was_discussed(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    path = auditing.submitted(signed)
    worker = auditing.browser_of("worker")
    worker.open(path, 404)
    assert path not in worker.open(f"/assessments/{signed}/read").links()
    assert auditing.note(path, "discussed", "Two visits count as often.").status_code == 303
    assert "Two visits count as often." in worker.open(path).text
    assert path in worker.open(f"/assessments/{signed}/read").links()
    assert path not in auditing.browser_of("supervisor").open("/").links()


def test_a_note_is_wanted(auditing: Auditing) -> None:
    page = Page(auditing.note(auditing.submitted(), "discussed", "  "))
    assert page.status == 400
    assert "Write it down" in page.text


def test_a_withdrawn_one_says_why(auditing: Auditing) -> None:
    path = auditing.asked()
    assert auditing.note(path, "withdrawn", "Cara is on leave.").status_code == 303
    for who in ("support", "supervisor"):
        assert "Cara is on leave." in auditing.browser_of(who).open(path).text
        assert path not in auditing.browser_of(who).open("/").links()
    assert auditing.rate(path).status_code == 409
    assert auditing.note(path, "discussed", "Too late.").status_code == 409

"""Characters that turn about what follows: named wherever a page shows a text, kept where it is edited."""

from datetime import date

import pytest
from sqlalchemy import Engine

from assessment_tool.core.responses import Response
from assessment_tool.core.text import is_turning
from assessment_tool.records import Person, writing
from assessment_tool.web.page_template import shown_outside_fields
from tests.web.assessments.workspace import FIRST, Workspace, fields, told
from tests.web.browsing import Browser, Page
from tests.web.family import Example
from tests.web.history import History
from tests.web.test_families import EVENT

TURNED = "Wren \u202enwodhsA\u2069"
TOLD = "Wren [right-to-left override]nwodhsA[pop directional isolate]"


def is_straight(page: str) -> bool:
    return not any(map(is_turning, page))


@pytest.mark.parametrize(
    "field",
    [
        f'<textarea id="a" rows="3">\n{TURNED}</textarea>',
        f'<input type="text" value="{TURNED}">',
        f'<option value="{TURNED}">',
    ],
)
def test_what_a_field_holds_stays_as_typed_and_its_surroundings_do_not(field: str) -> None:
    page = f"<p title='{TURNED}'>{TURNED}</p>{field}<p>{TURNED}</p>"
    assert shown_outside_fields(page) == f"<p title='{TOLD}'>{TOLD}</p>{field}<p>{TOLD}</p>"


def test_no_text_passes_itself_off_as_a_field(worker: Browser, example: Example) -> None:
    for number, typed in enumerate((f' value="{TURNED}"', f"<textarea>{TURNED}</textarea>")):
        path = f"/families/{example.family_id}/events/new"
        assert worker.send(path, **{**EVENT, "title": typed}, submission=f"k{number}").status_code == 303
    page = worker.open(f"/families/{example.family_id}")
    assert is_straight(page.source)
    assert f' value="{TOLD}"' in page.text
    assert f"<textarea>{TOLD}</textarea>" in page.text


def test_a_name_is_told_on_every_page_that_shows_it(
    worker: Browser, engine: Engine, example: Example
) -> None:
    history = History(engine, example)
    revision_id = history.assess(example.mother_id, date(2026, 2, 1), evidence=TURNED)
    with writing(engine) as session:
        session.get_one(Person, example.child_id).name = TURNED
        session.get_one(Person, example.mother_id).name = TURNED
    family = f"/families/{example.family_id}"
    for path in (
        family,
        f"{family}/assessments/new",
        f"{family}/trends/graded-care?child={example.child_id}",
        f"/assessments/{revision_id}/read",
    ):
        page = worker.open(path)
        assert is_straight(page.source), path
        assert TOLD in page.text, path


def test_what_was_typed_comes_back_into_its_fields_as_typed(worker: Browser, example: Example) -> None:
    path = f"/families/{example.family_id}/events/new"
    typed = {**EVENT, "title": TURNED, "detail": TURNED, "happened_on-day": "", "submission": "k"}
    page = Page(worker.send(path, **typed))
    assert page.status == 400
    assert f'value="{TURNED}"' in page.source
    assert f">\n{TURNED}</textarea>" in page.source


def test_the_workspace_keeps_evidence_as_typed_and_tells_another_persons(
    worker: Browser, engine: Engine, example: Example
) -> None:
    workspace = Workspace(engine, example)
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(evidence=TURNED, source=TURNED)}, by="support")
    page = worker.open(f"/assessments/{revision_id}/answer/1")
    assert f'value="{TURNED}"' in page.source
    assert f">\n{TURNED}</textarea>" in page.source
    answer = worker.send(f"/assessments/{revision_id}/items/1", **fields(evidence="Mine."))
    assert answer.status_code == 409
    conflict = told(answer)
    assert {one["name"]: one["text"] for one in conflict["theirs"]}["Evidence"] == TOLD
    assert [TURNED] in conflict["fields"].values()

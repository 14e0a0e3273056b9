"""Grades of care are shaded from met to unmet; scores of which more is better are not."""

import re

from assessment_tool.core.responses import Response
from assessment_tool.definitions.version_file import read_version
from assessment_tool.resources import instruments_dir
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser


def _shades(source: str) -> set[str]:
    return set(re.findall(r'class="app-grade( app-grade--[^"]*)?"', source))


def test_grades_of_care_are_shaded(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    workspace.answer(draft, {"meals_regular": Response(value="4", evidence="Seen.")})
    assert " app-grade--5" in _shades(worker.open(f"/assessments/{draft}/answer/1").source)
    assert " app-grade--4" in _shades(worker.open(f"/assessments/{draft}/summary").source)


def test_evidence_is_asked_for_from_the_grade_that_needs_it(worker: Browser, workspace: Workspace) -> None:
    text = worker.open(f"/assessments/{workspace.draft()}/answer/1").text
    assert "Needed from grade 4." in text


def test_moments_seen_are_no_grades_of_care_and_always_need_evidence() -> None:
    together = read_version(instruments_dir() / "carer-child-relationship" / "1.0.0.yaml").instrument
    assert not together.is_graded_care
    rated = [item for item in together.items.values() if item.kind == "graded"]
    assert all(item.always_needs_evidence for item in rated)

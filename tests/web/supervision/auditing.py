"""A dip audit in the browsers of supervisor and second rater."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from werkzeug.test import TestResponse

from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser

ITEMS = ("meals_regular", "food_suits_child")
GRADES = {"q1-answer": "2", "q2-answer": "4", "q2-note": "The words fit two grades."}
_numbers = count()


@dataclass(frozen=True, slots=True)
class Auditing:
    """What the two do; the first grades are all 2."""

    workspace: Workspace
    browser_of: Callable[[str], Browser]

    def ask(self, revision_id: int, **changes: object) -> TestResponse:
        """The supervisor asks the family support worker to grade two questions again."""
        path = f"/assessments/{revision_id}/dip-audit"
        supervisor = self.browser_of("supervisor")
        form: dict[str, object] = {
            "submission": supervisor.submission(path),
            "item": list(ITEMS),
            "rater": str(self.workspace.example.users["support"]),
            **changes,
        }
        return supervisor.send(path, **form)

    def asked(self, revision_id: int | None = None) -> str:
        """The address of a dip audit that waits."""
        answer = self.ask(revision_id or self.workspace.signed())
        assert answer.status_code == 303
        return answer.location

    def rate(self, path: str, do: str = "submit", by: str = "support", **fields: object) -> TestResponse:
        """Send the second rater's form."""
        browser = self.browser_of(by)
        page = browser.open(path).source
        seen = re.search(r'name="seen" value="([^"]*)"', page)
        form: dict[str, object] = {
            "submission": f"rating-{next(_numbers)}",
            "seen": seen.group(1) if seen else "0",
            "do": do,
            **(fields or GRADES),
        }
        return browser.send(f"{path}/ratings", **form)

    def submitted(self, revision_id: int | None = None) -> str:
        """The address of one that is handed in."""
        path = self.asked(revision_id)
        assert self.rate(path).status_code == 303
        return path

    def note(self, path: str, step: str, note: str, by: str = "supervisor") -> TestResponse:
        """Send a note with a step."""
        browser = self.browser_of(by)
        return browser.send(f"{path}/{step}", submission=f"{step}-{len(note)}-key", note=note)

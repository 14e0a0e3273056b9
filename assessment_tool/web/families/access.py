"""Who looked at a family: for its supervisor, on a page and as a file."""

import csv
from io import StringIO

from flask import abort, render_template, url_for
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.clock import LONDON
from assessment_tool.services.access_log import PAGE_SIZE, Access, AccessLog, family_log
from assessment_tool.web.access_filters import AskedAccess, asked_access
from assessment_tool.web.access_words import UNUSUAL, what, what_became
from assessment_tool.web.families.blueprint import pages
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session
from assessment_tool.web.trends.table_file import BYTE_ORDER_MARK, harmless

HEAD = ("entry", "at", "person", "post", "what", "outcome", "record", "stands_out")
MOST_ROWS = 50_000


@pages.get("/families/<record_id:family_id>/access")
def access(family_id: int) -> tuple[str, int]:
    """Who looked at what and when, newest first; what stands out is marked."""
    asked = asked_access()
    log = _log(family_id, asked)
    name = log.family.name if log.family else ""
    page = render_template(
        "access/page.html",
        page_title=f"Who looked at the {name} family",
        log=log,
        asked=asked,
        here="families.access",
        family_id=family_id,
        what=what_became,
        stands_out=UNUSUAL,
        errors=[{"text": text, "href": f"#{field}"} for field, text in asked.faults.items()],
        breadcrumb=[
            {"text": "Families", "href": url_for("families.catalogue")},
            {"text": f"{name} family", "href": url_for("families.page", family_id=family_id)},
            {"text": "Who looked"},
        ],
    )
    return page, 400 if asked.faults else 200


@pages.get("/families/<record_id:family_id>/access.csv")
def access_file(family_id: int) -> Response:
    """The same rows as a file for other programs."""
    asked = asked_access()
    log = _log(family_id, asked, MOST_ROWS)
    if asked.faults:
        abort(400)
    text = StringIO(newline="")
    csv.writer(text).writerows([HEAD, *map(_row, log.accesses)])
    answer = Response(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="access-{family_id}.csv"'
    return answer


def _log(family_id: int, asked: AskedAccess, size: int = PAGE_SIZE) -> AccessLog:
    return family_log(reading_session(), current_actor(), family_id, asked.wanted, clock.now(), size=size)


def _row(one: Access) -> tuple[str, ...]:
    name, post = (one.person.name, one.person.post) if one.person else ("", "")
    return (
        f"{one.entry.id}",
        one.entry.at.astimezone(LONDON).isoformat(timespec="seconds"),
        *(harmless(name), harmless(post)),
        *(what(one.entry.action), one.entry.outcome.value, one.entry.record),
        ", ".join(reason.value for reason in one.unusual),
    )

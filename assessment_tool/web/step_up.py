"""The second factor again, before what weighs most, where it was shown too long ago."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.web.audited import AGAIN
from assessment_tool.web.identity import current_user, renew_session, shown_since
from assessment_tool.web.next_page import wanted_page
from assessment_tool.web.routes import SHOWN_WITHIN
from assessment_tool.web.second_factor import CodeForm, code_filled_in, shown
from assessment_tool.web.sign_in import NotLetInError, faults_of
from assessment_tool.web.typed import Typed

pages = Blueprint("step_up", __name__)


@pages.post("/sign-in/again")
def enter() -> Response | tuple[str, int]:
    """Check the code, and lead back to the page for which it was asked."""
    entered = CodeForm()
    try:
        confirm(entered)
    except NotLetInError as refused:
        return page(entered), refused.status
    return redirect(wanted_page(), 303)


def is_due() -> bool:
    """Whether the route of this request asks for a code that was shown more lately than the last one."""
    within = SHOWN_WITHIN.get(request.endpoint or "")
    return within is not None and not shown_since(clock.now() - within)


def confirm(entered: FlaskForm) -> None:
    """Go on under a fresh token once the code is right, or raise `NotLetInError`."""
    renew_session(shown(entered, AGAIN))


def page(entered: FlaskForm, *, sealed: str = "", typed: Sequence[Typed] = ()) -> str:
    """The page that asks for the code, with the form that waits for it, if one does."""
    back = wanted_page() if request.endpoint == AGAIN else _asked_for()
    return render_template(
        "second_factor/again.html",
        page_title="Enter a new code",
        form=entered,
        goes_to=request.full_path.rstrip("?") if sealed else url_for(AGAIN, next=back),
        sealed=sealed,
        typed=typed,
        offered=code_filled_in(current_user().id),
        errors=faults_of(entered),
    )


def _asked_for() -> str:
    """The page that was asked for; of a form that could not wait, the start page."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""

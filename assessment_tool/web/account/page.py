"""The page of one's own account."""

from flask import render_template, session

from assessment_tool import clock
from assessment_tool.services import recovery_codes
from assessment_tool.services.sessions import is_under, open_sessions
from assessment_tool.web.account.blueprint import pages
from assessment_tool.web.account.browser_name import browser_name
from assessment_tool.web.identity import TOKEN, current_user
from assessment_tool.web.parts import reading_session


@pages.get("/account")
def page() -> str:
    """Who one is in this service, how many recovery codes are left, and the sessions that are open."""
    user, token = current_user(), str(session[TOKEN])
    return render_template(
        "account/page.html",
        page_title="Your account",
        account=user,
        codes_left=recovery_codes.left(reading_session(), user.id),
        sessions=[
            (one, browser_name(one.browser), is_under(one, token))
            for one in open_sessions(reading_session(), user.id, clock.now())
        ],
    )

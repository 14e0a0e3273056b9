"""The second factor, once the password was right: the figures of one's authenticator, or setting one up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from assessment_tool import clock
from assessment_tool.core.text import cleaned
from assessment_tool.services import authenticators, recovery_codes, second_factor
from assessment_tool.services.demonstration.accounts import code_of_account
from assessment_tool.services.sign_in import SignedIn
from assessment_tool.services.throttle import WaitBeforeTryingError
from assessment_tool.services.vault import SealedElsewhereError
from assessment_tool.web.audited import SECOND_FACTOR, SET_UP, signed_as, signing, write_refused_sign_in
from assessment_tool.web.authenticator_offer import offer_page, offered_secret
from assessment_tool.web.identity import TOKEN, begin_session, half_signed_in, recognise
from assessment_tool.web.next_page import wanted_page
from assessment_tool.web.parts import parts, reading_session
from assessment_tool.web.sign_in import WAIT, NotLetInError, faults_of

if TYPE_CHECKING:
    from assessment_tool.records.users import User

pages = Blueprint("second_factor", __name__)

WRONG = "This code does not open, or not any more. Wait until the app shows a new one, and enter that."
RECOVERY_CODE = "recovery code"
"""By what the audit tells that somebody came in without their authenticator."""
CANNOT_BE_READ = "What was kept of your authenticator cannot be read. Ask an administrator for a new start."


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The figures that an authenticator shows."""

    code = StringField(
        "Code",
        [InputRequired("Enter the six figures that your app shows, or a recovery code."), Length(max=40)],
    )


@pages.get("/sign-in/code")
def form() -> str | Response:
    """The form that asks for the figures; whoever has no authenticator sets one up."""
    return _leave_unless(has_authenticator=True) or _page(CodeForm())


@pages.post("/sign-in/code")
def enter() -> str | Response | tuple[str, int]:
    """Check the figures and open the session under a new token."""
    if (leaving := _leave_unless(has_authenticator=True)) is not None:
        return leaving
    entered = CodeForm()
    try:
        show(entered)
    except NotLetInError as refused:
        return _page(entered), refused.status
    return redirect(wanted_page())


@pages.get("/sign-in/authenticator")
def set_up_form() -> str | Response:
    """A secret for an app, as a QR code and as text; nothing is kept of it before its figures are entered."""
    leaving = _leave_unless(has_authenticator=False)
    return leaving or _set_up_page(CodeForm(), authenticators.new_secret())


@pages.post("/sign-in/authenticator")
def set_up() -> str | Response | tuple[str, int]:
    """Keep the authenticator whose figures prove that the app has its secret, and open the session."""
    if (leaving := _leave_unless(has_authenticator=False)) is not None:
        return leaving
    secret, entered = offered_secret(_whose()[0].id), CodeForm()
    if not entered.validate_on_submit():
        return _set_up_page(entered, secret), 400
    codes = _set_up(secret, cleaned(entered.code.data or ""))
    if not codes:
        entered.code.errors = [WRONG]
        return _set_up_page(entered, secret), 400
    return codes_page(codes, wanted_page())


def codes_page(codes: Sequence[str], next_href: str) -> str:
    """Recovery codes to be printed or written down: this once, since nothing that is kept tells them."""
    return render_template(
        "second_factor/recovery_codes.html",
        page_title="Your recovery codes",
        codes=codes,
        next_href=next_href,
    )


def show(entered: FlaskForm) -> None:
    """Open the session to whoever gave their password and whose code is right, or raise `NotLetInError`."""
    begin_session(shown(entered, SECOND_FACTOR))


def shown(entered: FlaskForm, action: str) -> SignedIn:
    """The session under its fresh token, once the code was right; raises `NotLetInError`.

    `action` is the name under which the audit knows why the code was asked for.
    """
    if not entered.validate_on_submit():
        raise NotLetInError(400)
    try:
        found = _shown(cleaned(entered.code.data or ""), action)
    except WaitBeforeTryingError as error:
        raise _refused(entered, WAIT, 429) from error
    except SealedElsewhereError as error:
        raise _refused(entered, CANNOT_BE_READ, 409) from error
    if found is None:
        raise _refused(entered, WRONG, 400)
    return found


def code_filled_in(user_id: int) -> str:
    """The code that opens next, where a demonstration offers it: its people hold no telephone."""
    if not parts().settings.is_demonstration:
        return ""
    return code_of_account(reading_session(), user_id, clock.now())


def _set_up(secret: str, code: str) -> Sequence[str]:
    """The recovery codes of whoever is let in with their new authenticator; none where the code is wrong."""
    user, token = _whose()
    codes: Sequence[str] = ()
    with signing(SET_UP) as writing:
        found = second_factor.set_up(
            writing, parts().vault, user.id, token, secret=secret, code=code, at=clock.now()
        )
        signed_as(found)
        if found is not None:
            codes = recovery_codes.make_anew(writing, user.id)
    if found is not None:
        begin_session(found)
        recognise()
    return codes


def _shown(code: str, action: str) -> SignedIn | None:
    user, token = _whose()
    signed_as(None)
    vault, address = parts().vault, request.remote_addr or ""
    try:
        with_what = RECOVERY_CODE if recovery_codes.is_like_one(code) else ""
        with signing(action, with_what) as writing:
            found = second_factor.show(
                writing, vault, user.id, token, code=code, address=address, at=clock.now()
            )
            signed_as(found)
    except (WaitBeforeTryingError, SealedElsewhereError):
        write_refused_sign_in(user.username, action)
        raise
    if found is None:
        write_refused_sign_in(user.username, action)
    return found


def _leave_unless(*, has_authenticator: bool) -> Response | None:
    """Lead on whoever this page is not for: those signed in, those who are not by half, and to the other."""
    if g.user is not None:
        return redirect(wanted_page())
    user = half_signed_in()
    if user is None:
        again = "second_factor.form" if request.method == "POST" else "sign_in.form"
        return redirect(url_for(again, next=wanted_page()))  # after a form sent twice the page knows better
    if authenticators.has_authenticator(reading_session(), user.id) is has_authenticator:
        return None
    other = "second_factor.set_up_form" if has_authenticator else "second_factor.form"
    return redirect(url_for(other, next=wanted_page()))


def _whose() -> tuple["User", str]:
    """Whose second factor is asked for, and the token of their session."""
    user = half_signed_in() or g.user
    if user is None:
        raise NotLetInError(400)
    return user, str(session[TOKEN])


def _page(entered: CodeForm) -> str:
    user = half_signed_in()
    offered = code_filled_in(user.id) if user else ""
    return render_template(
        "second_factor/code.html",
        page_title="Enter your code",
        form=entered,
        offered=offered,
        errors=faults_of(entered),
    )


def _set_up_page(entered: CodeForm, secret: str) -> str:
    user = half_signed_in()
    if user is None:
        raise BadRequest
    return offer_page(entered, secret, user.id, user.username, is_first=True)


def _refused(entered: FlaskForm, message: str, status: int) -> NotLetInError:
    entered.code.errors = [message]
    return NotLetInError(status)

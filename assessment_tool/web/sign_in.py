"""Signing in and out."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from assessment_tool import clock
from assessment_tool.core.text import cleaned
from assessment_tool.services import sign_in
from assessment_tool.services.demonstration.accounts import PASSWORD, Account, accounts_there
from assessment_tool.services.staff import MAXIMUM_PASSWORD
from assessment_tool.services.throttle import WaitBeforeTryingError
from assessment_tool.web.audited import SIGN_IN, SIGN_OUT, signed_as, signing, write_refused_sign_in
from assessment_tool.web.identity import TOKEN, begin_half
from assessment_tool.web.next_page import wanted_page
from assessment_tool.web.parts import bookkeeping, parts, reading_session

pages = Blueprint("sign_in", __name__)

WRONG = "The user name and password do not go together. Check both and try again."
WAIT = "There were too many attempts. Wait five minutes, then try again."


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """User name and password."""

    username = StringField("User name", [InputRequired("Enter your user name."), Length(max=100)])
    password = PasswordField(
        "Password", [InputRequired("Enter your password."), Length(max=MAXIMUM_PASSWORD)]
    )


@pages.get("/sign-in")
def form() -> str:
    """The form to sign in with."""
    return _page(SignInForm())


class NotLetInError(Exception):
    """Nobody was signed in; what is wrong stands on the form, and `status` is the answer's."""

    def __init__(self, status: int) -> None:
        super().__init__("Nobody was signed in.")
        self.status = status


@pages.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    """Check the password and ask for the second factor, under a new token."""
    entered = SignInForm()
    try:
        let_in(entered)
    except NotLetInError as refused:
        return _page(entered), refused.status
    return redirect(url_for("second_factor.form", next=wanted_page()))


def let_in(entered: SignInForm) -> None:
    """Begin a session for the person whom the form names, or raise `NotLetInError`; it opens nothing yet."""
    if not entered.validate_on_submit():
        raise NotLetInError(400)
    username, password, at = cleaned(entered.username.data or ""), entered.password.data or "", clock.now()
    try:
        with bookkeeping() as writing:
            attempt = sign_in.begin(
                writing,
                username,
                request.remote_addr or "",
                at,
                is_demonstration=parts().settings.is_demonstration,
            )
    except WaitBeforeTryingError as error:
        write_refused_sign_in(username)
        raise _refused(entered, WAIT, 429) from error
    found = _signed_in(attempt, password, at)
    if found is None:
        write_refused_sign_in(username)
        raise _refused(entered, WRONG, 400)
    begin_half(found)


@pages.post("/sign-out")
def leave() -> Response:
    """End the session and forget the token."""
    token = session.get(TOKEN)
    if isinstance(token, str):
        with signing(SIGN_OUT) as writing:
            sign_in.sign_out(writing, token, clock.now())
    session.clear()
    flash("You are signed out.", "success")
    leaving = redirect(url_for("sign_in.form"))
    leaving.headers["Clear-Site-Data"] = '"cache", "storage"'  # nothing stays on a tablet that others use
    return leaving


@pages.get("/accessibility")
def accessibility() -> str:
    """What the service does so that everybody can use it."""
    return render_template("sign_in/accessibility.html", page_title="Accessibility")


@pages.get("/health")
def health() -> tuple[str, dict[str, str]]:
    """For the machine that watches the service: it answers."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


def _page(entered: SignInForm) -> str:
    return render_template(
        "sign_in/form.html",
        page_title="Sign in",
        form=entered,
        demo_accounts=_demonstration_accounts(),
        demo_password=PASSWORD,
        errors=faults_of(entered),
    )


def faults_of(entered: FlaskForm) -> list[dict[str, str]]:
    """What is wrong with the form, each with the control where it is mended."""
    return [{"text": message, "href": f"#{field.id}"} for field in entered for message in field.errors]


def _demonstration_accounts() -> list[Account]:
    """The accounts to offer: only in a demonstration, and once it is loaded."""
    return accounts_there(reading_session()) if parts().settings.is_demonstration else []


def _signed_in(attempt: sign_in.Attempt, password: str, at: datetime) -> sign_in.SignedIn | None:
    """The session that the password opens; hashing is slow, so nobody waits for it in the database."""
    if not sign_in.is_right(parts().hasher, attempt, password):
        return None
    with signing(SIGN_IN) as writing:
        found = sign_in.complete(
            writing,
            attempt,
            at,
            browser=cleaned(request.user_agent.string),
            address=request.remote_addr or "",
        )
        signed_as(found)
    return found


def _refused(entered: SignInForm, message: str, status: int) -> NotLetInError:
    entered.username.errors = [message]
    return NotLetInError(status)

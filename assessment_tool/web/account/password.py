"""Changing one's own password."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from assessment_tool import clock
from assessment_tool.services import passwords, sign_in
from assessment_tool.services.staff import MAXIMUM_PASSWORD, MINIMUM_PASSWORD, is_demonstration_name
from assessment_tool.services.throttle import WaitBeforeTryingError
from assessment_tool.web.account.blueprint import pages
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import TOKEN, current_user
from assessment_tool.web.parts import bookkeeping, parts
from assessment_tool.web.sign_in import WAIT, NotLetInError, faults_of

WRONG = "This is not your current password. Check it and try again."
SHARED = "The demonstration’s accounts share one password, which is not changed."


class PasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The password that one has and the one that one wants."""

    current_password = PasswordField(
        "Current password", [InputRequired("Enter your current password."), Length(max=MAXIMUM_PASSWORD)]
    )
    new_password = PasswordField("New password", [InputRequired("Enter a new password.")])


@pages.get("/account/password")
def password_form() -> str:
    """The form that asks for both passwords."""
    return _page(PasswordForm())


@pages.post("/account/password")
def change_password() -> Response | tuple[str, int]:
    """Change the password, and end every other session."""
    entered = PasswordForm()
    try:
        _change(entered)
    except NotLetInError as refused:
        return _page(entered), refused.status
    flash("Your password is changed. All your other sessions are ended.", "success")
    return redirect(url_for("account.page"), 303)


def _change(entered: PasswordForm) -> None:
    """Change it, or raise `NotLetInError` with what is wrong on the form."""
    if not entered.validate_on_submit():
        raise NotLetInError(400)
    user, at, new = current_user(), clock.now(), entered.new_password.data or ""
    if is_demonstration_name(user.username):
        raise _refused(entered, "current_password", SHARED, 409)
    if fault := passwords.fault_of(new, user):
        raise _refused(entered, "new_password", fault, 400)
    attempt = _counted(entered, user.username)
    if not sign_in.is_right(parts().hasher, attempt, entered.current_password.data or ""):
        raise _refused(entered, "current_password", WRONG, 400)
    new_hash = parts().hasher.hash(new)
    with transaction() as writing:
        passwords.change(writing, attempt, new_hash, str(session[TOKEN]), at)


def _counted(entered: PasswordForm, username: str) -> sign_in.Attempt:
    """The attempt at the current password, counted before anything is hashed."""
    is_demonstration = parts().settings.is_demonstration
    address = request.remote_addr or ""
    try:
        with bookkeeping() as writing:
            return sign_in.begin(writing, username, address, clock.now(), is_demonstration=is_demonstration)
    except WaitBeforeTryingError as error:
        raise _refused(entered, "current_password", WAIT, 429) from error


def _refused(entered: PasswordForm, field: str, message: str, status: int) -> NotLetInError:
    entered[field].errors = [message]
    return NotLetInError(status)


def _page(entered: PasswordForm) -> str:
    return render_template(
        "account/password.html",
        page_title="Change your password",
        form=entered,
        minimum=MINIMUM_PASSWORD,
        errors=faults_of(entered),
        breadcrumb=[{"text": "Your account", "href": url_for("account.page")}, {"text": "Password"}],
    )

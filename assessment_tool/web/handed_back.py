"""Forms whose session is over: handed back with all that was typed, and sent on by signing in on the spot.

What was typed stays with the page, signed by us together with the person for whom its page was made.
Only that person can send it on, and nobody else who signs in is shown any of it.
"""

from dataclasses import dataclass

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest

from assessment_tool.records.engine import StaleError
from assessment_tool.web import errors, step_up
from assessment_tool.web.identity import FORM_TOKEN, current_user, form_owner, recognise
from assessment_tool.web.routes import PUBLIC
from assessment_tool.web.second_factor import CodeForm, code_filled_in, show
from assessment_tool.web.sign_in import NotLetInError, SignInForm, faults_of, let_in
from assessment_tool.web.typed import PASSWORDS, typed_in

FIELD = "handed_back"
_SALT = "handed back"
_ROOM_FOR_THE_REST = 10_000
NOT_NOW = "You could not be signed in: somebody else was saving at the same moment. Try again."


class OnTheSpotForm(SignInForm, CodeForm):
    """User name, password and code together: nothing is sent on before all three are right."""


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A form that was not taken: for whom its page was made, where it was sent, and what it says."""

    owner_id: int | None
    path: str
    form: ImmutableMultiDict[str, str]

    @classmethod
    def sent(cls) -> "HandedBack":
        """The form of this request, or the one that it carries; nobody's and empty if we never signed it."""
        if FIELD in request.form:
            return _unsealed(request.form[FIELD])
        return cls(form_owner(), request.path, ImmutableMultiDict(_carried()))

    @classmethod
    def waiting(cls) -> "HandedBack":
        """The form of this request, whose token is good, so that it is of whoever is signed in."""
        return cls(current_user().id, request.path, ImmutableMultiDict(_carried()))

    @property
    def sealed(self) -> str:
        """What the page carries; empty where nobody could claim it, or where it could not be sent again."""
        if self.owner_id is None:
            return ""
        sealed = _seal().dumps([self.owner_id, self.path, list(self.form.items(multi=True))])
        limit = (request.max_content_length or 0) - _ROOM_FOR_THE_REST
        return str(sealed) if len(sealed) <= limit else ""

    @property
    def is_ours(self) -> bool:
        """Whether the signed-in person is the one for whom the page was made."""
        return g.user is not None and g.user.id == self.owner_id

    @property
    def is_anothers(self) -> bool:
        """Whether somebody is signed in who is known to be another person."""
        return g.user is not None and self.owner_id is not None and not self.is_ours


def _carried() -> list[tuple[str, str]]:
    """What the form of this request says, without its token and without passwords."""
    never = {FORM_TOKEN, *PASSWORDS}
    return [pair for pair in request.form.items(multi=True) if pair[0] not in never]


def register(app: Flask) -> None:
    """Take up again what was handed back, and hand back what comes with a token of an earlier session."""
    app.before_request(_take_up)
    app.register_error_handler(CSRFError, _token_of_another_session)


def answer(status: int) -> tuple[str, int] | None:
    """The page that hands the sent form back; None where nothing was typed, or where the form is not ours."""
    if not _is_typed_here():
        return None
    sent = HandedBack.sent()
    return (_page(sent), status) if typed_in(sent.form) else None


def ask_again() -> tuple[str, int]:
    """Ask for a new code before the route is opened; a form that was sent waits on the page meanwhile."""
    if request.method != "POST":
        return step_up.page(CodeForm(formdata=None)), 401
    return _waiting_page(HandedBack.waiting(), CodeForm(formdata=None)), 401


def _token_of_another_session(_: CSRFError) -> tuple[str, int]:
    return answer(400 if g.user else 401) or errors.page(400)


def _is_typed_here() -> bool:
    """Whether a person typed the form into a page of ours: another site was turned away before."""
    is_ours = request.endpoint is not None and request.endpoint not in PUBLIC
    return request.method == "POST" and is_ours


def _take_up() -> tuple[str, int] | None:
    """Let the person in who typed it, and go on with the form as if the session had never ended."""
    if request.method != "POST" or FIELD not in request.form:
        return None
    sent, entered = HandedBack.sent(), OnTheSpotForm()
    new_code = CodeForm() if "code" in request.form else None
    request.form = sent.form  # from here on the password is in no form that a page could show
    if sent.owner_id is None or sent.path != request.path:
        raise BadRequest
    try:
        _let_in_its_owner(sent, entered)
    except NotLetInError as refused:
        return _page(sent, entered), refused.status
    if not sent.is_ours:
        return _page(sent), 403
    return _confirmed(sent, new_code) if new_code and step_up.is_due() else None


def _confirmed(sent: HandedBack, new_code: CodeForm) -> tuple[str, int] | None:
    """Go on with the form that waited for a code, where this one is right."""
    try:
        step_up.confirm(new_code)
    except NotLetInError as refused:
        return _waiting_page(sent, new_code), refused.status
    return None


def _let_in_its_owner(sent: HandedBack, entered: OnTheSpotForm) -> None:
    if sent.is_ours:
        return
    try:
        let_in(entered)
        show(entered)
    except StaleError as error:
        entered.username.errors = [NOT_NOW]
        raise NotLetInError(503) from error
    recognise()


def _waiting_page(sent: HandedBack, new_code: CodeForm) -> str:
    return step_up.page(new_code, sealed=sent.sealed, typed=typed_in(sent.form))


def _page(sent: HandedBack, entered: OnTheSpotForm | None = None) -> str:
    return render_template(
        "sign_in/handed_back.html",
        sent=sent,
        field=FIELD,
        typed=[] if sent.is_anothers else typed_in(sent.form),
        offered=code_filled_in(sent.owner_id) if sent.owner_id else "",
        form=entered or OnTheSpotForm(formdata=None),
        errors=faults_of(entered) if entered else [],
    )


def _unsealed(sealed: str) -> HandedBack:
    try:
        owner_id, path, said = _seal().loads(sealed)
    except BadData:
        return HandedBack(None, request.path, ImmutableMultiDict())
    return HandedBack(owner_id, path, ImmutableMultiDict([(name, text) for name, text in said]))


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=_SALT)

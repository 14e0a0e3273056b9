"""Who sends a request, for whom the page was made that sends a form, and what every page shows of it."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, request, session, url_for
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData, URLSafeTimedSerializer

from assessment_tool import clock
from assessment_tool.core.permissions import Actor, Matter, Refusal, refusal
from assessment_tool.services import sign_in
from assessment_tool.services.access import actor_of
from assessment_tool.web import parts as request_parts
from assessment_tool.web.parts import bookkeeping, parts, reading_session
from assessment_tool.web.routes import action_of

if TYPE_CHECKING:
    from assessment_tool.records.users import User

TOKEN = "token"  # noqa: S105 - the name under which the cookie carries the token, not a secret
FIRST_TOKEN = "first"  # noqa: S105 - as above; it opens nothing any more, and the audit knows the session by it
FORM_TOKEN = "csrf_token"  # noqa: S105 - the name under which cookie and forms carry the forgery token
_SIGNED_BY_FLASK_WTF = "wtf-csrf-token"
csrf = CSRFProtect()


def register(app: Flask) -> None:
    """Ask every request who sends it, and every form for its forgery token."""
    app.before_request(recognise)
    csrf.init_app(app)
    request_parts.register(app)
    app.context_processor(_on_every_page)


def recognise() -> None:
    """See whose session the cookie opens."""
    g.user = _signed_in_user()


def begin_half(signed_in: sign_in.SignedIn) -> None:
    """Give the browser the token of a session that opens nothing yet; no form of its pages names anybody."""
    _forget_session()
    session[TOKEN] = session[FIRST_TOKEN] = signed_in.token


def half_signed_in() -> "User | None":
    """Whoever has given the right password in this browser and has still to show their second factor."""
    token = session.get(TOKEN)
    return sign_in.half_signed_in(reading_session(), token, clock.now()) if isinstance(token, str) else None


def begin_session(signed_in: sign_in.SignedIn) -> None:
    """Give the browser the token of its open session, and let the forms of its pages name their person."""
    first = session.get(FIRST_TOKEN, signed_in.token)
    _forget_session()
    session[TOKEN], session[FIRST_TOKEN] = signed_in.token, first
    session[FORM_TOKEN] = f"{signed_in.user.id}.{secrets.token_urlsafe(32)}"


def renew_session(signed_in: sign_in.SignedIn) -> None:
    """Give the browser the fresh token of the session it has: the forms of its other pages stay good."""
    session[TOKEN] = signed_in.token


def shown_since(earliest: datetime) -> bool:
    """Whether whoever is signed in has shown their second factor at that time or later."""
    return sign_in.has_shown_since(reading_session(), str(session.get(TOKEN)), earliest)


def _forget_session() -> None:
    """Empty the cookie, and make no more forms with the forgery token that it held."""
    session.clear()
    g.pop(FORM_TOKEN, None)


def has_signed_in() -> bool:
    """Whether somebody has signed in with this browser, even if the session has ended since.

    Its cookie, which we signed, then still names the person for whom its pages were made.
    """
    _, names_somebody, _ = str(session.get(FORM_TOKEN, "")).partition(".")
    return bool(names_somebody)


def form_owner() -> int | None:
    """The id of the person for whom the page was made that sent the form; None where it cannot be told.

    It stands in the form's own forgery token, which we signed, and so outlives session and cookie.
    """
    signed = URLSafeTimedSerializer(current_app.secret_key or "", salt=_SIGNED_BY_FLASK_WTF)
    try:
        owner, names_somebody, _ = str(signed.loads(request.form.get(FORM_TOKEN, ""))).partition(".")
    except BadData:
        return None
    return int(owner) if names_somebody else None


def current_user() -> "User":
    """The signed-in user; only routes that need one are ever asked."""
    return cast("User", g.user)


def current_actor() -> Actor:
    """The signed-in user as permissions know them."""
    return actor_of(current_user())


def _signed_in_user() -> "User | None":
    token, at = session.get(TOKEN), clock.now()
    if not isinstance(token, str):
        return None
    user = sign_in.user_of(reading_session(), token, at)
    if user is not None and sign_in.needs_touch(reading_session(), token, at):
        with bookkeeping() as writing:
            sign_in.touch(writing, token, at)
    return user


def _on_every_page() -> dict[str, object]:
    user = g.get("user")
    return {
        "demonstration": parts().settings.is_demonstration,
        "user": {"name": user.name, "role": user.post} if user else None,
        "sign_out_href": url_for("sign_in.leave"),
        "account_href": url_for("account.page"),
        "sign_in_href": url_for("sign_in.form"),
        "home_href": url_for("my_work.page"),
        "navigation": _navigation(user),
        "footer_links": [
            {"text": "Instruments", "href": url_for("instruments.catalogue")},
            {"text": "Accessibility", "href": url_for("sign_in.accessibility")},
        ]
        if user
        else [{"text": "Accessibility", "href": url_for("sign_in.accessibility")}],
    }


def _navigation(user: "User | None") -> list[dict[str, object]]:
    if user is None:
        return []
    wanted = (
        ("My work", "my_work.page"),
        ("Families", "families.catalogue"),
        ("Team", "team.page"),
        ("Agreement", "supervision.agreement"),
        ("Instruments", "instruments.catalogue"),
        ("Audit", "audit.page"),
        ("Security", "security.page"),
    )
    actor = actor_of(user)
    area = (request.endpoint or "").partition(".")[0]
    return [
        {"text": text, "href": url_for(endpoint), "current": area == endpoint.partition(".")[0]}
        for text, endpoint in wanted
        if refusal(actor, action_of(endpoint), Matter(is_allocated=True)) is not Refusal.ROLE
    ]

"""Who is signed in, and whether their role may open the route at all: deny by default."""

from ipaddress import ip_address
from typing import TYPE_CHECKING, cast

from flask import Flask, g, redirect, request, session, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.permissions import Actor, Matter, Refusal, refusal
from assessment_tool.services import sign_in
from assessment_tool.services.access import actor_of
from assessment_tool.web import parts as request_parts
from assessment_tool.web.parts import parts, reading_session, transaction
from assessment_tool.web.routes import PUBLIC, action_of

if TYPE_CHECKING:
    from assessment_tool.records.users import User

TOKEN = "token"  # noqa: S105 - the name under which the cookie carries the token, not a secret
csrf = CSRFProtect()


def register(app: Flask) -> None:
    """Ask every request who sends it."""
    csrf.init_app(app)
    app.before_request(_admit)
    request_parts.register(app)
    app.context_processor(_on_every_page)


def current_user() -> "User":
    """The signed-in user; only routes that need one are ever asked."""
    return cast("User", g.user)


def current_actor() -> Actor:
    """The signed-in user as permissions know them."""
    return actor_of(current_user())


def _admit() -> Response | None:
    """Let the request pass, or send it to the sign-in page; raises `Forbidden` for the wrong role."""
    if parts().settings.is_demonstration and not _is_from_this_machine():
        return Response("A demonstration answers on its own machine alone.\n", 403, content_type="text/plain")
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        raise NotFound
    g.user = _signed_in_user()
    if request.endpoint is None or request.endpoint in PUBLIC:
        return None
    if g.user is None:
        session.pop(TOKEN, None)
        return redirect(url_for("sign_in.form", next=_wanted_page()))
    action = action_of(request.endpoint)
    if refusal(current_actor(), action, Matter(is_allocated=True)) is Refusal.ROLE:
        raise Forbidden
    return None


def _is_from_this_machine() -> bool:
    """Whether the request came over a loopback address, whatever name it was sent to."""
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _signed_in_user() -> "User | None":
    token, at = session.get(TOKEN), clock.now()
    if not isinstance(token, str):
        return None
    user = sign_in.user_of(reading_session(), token, at)
    if user is not None and sign_in.needs_touch(reading_session(), token, at):
        with transaction() as writing:
            sign_in.touch(writing, token, at)
    return user


def _wanted_page() -> str:
    """Where to go after signing in: a page that was asked for, never a form that was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""


def _on_every_page() -> dict[str, object]:
    user = g.get("user")
    return {
        "demonstration": parts().settings.is_demonstration,
        "user": {"name": user.name, "role": user.post} if user else None,
        "sign_out_href": url_for("sign_in.leave"),
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
        ("Instruments", "instruments.catalogue"),
    )
    actor = actor_of(user)
    area = (request.endpoint or "").partition(".")[0]
    return [
        {"text": text, "href": url_for(endpoint), "current": area == endpoint.partition(".")[0]}
        for text, endpoint in wanted
        if refusal(actor, action_of(endpoint), Matter(is_allocated=True)) is not Refusal.ROLE
    ]

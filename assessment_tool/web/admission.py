"""Whether a request may open its route at all: deny by default."""

from ipaddress import ip_address

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from assessment_tool.core.permissions import Matter, Refusal, refusal
from assessment_tool.web import form_size, handed_back, identity, step_up
from assessment_tool.web.parts import parts
from assessment_tool.web.routes import PUBLIC, action_of


def register(app: Flask) -> None:
    """Turn away who may not be here, see who it is, take up what was handed back; then ask for the role."""
    app.before_request(_turn_away)
    form_size.register(app)
    identity.register(app)
    handed_back.register(app)
    app.before_request(_admit)


def _turn_away() -> Response | None:
    """Refuse what nobody may send, before anything of it is read."""
    if parts().settings.is_demonstration and not _is_from_this_machine():
        return Response("A demonstration answers on its own machine alone.\n", 403, content_type="text/plain")
    if not _may_come_from_there():
        return Response("This is answered to pages of this service alone.\n", 403, content_type="text/plain")
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        raise NotFound
    return None


def _may_come_from_there() -> bool:
    """Whether the request comes from our own pages, or leads a person here by a link or an address.

    Browsers say so themselves (Fetch Metadata); of one that says nothing, the form's token decides.
    """
    is_ours = request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    mode, place = request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest")
    return is_ours or (request.method in {"GET", "HEAD"} and mode == "navigate" and place == "document")


def _is_from_this_machine() -> bool:
    """Whether the request came over a loopback address, whatever name it was sent to."""
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _admit() -> Response | tuple[str, int] | None:
    """Let the request pass, or ask to sign in or for a new code; raises `Forbidden` for the wrong role."""
    if request.endpoint is None or request.endpoint in PUBLIC:
        return None
    if g.user is None:
        return handed_back.answer(401) or redirect(url_for(_next_step(), next=_wanted_page()))
    action = action_of(request.endpoint)
    if refusal(identity.current_actor(), action, Matter(is_allocated=True)) is Refusal.ROLE:
        raise Forbidden
    return handed_back.ask_again() if step_up.is_due() else None


def _next_step() -> str:
    """What is missing: the second factor alone, or the password too."""
    if identity.half_signed_in() is not None:
        return "second_factor.form"
    session.pop(identity.TOKEN, None)
    return "sign_in.form"


def _wanted_page() -> str:
    """Where to go after signing in: a page that was asked for, never a form that was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""

"""Response headers: a strict content policy, and nothing kept by caches on the way."""

from flask import Flask, request
from werkzeug.wrappers import Response

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
_STATIC_CACHE = "public, max-age=3600"


def register(app: Flask) -> None:
    """Set the headers on every response, error pages and files included."""
    app.after_request(_set_headers)


def _set_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = _STATIC_CACHE if request.endpoint == "static" else "no-store"
    return response

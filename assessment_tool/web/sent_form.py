"""What a form said, as bytes to compare: the same for the same form, however often it is sent."""

from flask import request

_OF_THE_SESSION = "csrf_token"


def sent_bytes() -> bytes:
    """Every name and value of the form that was sent, in its order, without the forgery token.

    The raw body is gone once the form is read, and the token may change when somebody signs in again.
    """
    said = [pair for pair in request.form.items(multi=True) if pair[0] != _OF_THE_SESSION]
    return repr(said).encode("utf-8", "backslashreplace")

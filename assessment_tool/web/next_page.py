"""Where signing in leads: the page that was asked for, and never another site."""

from urllib.parse import urlsplit

from flask import request, url_for


def wanted_page() -> str:
    """The path that the address names as `next`, or the start page where that is none of this service."""
    return _local(request.args.get("next", ""))


def _local(wanted: str) -> str:
    target = urlsplit(wanted)
    is_local = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not target.netloc
    has_no_trick = all(character.isprintable() and character != "\\" for character in wanted)
    return wanted if is_local and has_no_trick else url_for("my_work.page")

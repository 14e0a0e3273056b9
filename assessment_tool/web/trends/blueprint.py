"""The blueprint that carries every page of trends, and what their addresses ask for."""

from flask import Blueprint, request
from werkzeug.exceptions import NotFound

from assessment_tool.services.access import LARGEST_ID

pages = Blueprint("trends", __name__)


def asked_child() -> int | None:
    """The child named in the address; a number that no child can have is not found."""
    return asked_id("child")


def asked_id(name: str) -> int | None:
    """The record's number under this name; None where it is left out, not found where it cannot be one."""
    text = request.values.get(name, "")
    if not text:
        return None
    number = as_id(text)
    if number is None:
        raise NotFound
    return number


def as_id(text: str) -> int | None:
    """The number of a record that the text stands for; None where no record can have it."""
    is_figures = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))
    return int(text) if is_figures and 0 < int(text) <= LARGEST_ID else None

"""The blueprint that carries every page of a family."""

from flask import Blueprint

pages = Blueprint("families", __name__)

"""The blueprint that carries the pages of supervision."""

from flask import Blueprint

pages = Blueprint("supervision", __name__)

"""The blueprint that carries every page of an assessment."""

from flask import Blueprint

pages = Blueprint("assessments", __name__)

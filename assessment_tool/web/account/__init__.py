"""One's own account: who one is here, what opens it, and in which browsers it is open."""

from assessment_tool.web.account import authenticator, page, password, recovery_codes, sessions
from assessment_tool.web.account.blueprint import pages

VIEWS = (authenticator, page, password, recovery_codes, sessions)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]

"""A page that makes something new goes through `once`: whatever opens its own transaction is listed here."""

import re

from tests.house.source_tree import PACKAGE, package_modules

OPENS_ITS_OWN = {
    "account/authenticator.py": "the same secret takes the place of itself",
    "account/password.py": "the second time the current password is another",
    "account/recovery_codes.py": "the second ten are there, and the first are void",
    "account/sessions.py": "a session that is over stays over",
    "assessments/answer.py": "the version of each answer has moved on",
    "assessments/autosave.py": "the version of the answer has moved on",
    "assessments/review.py": "the state has moved on",
    "assessments/sign.py": "the state has moved on",
    "assessments/summary.py": "the version of the summary has moved on",
    "audited.py": "opens it, and what is done twice was done twice",
    "identity.py": "to be seen twice is to be seen",
    "once.py": "the one for all others",
    "parts.py": "opens it",
    "second_factor.py": "a code opens once",
    "sign_in.py": "to sign in or out twice does no harm",
    "team.py": "it keeps a copy of what it shows, and the same copy is kept once",
}
"""The pages whose forms need no key, and why the same form sent twice makes nothing twice."""

_OPENING = re.compile(r"\b(?:transaction|bookkeeping|signing)\(")


def test_a_page_that_makes_something_opens_no_transaction_of_its_own() -> None:
    web = PACKAGE / "web"
    pages = [file for file in package_modules() if file.is_relative_to(web)]
    opening = {
        file.relative_to(web).as_posix()
        for file in pages
        if _OPENING.search(file.read_text(encoding="utf-8"))
    }
    assert opening == OPENS_ITS_OWN.keys()

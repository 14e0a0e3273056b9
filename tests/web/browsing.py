"""A test's browser: fetches pages, reads them strictly, and sends forms with their token."""

import re
from typing import TYPE_CHECKING

import html5lib
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from assessment_tool import clock
from assessment_tool.records import Authenticator
from assessment_tool.records.engine import writing
from assessment_tool.services.authenticators import code_at
from tests.web.family import AUTHENTICATOR, PASSWORD

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from assessment_tool.web.parts import Parts

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_SUBMISSION = re.compile(r'name="submission" value="([^"]+)"')
_HTML = "{http://www.w3.org/1999/xhtml}"


def without_token(answer: TestResponse) -> str:
    """The answer's text without its forgery token, which holds the second at which it was made."""
    return TOKEN.sub("", answer.get_data(as_text=True))


class Page:
    """A fetched page: its answer, its text, and its parsed tree."""

    def __init__(self, answer: TestResponse) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.source = answer.get_data(as_text=True)
        self.tree: ET.Element = html5lib.HTMLParser(strict=True).parse(self.source)

    @property
    def text(self) -> str:
        """The words of the page, single-spaced."""
        return " ".join("".join(self.tree.itertext()).split())

    @property
    def heading(self) -> str:
        """The page's first heading."""
        found = self.tree.find(f".//{_HTML}h1")
        return "" if found is None else " ".join("".join(found.itertext()).split())

    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [link.get("href", "") for link in self.tree.iter(f"{_HTML}a")]


class Browser:
    """One person's browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def open(self, path: str, status: int = 200) -> Page:
        """Fetch a page and read it strictly."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return Page(answer)

    def token(self, path: str = "/sign-in") -> str:
        """The forgery token of this session, as a page gives it."""
        found = TOKEN.search(self.client.get(path).get_data(as_text=True))
        assert found, path
        return found.group(1)

    def submission(self, path: str) -> str:
        """The key of a freshly rendered form."""
        found = _SUBMISSION.search(self.client.get(path).get_data(as_text=True))
        assert found, path
        return found.group(1)

    def sign_in(self, username: str) -> TestResponse:
        """Sign in with password and code, as a member of the made-up staff; the last answer."""
        answer = self.send("/sign-in", username=username, password=PASSWORD)
        assert answer.location.startswith("/sign-in/code"), username
        return self.send(answer.location, code=self.code())

    def code(self) -> str:
        """What the authenticator shows; the clock stands still, so its figures open again."""
        parts: Parts = self.client.application.extensions["parts"]
        with writing(parts.engine) as session:
            session.execute(update(Authenticator).values(last_step=0))
        return code_at(AUTHENTICATOR, clock.now())

    def send(self, path: str, **fields: object) -> TestResponse:
        """Send a form with the session's token; the fields as the form names them."""
        return self.client.post(path, data={"csrf_token": self.token(), **fields})

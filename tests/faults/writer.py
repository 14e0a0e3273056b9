"""Somebody who records events without a pause, and notes what was acknowledged."""

from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from time import sleep
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

from assessment_tool import clock
from assessment_tool.services.authenticators import code_at
from tests.faults.killed_server import KilledServer
from tests.web.browsing import TOKEN
from tests.web.family import AUTHENTICATOR, PASSWORD

SEE_OTHER = 303
EVENT = {"kind": "move", "happened_on-day": "2", "happened_on-month": "3", "happened_on-year": "2026"}


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """An answer that leads elsewhere is the answer."""


@dataclass(slots=True)
class Writer:
    """One signed-in person. What is sent goes out again, with its key, until an answer arrives."""

    server: KilledServer
    username: str
    path: str
    acknowledged: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    unanswered: int = 0
    odd: list[object] = field(default_factory=list)
    """Answers that are neither success nor 503."""
    _opener: OpenerDirector = field(
        default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar()), _NoRedirect())
    )
    _token: str = ""

    def sign_in(self) -> None:
        """Begin the session that outlives every life of the server."""
        self._take_token()
        self._ask("/sign-in", {"username": self.username, "password": PASSWORD})
        self._take_token()
        self._ask("/sign-in/code", {"code": code_at(AUTHENTICATOR, clock.now())})
        self._take_token()
        assert self._ask(self.path)[0] == 200

    def write_until_it_is_over(self) -> None:
        """Record one event after the other."""
        while not self.server.is_over:
            self._record(f"{self.username}-{len(self.sent):015}")

    def _record(self, title: str) -> None:
        form = {**EVENT, "title": title, "submission": title}
        self.sent.add(title)
        while not self.server.is_over:
            try:
                status, _ = self._ask(self.path, form)
            except (OSError, HTTPException) as error:
                if not isinstance(getattr(error, "reason", error), ConnectionRefusedError):
                    self.unanswered += 1  # killed in the middle: nobody knows whether it was saved
                sleep(0.005)
                continue
            if status == SEE_OTHER:
                self.acknowledged.add(title)
                return
            if status != 503:
                self.odd.append((title, status))
                return

    def _take_token(self) -> None:
        found = TOKEN.search(self._ask("/sign-in")[1])
        assert found
        self._token = found.group(1)

    def _ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        port = self.server.port
        if port is None:
            raise ConnectionRefusedError
        data = urlencode({"csrf_token": self._token, **form}).encode() if form else None
        try:
            with self._opener.open(f"http://127.0.0.1:{port}{path}", data, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, ""

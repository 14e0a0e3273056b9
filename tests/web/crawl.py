"""What one person can reach of families and assessments: every page that links lead to, as answered."""

import re
from urllib.parse import urlsplit

from tests.web.browsing import Browser

_TOKENS = re.compile(rb'(name="(?:csrf_token|submission)" value=)"[^"]*"')
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
_OF_NO_FAMILY = ("/static/", "/instruments", "/account/authenticator")  # the last: a new secret at every look
_MOST = 400


def crawled(browser: Browser) -> dict[str, bytes]:
    """From the start page on, by address: status, file name and content, without the tokens of forms."""
    found: dict[str, bytes] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = browser.client.get(path)
        file_name = answer.headers.get("Content-Disposition", "")
        found[path] = f"{answer.status_code} {file_name} ".encode() + without_tokens(answer.data)
        assert len(found) < _MOST, "The pages go on for ever."
        waiting += {*_pages(answer.get_data(as_text=True)), *waiting} - {*found, *waiting}
    return found


def without_tokens(content: bytes) -> bytes:
    """The page without what differs in every form that is rendered."""
    return _TOKENS.sub(rb"\1", content)


def _pages(source: str) -> set[str]:
    links = (urlsplit(link.replace("&amp;", "&")) for link in _LINK.findall(source))
    return {link.geturl() for link in links if not link.path.startswith(_OF_NO_FAMILY)}

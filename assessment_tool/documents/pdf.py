"""From HTML to PDF: the only place that knows WeasyPrint, imported only where printing happens.

Nothing is fetched from anywhere: the style sheet is handed in and fonts come from a fixed list of the
package's own files. Equal input in the same environment gives equal bytes.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assessment_tool.clock import in_utc
from assessment_tool.documents.pdf_languages import say_languages

FONTS = Path(__file__).parent / "fonts"
OWN_FILES = {f"font:{path.name}": path for path in sorted(FONTS.glob("*.ttf"))}
"""Everything that a document may ask for, by the only address that opens it."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A document to be printed: its HTML, its style sheet, its title, who made it, and when.

    A document on which neither person nor day stands has no author and no instant.
    """

    html: str
    style: str
    title: str
    author: str
    made_at: datetime | None
    record: str = ""
    """What the foot says of the audit: in the keywords too, where no reader of PDF is needed to find it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The finished file, the versions that made it, and what the engine warned of."""

    pdf: bytes
    weasyprint_version: str
    pango_version: str
    warnings: tuple[str, ...]


class FetchRefusedError(Exception):
    """A document asked for something from outside; nothing was fetched and nothing printed."""


def print_pdf(job: PrintJob) -> Printed:
    """Print the document as tagged PDF/UA-1; raises `FetchRefusedError` if it asks for anything outside."""
    import weasyprint  # noqa: PLC0415 - without Pango the import itself fails; only printing needs it
    from weasyprint.text.ffi import pango  # noqa: PLC0415 - as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - as above
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - as above

    fonts, fetcher = FontConfiguration(), _own_files_only()
    with _collected_warnings() as warnings:
        try:
            style = weasyprint.CSS(string=job.style, url_fetcher=fetcher, font_config=fonts)
            page = weasyprint.HTML(string=job.html, url_fetcher=fetcher)
            document = page.render(stylesheets=[style], font_config=fonts)
            document.metadata.title = job.title
            document.metadata.authors = [job.author] if job.author else []
            document.metadata.keywords = [job.record] if job.record else []
            document.metadata.created = document.metadata.modified = _instant(job.made_at)
            finisher = say_languages if "<span lang=" in job.html else None
            identifier = _identifier(job)
            pdf = document.write_pdf(pdf_identifier=identifier, pdf_variant="pdf/ua-1", finisher=finisher)
        except FatalURLFetchingError as error:
            raise FetchRefusedError from error
    if fetcher.has_refused:  # an image inside an SVG swallows the refusal
        raise FetchRefusedError
    return Printed(
        pdf=pdf,
        weasyprint_version=weasyprint.__version__,
        pango_version=str(pango.pango_version()),
        warnings=tuple(warnings),
    )


def _instant(made_at: datetime | None) -> str | None:
    """The instant as the file's metadata have it."""
    return f"{in_utc(made_at):%Y-%m-%dT%H:%M:%SZ}" if made_at else None


def _identifier(job: PrintJob) -> bytes:
    """The file's identifier: of its content alone, so that the same document is the same file."""
    parts = (job.title, job.author, _instant(job.made_at), job.style, job.html)
    return hashlib.sha256(repr(parts).encode()).digest()[:16]


def _own_files_only() -> Any:  # noqa: ANN401 - the engine ships no types
    """A fetcher that opens the package's own fonts and refuses everything else, `data:` included."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415 - as above

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        """Opens what is on the list."""

        has_refused = False

        def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002 - the engine's signature
            """The file on the list, or the end of the rendering."""
            if url not in OWN_FILES:
                self.has_refused = True
                raise FatalURLFetchingError(url[:80])
            return URLFetcherResponse(url, OWN_FILES[url].read_bytes(), {"Content-Type": "font/ttf"})

    return OwnFilesOnly()


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """What the engine's log says while a document is printed."""
    warnings: list[str] = []

    class Collector(logging.Handler):
        """Keeps each message."""

        def emit(self, record: logging.LogRecord) -> None:
            """Keep the message."""
            warnings.append(record.getMessage())

    collector, log = Collector(logging.WARNING), logging.getLogger("weasyprint")
    log.addHandler(collector)
    try:
        yield warnings
    finally:
        log.removeHandler(collector)

"""Reading a PDF back with two readers that know nothing of its writer: pypdf its text, pikepdf its tree."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pypdf

TREND_HEAD = r"FamilyDEMO-001·Trendreportof24June2026(·DRAFT)?"
_SPACES = re.compile(r"[\s\u200b]+")


def squeezed(text: str) -> str:
    """The text without any space: where lines and words break plays no part in a comparison."""
    return _SPACES.sub("", text)


@cache
def pages(pdf: bytes) -> tuple[str, ...]:
    """The text of every page."""
    return tuple(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@cache
def body(pdf: bytes, running_head: str = TREND_HEAD) -> str:
    """All that the pages say, squeezed, without watermark, running head (a pattern) and page numbers."""
    whole = re.compile(rf"^(DRAFT)?(.*){running_head}Page\d+of\d+(Record\d+·\w{{16}})?$", re.DOTALL)
    found = [whole.match(squeezed(page)) for page in pages(pdf)]
    return "".join(one.group(2) for one in found if one)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file as pikepdf sees it."""
    return pikepdf.open(io.BytesIO(pdf))


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Bookmarks as level, title and page number, in order."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return list(_entries(reader, reader.outline, 1))


def _entries(reader: pypdf.PdfReader, listed: Any, level: int) -> Iterator[tuple[int, str, int]]:
    for entry in listed:
        if isinstance(entry, list):
            yield from _entries(reader, entry, level + 1)
        else:
            yield level, str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""
    return below(pdf.Root.StructTreeRoot)


def below(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Every element below one, in reading order."""
    found: list[pikepdf.Object] = []
    kids: Any = node.get("/K", None)
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *below(kid)]
    return found

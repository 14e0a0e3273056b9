"""The languages of a document's parts, said in the PDF: its reader then speaks each as it should.

WeasyPrint tags a `span` but leaves out its language. Its tags stand in the order of the boxes that they are
made of; should that ever differ, nothing is printed rather than something in a wrong language.
"""

from collections.abc import Iterator
from typing import Any

_UNTAGGED = frozenset({"LineBox", "TextBox"})
"""Boxes that stand within that of a span, under its name."""


class TagsOutOfOrderError(Exception):
    """The engine's tags are not in the order of its boxes: this module must be mended for its version."""


def say_languages(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the engine ships no types
    """Give each tag of a span in a language of its own that language; `document` was written as `pdf`."""
    pages = (page._page_box for page in document.pages)  # noqa: SLF001 - no public name leads to the boxes
    spans = [box for page in pages for box in _spans(page)]
    tags = [one for one in pdf.objects if _is_tag_of_span(one)]
    if len(spans) != len(tags):
        raise TagsOutOfOrderError
    for span, tag in zip(spans, tags, strict=True):
        language = span.element.get("lang")
        if language:
            tag["Lang"] = type(pdf.catalog["Lang"])(language)


def _spans(box: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The boxes of the spans within this one, in the order in which they are tagged; lines have no tag."""
    box = getattr(box, "_box", box)  # what is placed absolutely stands behind a placeholder
    if box.element is not None and box.element_tag == "span" and type(box).__name__ not in _UNTAGGED:
        yield box
    for child in getattr(box, "children", ()):
        yield from _spans(child)


def _is_tag_of_span(one: Any) -> bool:  # noqa: ANN401 - as above
    """Whether it is the tag of a span; that of a piece of text holds the piece itself, by its number."""
    is_span = isinstance(one, dict) and one.get("Type") == "/StructElem" and one.get("S") == "/Span"
    return is_span and not any(isinstance(kid, int) for kid in one["K"])

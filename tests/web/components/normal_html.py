"""Reduces HTML to what a reader gets, so that two spellings of the same markup compare equal."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

INLINE = frozenset({"a", "abbr", "b", "em", "i", "label", "span", "strong", "time"})

Node = tuple[str, tuple[tuple[str, str], ...], tuple["Node | str", ...]]


def normal(html: str) -> Node:
    """Return the tree of this HTML: tags, sorted attributes, text with its white space reduced."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    fragment: Element = parser.parseFragment(html)
    return _node(fragment)


def mistakes(html: str) -> list[str]:
    """Return what a strict parser finds wrong with this HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    if html.lstrip().lower().startswith("<!doctype"):
        parser.parse(html)
    else:
        parser.parseFragment(html)
    return [f"{code} at {position}" for position, code, _ in parser.errors]


def _node(element: Element) -> Node:
    attributes = tuple(sorted((str(name), _value(str(name), value)) for name, value in element.items()))
    return str(element.tag), attributes, tuple(_children(element))


def _value(name: str, value: str) -> str:
    return " ".join(sorted(value.split())) if name == "class" else re.sub(r"\s+", " ", value)


def _children(element: Element) -> list[Any]:
    pieces: list[Element | str] = [element.text or ""]
    for child in element:
        pieces += [child, child.tail or ""]
    if element.tag in {"pre", "textarea"}:
        return [piece if isinstance(piece, str) else _node(piece) for piece in pieces if piece != ""]
    texts = (_text(pieces, at) if isinstance(piece, str) else _node(piece) for at, piece in enumerate(pieces))
    return [piece for piece in texts if piece != ""]


def _text(pieces: list[Element | str], at: int) -> str:
    """Keep one space where the text touches an inline neighbour, none elsewhere."""
    text = re.sub(r"\s+", " ", str(pieces[at]))
    if not text.strip():
        return ""
    if not _is_inline(pieces, at - 1):
        text = text.lstrip()
    return text if _is_inline(pieces, at + 1) else text.rstrip()


def _is_inline(pieces: list[Element | str], at: int) -> bool:
    if not 0 <= at < len(pieces):
        return False
    piece = pieces[at]
    return isinstance(piece, Element) and piece.tag in INLINE

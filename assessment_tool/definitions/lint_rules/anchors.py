"""Anchors: one for each grade, no two alike, short enough to be read beside the others."""

from collections.abc import Iterator, Mapping

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import Placed, placed_items
from assessment_tool.definitions.version_file import VersionFile
from assessment_tool.definitions.yaml_tree import Tree

MOST_WORDS = 40


def anchors(file: VersionFile) -> Iterator[Finding]:
    """Grades without an anchor, anchors without a grade, two alike, and any over forty words."""
    for item in placed_items(file.instrument):
        if item.part.kind is Kind.GRADED:
            yield from _item_findings(file.tree, item)


def blind_rating(file: VersionFile) -> Iterator[Finding]:
    """A version rated blind without grades, and anchors that begin with a figure: they give a grade away."""
    if not file.instrument.blind_rating:
        return
    graded = [item for item in placed_items(file.instrument) if item.part.kind is Kind.GRADED]
    if not graded:
        message = "The version is rated blind and has no graded item."
        yield file.tree.finding(("blind_rating",), "blind-rating", message, "Remove “blind_rating”.")
    for item in graded:
        for path, text in _texts(item):
            if text[0].isdigit():
                message = (
                    f"An anchor of “{item.part.id}” begins with a figure, which may give its grade away."
                )
                yield file.tree.finding(path, "blind-rating", message, "Begin with a word.")


def _texts(item: Placed[Item]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every anchor of the item with its place."""
    yield from (((*item.path, "anchors", code), text) for code, text in item.part.anchors.items())
    for number, band in enumerate(item.part.age_bands):
        path = (*item.path, "age_bands", number, "anchors")
        yield from (((*path, code), text) for code, text in band.anchors.items())


def _item_findings(tree: Tree, item: Placed[Item]) -> Iterator[Finding]:
    if not item.part.options:
        message = "The version has a graded item and no grades."
        yield tree.finding(item.path, "anchor-missing", message, "Add “grades” above the sections.")
        return
    if item.part.anchors:
        yield from _set_findings(tree, item.part, item.part.anchors, (*item.path, "anchors"))
    for number, band in enumerate(item.part.age_bands):
        path = (*item.path, "age_bands", number, "anchors")
        yield from _set_findings(tree, item.part, band.anchors, path)


def _set_findings(
    tree: Tree, item: Item, texts: Mapping[str, str], path: tuple[str | int, ...]
) -> Iterator[Finding]:
    grades = [option.code for option in item.options]
    for code in grades:
        if code not in texts:
            message = f"Grade {code} of “{item.id}” has no anchor."
            yield tree.finding(path, "anchor-missing", message, "Say what a worker sees at this grade.")
    seen: dict[str, str] = {}
    for code, text in texts.items():
        if code not in grades:
            message = f"There is no grade {code}."
            yield tree.finding(
                (*path, code), "anchor-unknown", message, f"The grades are {', '.join(grades)}."
            )
        words = " ".join(text.casefold().split())
        if words in seen:
            message = f"Grades {seen[words]} and {code} of “{item.id}” have the same anchor."
            yield tree.finding((*path, code), "anchor-alike", message, "Say what differs between the two.")
        seen.setdefault(words, code)
        if len(words.split()) > MOST_WORDS:
            message = f"The anchor of grade {code} has {len(words.split())} words."
            yield tree.finding(
                (*path, code), "anchor-long", message, f"Say it in at most {MOST_WORDS} words."
            )

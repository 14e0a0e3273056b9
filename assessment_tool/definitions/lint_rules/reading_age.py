"""How hard the words of the items are to read: a figure to think about, never a fault."""

from collections.abc import Iterator

from assessment_tool.core.instrument import Item
from assessment_tool.core.reading_age import age_of
from assessment_tool.definitions.findings import Finding, Severity
from assessment_tool.definitions.places import placed_items
from assessment_tool.definitions.version_file import VersionFile


def reading_age(file: VersionFile) -> Iterator[Finding]:
    """One note: the reading age of all item texts, and which item is the hardest."""
    if not file.instrument.language.startswith("en"):
        return
    texts = [(item, list(_texts(item.part))) for item in placed_items(file.instrument)]
    hardest, its = max(texts, key=lambda one: age_of(one[1]))
    whole, most = age_of([text for _, some in texts for text in some]), age_of(its)
    message = (
        f"The items read as for an age of {whole:.0f}; the hardest, “{hardest.part.title}”, of {most:.0f}."
    )
    mend = "Where that is too high for those who answer, write shorter sentences and plainer words."
    yield file.tree.finding((*hardest.path, "title"), "reading-age", message, mend, Severity.INFO)


def _texts(item: Item) -> Iterator[str]:
    """What is read to answer the item: its wording, its options or anchors."""
    yield item.title
    yield from item.anchors.values() if item.anchors else (option.label for option in item.options)
    for band in item.age_bands:
        yield from (text for text in (band.title, *band.anchors.values()) if text)

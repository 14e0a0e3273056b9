"""Who may read: nothing is shared with the family and at the same time kept from one of them for ever."""

from collections.abc import Iterator

from assessment_tool.core.labels import Label
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import placed_items
from assessment_tool.definitions.version_file import VersionFile

_SHARED = {Label.ADMINISTRATIVE, Label.SHARED_WITH_FAMILY}


def never_shown(file: VersionFile) -> Iterator[Finding]:
    """Items labelled as shared that name somebody who may never see them."""
    for item in placed_items(file.instrument):
        if item.part.never_shown_to and item.part.label in _SHARED:
            message = f"“{item.part.id}” is {item.part.label}, shared, and yet kept from some of the family."
            mend = "Label it L2, L3 or L4, or remove “never_shown_to”."
            yield file.tree.finding((*item.path, "label"), "never-shown", message, mend)

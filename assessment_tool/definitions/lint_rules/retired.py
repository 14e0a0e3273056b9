"""Retired names: what an earlier version called something by is never used for anything else."""

from collections.abc import Iterator

from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import placed_items, placed_scales
from assessment_tool.definitions.version_file import VersionFile

_RULE = "retired-id"


def retired_names(file: VersionFile) -> Iterator[Finding]:
    """Items, scales and options under a name that is retired."""
    retired = file.instrument.retired
    items = [(item.part.id, item.path) for item in placed_items(file.instrument)]
    scales = [(scale.part.id, scale.path) for scale in placed_scales(file.instrument)]
    for name, path in (*items, *scales):
        if name in retired.ids:
            message = f"“{name}” is retired: it must not be used again."
            yield file.tree.finding((*path, "id"), _RULE, message, "Give it a new id.")
    for item in placed_items(file.instrument):
        for number, option in enumerate(item.part.options):
            if option.code in retired.codes.get(item.part.id, ()):
                message = (
                    f"The code '{option.code}' of “{item.part.id}” is retired: it must not be used again."
                )
                path = (*item.path, "options", number, "code")
                yield file.tree.finding(path, _RULE, message, "Give the option a new code.")

"""What was found in an instrument's files, and where, as a page may say it."""

from pathlib import PurePath

from assessment_tool.definitions.diff.change import Spot
from assessment_tool.definitions.findings import Finding, Severity

SEVERITIES = {
    Severity.ERROR: "Must be mended",
    Severity.WARNING: "Should be looked at",
    Severity.INFO: "To know",
}


def place(one: Finding | Spot) -> str:
    """The place, from the instrument's folder on: where that folder is concerns nobody here."""
    return f"{'/'.join(PurePath(one.file).parts[-2:])}:{one.line}:{one.column}"

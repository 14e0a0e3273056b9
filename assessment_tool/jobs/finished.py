"""A finished document, ready to be stored: the file, and beside it the whole value that was printed."""

import dataclasses
import json
from datetime import date
from typing import Any, ClassVar, Protocol

from assessment_tool.documents.pdf import Printed
from assessment_tool.services.documents import MadeDocument


class Report(Protocol):
    """What every report is: a frozen value with a title, that is a draft or not."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def is_draft(self) -> bool:
        """Whether something in it still waits for a countersignature."""


def finished(kind: str, report: Report, printed: Printed, application_version: str) -> MadeDocument:
    """The document; it can be made again from the value that is kept with it."""
    return MadeDocument(
        kind=kind,
        title=report.title,
        is_draft=report.is_draft,
        inputs_json=_inputs(report),
        pdf=printed.pdf,
        weasyprint_version=printed.weasyprint_version,
        pango_version=printed.pango_version,
        application_version=application_version,
    )


def _inputs(report: Report) -> str:
    """The whole value that was printed, as canonical JSON."""
    facts = dataclasses.asdict(report)
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)

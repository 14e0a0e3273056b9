"""What a check found in a file: where, what, and how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding stands in the way of use."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `line` and `column` count from 1."""

    severity: Severity
    rule: str
    file: str
    line: int
    column: int
    message: str
    mend: str

    def __str__(self) -> str:
        """The finding in one line, its place first, as editors understand it."""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}: {self.message} {self.mend} [{self.rule}]"

    def as_json(self) -> Mapping[str, str | int]:
        """The finding as plain data for `--json`."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "mend": self.mend,
        }


class DefinitionError(ValueError):
    """A file that cannot be used; `findings` say why, in the order of the file."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings, key=lambda one: (one.file, one.line, one.column))
        super().__init__("\n".join(str(finding) for finding in self.findings))

"""Anchors of the audit: what the chain's newest seal once was, kept where the service cannot reach."""

import re
from dataclasses import dataclass
from datetime import datetime

PRINTED_LENGTH = 16
"""How many letters of a seal are printed: 64 bits, which nobody meets again by trying."""
_LINE = re.compile(r"(?P<at>\S+) (?P<number>[1-9][0-9]{0,15}) (?P<seal>[0-9a-f]{64})")
_PRINTED = re.compile(rf"Record (?P<number>[1-9][0-9]{{0,15}}) · (?P<seal>[0-9a-f]{{{PRINTED_LENGTH}}})")


class AnchorFormatError(ValueError):
    """A line of a file of anchors that is none."""

    def __init__(self, line_number: int) -> None:
        super().__init__(f"Line {line_number} is no anchor: an instant, an entry's number and its seal.")
        self.line_number = line_number


class NoAnchorError(ValueError):
    """A document on which no anchor is printed, or more than one."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of the chain: its number and its seal."""

    number: int
    seal: str

    @property
    def printed(self) -> str:
        """As it stands in the foot of every document that leaves the service."""
        return f"Record {self.number} · {self.seal[:PRINTED_LENGTH]}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry's number, the beginning of its seal, and in what that was kept."""

    number: int
    seal: str
    kept_in: str


def anchor_line(at: datetime, head: Head) -> str:
    """One line of a file of anchors."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ} {head.number} {head.seal}"


def anchors_of(text: str, name: str) -> list[Anchor]:
    """The anchors of a file; raises `AnchorFormatError` for the first line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        matched = _LINE.fullmatch(line.strip())
        if matched is None:
            raise AnchorFormatError(number)
        found.append(Anchor(int(matched["number"]), matched["seal"], f"{name} (line {number})"))
    return found


def printed_anchor(text: str, name: str) -> Anchor:
    """The one anchor in a document's text; raises `NoAnchorError` where there is none, or several."""
    found = {(one["number"], one["seal"]) for one in _PRINTED.finditer(text)}
    if len(found) != 1:
        raise NoAnchorError(f"{name} does not carry one record number, as a document of this service does.")
    number, seal = found.pop()
    return Anchor(int(number), seal, name)

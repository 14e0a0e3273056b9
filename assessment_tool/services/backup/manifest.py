"""What a backup says of itself: from which shape of the database, how many rows, and their hashes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from marshmallow import Schema, ValidationError, fields, validate

from assessment_tool.core.audit_anchor import Head

FORMAT = 1
NAME = "manifest.json"


class BackupFaultError(ValueError):
    """A file that is no whole backup, or a place where none can be restored; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds of one table."""

    rows: int
    sha256: str
    """Over every row's line, each with its line's end, in the order of the key."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last thing that is written into a backup: without it there is none."""

    format: int
    application: str
    migration: str
    made_at: str
    tables: Mapping[str, Contents]
    audit_head: Head | None

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(one.rows for one in self.tables.values())

    def to_json(self) -> str:
        """As it stands in the file."""
        return json.dumps(asdict(self), indent=2)


class Tally:
    """Counts lines that pass by, and hashes them."""

    def __init__(self) -> None:
        self._rows = 0
        self._digest = hashlib.sha256()

    def over(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines, each with its line's end."""
        for line in lines:
            ended = line + b"\n"
            self._rows += 1
            self._digest.update(ended)
            yield ended

    def contents(self) -> Contents:
        """What passed by so far."""
        return Contents(self._rows, self._digest.hexdigest())


def tallied(lines: Iterable[bytes]) -> Contents:
    """What the lines come to."""
    tally = Tally()
    for _ in tally.over(lines):
        pass
    return tally.contents()


def manifest_of(text: bytes) -> Manifest:
    """The manifest in a file; raises `BackupFaultError` where it is none that this version can read."""
    try:
        facts = _ManifestSchema().loads(text.decode())
    except (ValidationError, ValueError) as error:
        raise BackupFaultError("Its manifest cannot be read: another program or version made it.") from error
    facts["tables"] = {name: Contents(**contents) for name, contents in facts["tables"].items()}
    facts["audit_head"] = Head(**facts["audit_head"]) if facts["audit_head"] else None
    return Manifest(**facts)


_SHA256 = validate.Regexp(r"[0-9a-f]{64}\Z")


class _ContentsSchema(Schema):
    rows = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    sha256 = fields.String(required=True, validate=_SHA256)


class _HeadSchema(Schema):
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    seal = fields.String(required=True, validate=_SHA256)


class _ManifestSchema(Schema):
    format = fields.Integer(required=True, strict=True, validate=validate.Equal(FORMAT))
    application = fields.String(required=True)
    migration = fields.String(required=True)
    made_at = fields.String(required=True)
    tables = fields.Dict(fields.String(), fields.Nested(_ContentsSchema), required=True)
    audit_head = fields.Nested(_HeadSchema, required=True, allow_none=True)

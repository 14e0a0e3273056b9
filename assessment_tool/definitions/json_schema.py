"""The JSON Schema of a file, made from the schemas that read it: by it an editor helps in writing.

It says everything about the shape of a file; what hangs on several values at once is told by lint alone.
"""

import json
from functools import singledispatchmethod
from typing import Any

from marshmallow import Schema

from assessment_tool.definitions.schemas.crosswalk import CrosswalkSchema
from assessment_tool.definitions.schemas.fields import (
    MAXIMUM_TEXT,
    Above,
    CalendarDate,
    Choice,
    ConditionText,
    Field,
    Number,
    Share,
    Text,
    Truth,
    Whole,
)
from assessment_tool.definitions.schemas.groups import ByCode, Group, GroupByKind, Several
from assessment_tool.definitions.schemas.instrument import VersionSchema
from assessment_tool.definitions.schemas.scales import SEXES, LowerBound

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = "schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema=../{SCHEMA_FILE}"
"""The first line of a version file: where an editor finds the schema."""

Facts = dict[str, Any]


def json_schema() -> str:
    """The schema of a version file, as the text of its own file."""
    return _written(VersionSchema(), "A version of an instrument")


def crosswalk_json_schema() -> str:
    """The schema of a crosswalk, as text."""
    return _written(CrosswalkSchema(), "A crosswalk between two major versions of an instrument")


def _written(schema: Schema, title: str) -> str:
    writer = _Writer()
    root = writer.reference(schema)
    facts = {"$schema": DIALECT, "title": title, **root, "$defs": writer.definitions}
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


class _Writer:
    """Writes each group's schema once, under its name, and refers to it from wherever it is used."""

    def __init__(self) -> None:
        self.definitions: dict[str, Facts] = {}

    def reference(self, schema: Schema) -> Facts:
        """A reference to the schema of a group, which is written when it is first referred to."""
        name = type(schema).__name__.removesuffix("Schema")
        if name not in self.definitions:
            self.definitions[name] = {}  # a section may hold sections
            self.definitions[name] = self._group(schema)
        return {"$ref": f"#/$defs/{name}"}

    def _group(self, schema: Schema) -> Facts:
        fields: dict[str, Any] = {one.data_key or name: one for name, one in schema.fields.items()}
        return {
            "description": (type(schema).__doc__ or "").partition("\n")[0],
            "type": "object",
            "properties": {name: self.value(one) for name, one in fields.items()},
            "required": [name for name, one in fields.items() if one.required],
            "additionalProperties": False,
        }

    def value(self, field: Field) -> Facts:
        """What may stand under a key."""
        facts = self._of(field)
        return {"anyOf": [facts, {"type": "null"}]} if field.allow_none else facts

    @singledispatchmethod
    def _of(self, field: Field) -> Facts:
        raise NotImplementedError(f"There is no JSON Schema for {type(field).__name__}.")

    @_of.register
    def _(self, field: Text) -> Facts:
        pattern = f"^(?:{field.pattern.pattern})$" if field.pattern else r"\S"
        return {"type": "string", "pattern": pattern, "maxLength": MAXIMUM_TEXT}

    @_of.register
    def _(self, _: ConditionText) -> Facts:
        return {"type": "string"}

    @_of.register
    def _(self, _: Number) -> Facts:
        return {"type": "number", "exclusiveMinimum": -(10**12), "exclusiveMaximum": 10**12}

    @_of.register
    def _(self, field: Above) -> Facts:
        return {"type": "number", "exclusiveMinimum": field.bound, "exclusiveMaximum": 10**12}

    @_of.register
    def _(self, _: Share) -> Facts:
        return {"type": "number", "minimum": 0, "exclusiveMaximum": 1}

    @_of.register
    def _(self, field: Whole) -> Facts:
        return {"type": "integer", "minimum": field.least, "maximum": field.most}

    @_of.register
    def _(self, _: Truth) -> Facts:
        return {"type": "boolean"}

    @_of.register
    def _(self, _: CalendarDate) -> Facts:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

    @_of.register
    def _(self, field: Choice) -> Facts:
        return {"enum": list(field.words)}

    @_of.register
    def _(self, field: Several) -> Facts:
        return {"type": "array", "items": self.value(field.inner), "minItems": field.least}

    @_of.register
    def _(self, field: ByCode) -> Facts:
        return {"type": "object", "additionalProperties": self.value(field.inner)}

    @_of.register
    def _(self, field: Group) -> Facts:
        return self.reference(field.schema_for({}))

    @_of.register
    def _(self, field: GroupByKind) -> Facts:
        """One schema for each word under the key that tells the kind."""
        return {
            "type": "object",
            "required": [field.key],
            "properties": {field.key: {"enum": list(field.schemas)}},
            "allOf": [
                {"if": {"properties": {field.key: {"const": word}}}, "then": self.reference(schema)}
                for word, schema in field.schemas.items()
            ],
        }

    @_of.register
    def _(self, field: LowerBound) -> Facts:
        number = self.value(field.number)
        by_sex = {
            "type": "object",
            "properties": dict.fromkeys(sorted(SEXES), number),
            "required": sorted(SEXES),
            "additionalProperties": False,
        }
        return {"anyOf": [number, by_sex]}

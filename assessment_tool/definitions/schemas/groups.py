"""Values made of values: lists, mappings by code, and groups with a schema of their own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError

from assessment_tool.definitions.schemas.faults import Fault
from assessment_tool.definitions.schemas.fields import Field, shown


class Several(Field):
    """A list of values of one kind; read as a tuple."""

    wanted = "a list"

    def __init__(self, inner: Field, *, least: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.inner, self.least = inner, least
        self.wanted = f"a list with at least {least} of them" if least else "a list"

    def _read(self, value: object) -> tuple[object, ...]:
        if not isinstance(value, list) or len(value) < self.least:
            self.refuse(value)
        return tuple(_each(self.inner, enumerate(value)).values())

    def canonical(self, value: Sequence[object]) -> list[object]:
        """The elements in their order."""
        return [self.inner.canonical(one) for one in value]


class ByCode(Field):
    """A mapping from codes to values of one kind."""

    wanted = "a mapping from codes to values"

    def __init__(self, inner: Field, **options: Any) -> None:
        super().__init__(**options)
        self.inner = inner

    def _read(self, value: object) -> Mapping[object, object]:
        if not isinstance(value, dict):
            self.refuse(value)
        return _each(self.inner, value.items())

    def canonical(self, value: Mapping[str, object] | None) -> dict[str, object] | None:
        """The values by code."""
        return None if value is None else {code: self.inner.canonical(one) for code, one in value.items()}


class Group(Field):
    """A mapping with a schema of its own."""

    wanted = "a mapping with keys"

    def __init__(self, schema: Callable[[], Schema], **options: Any) -> None:
        super().__init__(**options)
        self._make = schema
        self._made: Schema | None = None

    def schema_for(self, value: Mapping[str, Any]) -> Schema:
        """The schema of this group."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _read(self, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.refuse(value)
        loaded: Mapping[str, Any] = self.schema_for(value).load(value)
        return loaded

    def canonical(self, value: Mapping[str, Any] | None) -> object:
        """The group without what is equal to its default."""
        return None if value is None else canonical_group(self.schema_for(value), value)


class GroupByKind(Group):
    """A mapping whose schema depends on the word under one of its keys."""

    def __init__(self, key: str, schemas: Mapping[StrEnum, Schema], **options: Any) -> None:
        super().__init__(Schema, **options)
        self.key, self.schemas = key, {word.value: schema for word, schema in schemas.items()}

    def schema_for(self, value: Mapping[str, Any]) -> Schema:
        """The schema of the group's kind."""
        kind = value.get(self.key)
        if not isinstance(kind, str) or kind not in self.schemas:
            known = f"“{self.key}” is one of {', '.join(self.schemas)}."
            what = "is missing" if kind is None else f"cannot be {shown(kind)}"
            raise ValidationError({self.key: [Fault("value", f"“{self.key}” {what}.", known)]})
        return self.schemas[kind]


def canonical_group(schema: Schema, loaded: Mapping[str, Any]) -> dict[str, object]:
    """Loaded data as plain data, without values equal to their default."""
    plain: dict[str, object] = {}
    for name, one in schema.fields.items():
        if isinstance(one, Field) and (one.required or loaded[name] != one.load_default):
            plain[one.data_key or name] = one.canonical(loaded[name])
    return plain


def _each(inner: Field, pairs: Iterable[tuple[Any, object]]) -> dict[Any, Any]:
    """Every value read; the faults of all of them together."""
    read: dict[Any, Any] = {}
    faults: dict[Any, Any] = {}
    for key, value in pairs:
        try:
            read[key] = inner.deserialize(value)
        except ValidationError as error:
            faults[key] = error.messages
    if faults:
        raise ValidationError(faults)
    return read

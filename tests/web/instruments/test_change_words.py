"""Every value that a version can hold has a name in plain words."""

from collections.abc import Iterator, Mapping

import pytest
from marshmallow import Schema

from assessment_tool.definitions.diff.parts import PartKind
from assessment_tool.definitions.schemas.ages import AgeBandSchema
from assessment_tool.definitions.schemas.groups import ByCode, Group, GroupByKind
from assessment_tool.definitions.schemas.instrument import GradeSchema, SectionSchema, VersionSchema
from assessment_tool.definitions.schemas.items import FlagSchema, OptionSchema, item_field
from assessment_tool.definitions.schemas.scales import BandSchema, ScaleSchema
from assessment_tool.web.instruments.comparison.aspects import aspect

SCHEMAS: Mapping[PartKind, list[Schema]] = {
    PartKind.VERSION: [VersionSchema()],
    PartKind.SECTION: [SectionSchema()],
    PartKind.ITEM: list(item_field().schemas.values()),
    PartKind.OPTION: [OptionSchema()],
    PartKind.GRADE: [GradeSchema()],
    PartKind.AGE_BAND: [AgeBandSchema()],
    PartKind.FLAG: [FlagSchema()],
    PartKind.SCALE: [ScaleSchema()],
    PartKind.BAND: [BandSchema()],
}
NO_VALUES = {
    *("id", "code", "version", "sections", "scales", "items", "gate.items", "options", "grades.options"),
    *("age_bands", "flags", "bands"),
}
"""Names, and lists of parts that have changes of their own."""


def keys(schema: Schema, before: str = "") -> Iterator[str]:
    """Every dotted key that a change can be of."""
    for name, field in schema.fields.items():
        key = f"{before}{field.data_key or name}"
        if isinstance(field, GroupByKind):
            for one in field.schemas.values():
                yield from keys(one, f"{key}.")
        elif isinstance(field, Group):
            yield from keys(field.schema_for({}), f"{key}.")
        elif key not in NO_VALUES:
            yield f"{key}.some_code" if isinstance(field, ByCode) else key


@pytest.mark.parametrize("kind", PartKind)
def test_every_value_is_called_something_that_a_person_understands(kind: PartKind) -> None:
    found = {key for schema in SCHEMAS[kind] for key in keys(schema)}
    assert found
    for key in found:
        words = aspect(kind, key)
        assert words[0].isupper(), key
        assert "_" not in words, key
        assert "{" not in words, key

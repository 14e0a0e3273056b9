"""A crosswalk between two major versions: what is claimed of each scale, by whom, and on what evidence."""

from typing import Any

from marshmallow import validates_schema

from assessment_tool.core.trend.crosswalk import LinkKind
from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import CalendarDate, Choice, InstrumentId, Number, Text, Whole
from assessment_tool.definitions.schemas.groups import ByCode, GroupByKind, Several
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema

_MOST_MAJOR = 99_999


class LinkSchema(StrictSchema):
    """A claim about one scale, and why it holds."""

    kind = Choice(LinkKind)
    because = Text()


class LinearLinkSchema(LinkSchema):
    """A factor and an offset."""

    factor = Number()
    offset = Number()


class TableLinkSchema(LinkSchema):
    """The later value for each earlier one."""

    table = Several(Several(Number(), least=2), least=1)

    @validates_schema
    def check_rows(self, data: Loaded, **_: Any) -> None:
        """Each row is a pair, and no value stands twice."""
        rows = data["table"]
        if any(len(row) != len(("earlier", "later")) for row in rows):
            message = "A row of the table is not a pair."
            raise refused_at("table", "value", message, "Write [earlier value, later value].")
        if len({row[0] for row in rows}) != len(rows):
            raise refused_at("table", "value", "A value stands in two rows.", "Keep one of them.")


class CrosswalkSchema(StrictSchema):
    """One crosswalk, from a major version to a later one."""

    id = InstrumentId()
    earlier = Whole(0, _MOST_MAJOR, data_key="from")
    later = Whole(1, _MOST_MAJOR, data_key="to")
    approved_by = Text()
    approved_on = CalendarDate()
    evidence = Text()
    scales = ByCode(
        GroupByKind(
            "kind",
            {
                LinkKind.SAME: LinkSchema(),
                LinkKind.RESCORE: LinkSchema(),
                LinkKind.LINEAR: LinearLinkSchema(),
                LinkKind.TABLE: TableLinkSchema(),
                LinkKind.NOT_COMPARABLE: LinkSchema(),
            },
        )
    )

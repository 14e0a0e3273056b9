"""A crosswalk between two major versions: what is claimed of each scale, by whom, and on what evidence."""

from typing import Any

from marshmallow import validates_schema

from assessment_tool.core.trend.crosswalk import Linear, Link, LinkKind
from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import (
    MAXIMUM_DECIMALS,
    CalendarDate,
    Choice,
    InstrumentId,
    Number,
    Text,
    Whole,
)
from assessment_tool.definitions.schemas.groups import ByCode, GroupByKind, Several
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema

_MOST_MAJOR = 99_999


class LinkSchema(StrictSchema):
    """A claim about one scale, and why it holds."""

    kind = Choice(LinkKind)
    because = Text()


class LinearLinkSchema(LinkSchema):
    """A factor, an offset, and the decimals to which the later value is rounded; exact without them."""

    factor = Number()
    offset = Number()
    decimals = Whole(0, MAXIMUM_DECIMALS, load_default=None)


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


def link_of(loaded: Loaded) -> Link:
    """The claim that was read, with the figures of its kind."""
    is_linear = loaded["kind"] is LinkKind.LINEAR
    linear = Linear(loaded["factor"], loaded["offset"], loaded["decimals"]) if is_linear else None
    rows = tuple((earlier, later) for earlier, later in loaded.get("table", ()))
    return Link(loaded["kind"], loaded["because"], linear, rows)

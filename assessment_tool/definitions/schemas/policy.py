"""A policy profile: thresholds as data, none without its source."""

from itertools import pairwise
from typing import Any

from marshmallow import validates_schema

from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import Above, InstrumentId, Text, Whole
from assessment_tool.definitions.schemas.groups import Group, Several
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema

_MOST_STEPS = 10
_MOST_ITEMS = 100
_MOST_TIMES = 100
_NO_ORDER = "A later row is for no more items than an earlier one."


class StepsSchema(StrictSchema):
    """A number of grades."""

    value = Whole(2, _MOST_STEPS)
    source = Text()


class ItemsNeededSchema(StrictSchema):
    """Of up to so many items, how many are needed."""

    up_to = Whole(1, _MOST_ITEMS)
    at_least = Whole(2, _MOST_ITEMS)


class ItemsSchema(StrictSchema):
    """Numbers of items, by how many there are."""

    value = Several(Group(ItemsNeededSchema), least=1)
    source = Text()

    @validates_schema
    def check_order(self, data: Loaded, **_: Any) -> None:
        """Each row is for more items than the one before."""
        if any(one["up_to"] >= later["up_to"] for one, later in pairwise(data["value"])):
            raise refused_at("value", "value", _NO_ORDER, "Write the rows by “up_to”, the smallest first.")


class ErrorSchema(StrictSchema):
    """A measurement error in grades."""

    value = Above(0)
    source = Text()


class TimesSchema(StrictSchema):
    """How many times as much."""

    value = Whole(1, _MOST_TIMES)
    source = Text()


class ChangeSchema(StrictSchema):
    """What counts as a change between assessments."""

    large_step = Group(StepsSchema)
    same_way = Group(ItemsSchema)
    assumed_error = Group(ErrorSchema)
    window_factor = Group(TimesSchema)


class PolicySchema(StrictSchema):
    """One profile."""

    id = InstrumentId()
    title = Text()
    change = Group(ChangeSchema)

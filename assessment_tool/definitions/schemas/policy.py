"""A policy profile: thresholds as data, none without its source."""

from assessment_tool.definitions.schemas.fields import InstrumentId, Text, Whole
from assessment_tool.definitions.schemas.groups import Group
from assessment_tool.definitions.schemas.strict import StrictSchema

_MOST_STEPS = 10
_MOST_ITEMS = 100


class StepsSchema(StrictSchema):
    """A number of grades."""

    value = Whole(2, _MOST_STEPS)
    source = Text()


class ItemsSchema(StrictSchema):
    """A number of items."""

    value = Whole(2, _MOST_ITEMS)
    source = Text()


class ChangeSchema(StrictSchema):
    """What counts as a change between assessments."""

    large_step = Group(StepsSchema)
    same_way = Group(ItemsSchema)


class PolicySchema(StrictSchema):
    """One profile."""

    id = InstrumentId()
    title = Text()
    change = Group(ChangeSchema)

"""Scales: methods and missing rules, each with the parameters that it uses and no others."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, validates_schema

from assessment_tool.core.instrument import Direction, MethodName, MissingRuleName
from assessment_tool.definitions.schemas.faults import refused, refused_at
from assessment_tool.definitions.schemas.fields import (
    Above,
    Choice,
    ConditionText,
    Field,
    Id,
    Number,
    Share,
    Text,
    Whole,
)
from assessment_tool.definitions.schemas.groups import Group, GroupByKind, Several
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema

SEXES = {"female", "male"}


class Level(StrEnum):
    """Which part of the form a scale sums up."""

    ITEM = "item"
    SUB_AREA = "sub_area"
    AREA = "area"
    TOTAL = "total"


class MethodSchema(StrictSchema):
    """A method without parameters."""

    name = Choice(MethodName)


class PublishedErrorSchema(StrictSchema):
    """How the sums of a published questionnaire spread and how reliable they are, with where that stands."""

    standard_deviation = Above(0)
    reliability = Share()
    source = Text()


class SumSchema(MethodSchema):
    """A sum; of a published questionnaire the error that a change must be beyond."""

    published_error = Group(PublishedErrorSchema, load_default=None)


class RoundedMethodSchema(MethodSchema):
    """A method whose value is rounded, halves away from nought."""

    decimals = Whole(0, 6, load_default=2)


class CountSchema(MethodSchema):
    """How many members have a value, or reach one."""

    at_least = Number(load_default=None)


class WeightedSumSchema(MethodSchema):
    """One weight for each member, in their order."""

    weights = Several(Number(), least=1)


class LinearSchema(RoundedMethodSchema):
    """The sum, times a factor, plus an offset."""

    factor = Number(load_default=Decimal(1))
    offset = Number(load_default=Decimal(0))


class LookupSchema(MethodSchema):
    """A table from each sum to a value."""

    table = Several(Several(Number(), least=2), least=1)

    @validates_schema
    def check_rows(self, data: Loaded, **_: Any) -> None:
        """Each row is a pair, and no sum stands twice."""
        rows = data["table"]
        if any(len(row) != len(("sum", "value")) for row in rows):
            raise refused_at("table", "value", "A row of the table is not a pair.", "Write [sum, value].")
        if len({row[0] for row in rows}) != len(rows):
            raise refused_at("table", "value", "A sum stands in two rows.", "Keep one of them.")


class GradedCareSchema(MethodSchema):
    """Worst above the precedence grade, else the most frequent, else the rounded mean."""

    precedence_above = Number(load_default=Decimal(3))


class LevelRuleSchema(StrictSchema):
    """A level, what must be so for it, and why in words."""

    value = Number()
    when = ConditionText()
    because = Text()


class WorseningRuleSchema(StrictSchema):
    """What makes a level worse, by how much, and why in words."""

    when = ConditionText()
    by = Whole(1, 100, load_default=1)
    because = Text()


class CompositeSchema(MethodSchema):
    """The worst level that is reached, what makes it worse, and a judgement that it is never better than."""

    levels = Several(Group(LevelRuleSchema), least=1)
    raised_by = Several(Group(WorseningRuleSchema), load_default=())
    at_least_as = Id(load_default="")


class AllRequiredSchema(StrictSchema):
    """Every member that is asked must have an answer."""

    rule = Choice(MissingRuleName)
    because = Text(load_default="")


class AtLeastSchema(StrictSchema):
    """Blanks are left out, as long as so many members have an answer."""

    rule = Choice(MissingRuleName)
    at_least = Whole(1, 1000)
    because = Text()


class FixedSchema(StrictSchema):
    """A blank counts as a value that the instrument sets."""

    rule = Choice(MissingRuleName)
    value = Number()
    because = Text()


class LowerBound(Field):
    """A band's lower bound: one number, or one for each sex."""

    wanted = "a number, or a number for each of female and male"
    number = Number()

    def _read(self, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            return {"any": self.number.deserialize(value)}
        if set(value) != SEXES:
            raise refused("value", "A bound by sex names female and male.", "Write {female: …, male: …}.")
        return {sex: self.number.deserialize(value[sex]) for sex in sorted(value)}

    def canonical(self, value: Mapping[str, Any]) -> object:
        """The number, or the numbers by sex."""
        if "any" in value:
            return self.number.canonical(value["any"])
        return {sex: self.number.canonical(bound) for sex, bound in value.items()}


class BandSchema(StrictSchema):
    """A named range of values by its lower bound."""

    id = Id()
    lower = LowerBound(data_key="from")
    label = Text()


class ScaleSchema(StrictSchema):
    """One score."""

    id = Id()
    title = Text()
    level = Choice(Level)
    method = GroupByKind(
        "name",
        {
            MethodName.SUM: SumSchema(),
            MethodName.MEAN: RoundedMethodSchema(),
            MethodName.MEDIAN: RoundedMethodSchema(),
            MethodName.MODE: MethodSchema(),
            MethodName.WORST: MethodSchema(),
            MethodName.BEST: MethodSchema(),
            MethodName.COUNT: CountSchema(),
            MethodName.WEIGHTED_SUM: WeightedSumSchema(),
            MethodName.LINEAR: LinearSchema(),
            MethodName.LOOKUP: LookupSchema(),
            MethodName.GRADED_CARE: GradedCareSchema(),
            MethodName.COMPOSITE: CompositeSchema(),
        },
    )
    missing = GroupByKind(
        "rule",
        {
            MissingRuleName.ALL_REQUIRED: AllRequiredSchema(),
            MissingRuleName.MIN_ANSWERED: AtLeastSchema(),
            MissingRuleName.PRORATE: AtLeastSchema(),
            MissingRuleName.FIXED: FixedSchema(),
        },
    )
    direction = Choice(Direction)
    minimum = Number()
    maximum = Number()
    of = Several(Id(), least=1)
    bands = Several(Group(BandSchema), load_default=())

    @validates_schema
    def check_weights(self, data: Loaded, **_: Any) -> None:
        """One weight for each member."""
        weights = data["method"].get("weights")
        if weights is not None and len(weights) != len(data["of"]):
            message = f"There are {len(weights)} weights for {len(data['of'])} members."
            fault = refused("value", message, "Write one weight for each member, in their order.")
            raise ValidationError({"method": {"weights": fault.messages}})

"""The kinds of item, each with the keys that it may have."""

from typing import Any

from marshmallow import validates_schema

from assessment_tool.core.instrument import Absence, Kind, Urgency
from assessment_tool.core.labels import Label, NeverShownTo, Subject
from assessment_tool.definitions.schemas.ages import AgeBandSchema, AgeRangeSchema
from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import (
    Choice,
    Code,
    ConditionText,
    Id,
    Number,
    Text,
    Truth,
    Whole,
)
from assessment_tool.definitions.schemas.groups import ByCode, Group, GroupByKind, Several
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema

MOST_ROWS = 50


class OptionSchema(StrictSchema):
    """One choice."""

    code = Code()
    label = Text()
    score = Number(load_default=None)


class FlagSchema(StrictSchema):
    """A condition that a person must hear of."""

    id = Id()
    when = ConditionText()
    urgency = Choice(Urgency)
    message = Text()


class NoteSchema(StrictSchema):
    """Words to read; and what every other kind of item has as well."""

    id = Id()
    kind = Choice(Kind)
    title = Text()
    subject = Choice(Subject)
    label = Choice(Label)
    never_shown_to = Several(Choice(NeverShownTo), load_default=())
    help = Text(load_default="")
    why = Text(load_default="")
    ages = Group(AgeRangeSchema, load_default=None)
    show = ConditionText(load_default=None)


class TextItemSchema(NoteSchema):
    """An answer in the person's own words; and what every other answer has as well."""

    look_for = Several(Text(), load_default=())
    ask = Several(Text(), load_default=())
    who_else = Several(Text(), load_default=())
    not_applicable = Text(load_default="")
    not_observed = Text(load_default="")
    absences = Several(Choice(Absence), load_default=tuple(Absence))
    required = Truth(load_default=True)
    require = ConditionText(load_default=None)
    flags = Several(Group(FlagSchema), load_default=())


class GradedItemSchema(TextItemSchema):
    """A rating by anchors: one set for all ages, or one for each age band."""

    anchors = ByCode(Text(), load_default=None)
    age_bands = Several(Group(AgeBandSchema), load_default=())
    scored = Truth(load_default=True)

    @validates_schema
    def check_anchors(self, data: Loaded, **_: Any) -> None:
        """Exactly one way to say what each grade means."""
        if bool(data["anchors"]) == bool(data["age_bands"]):
            message = "A graded item has either anchors or age_bands."
            raise refused_at("anchors", "anchor-missing", message, "Write one of the two.")
        if data["age_bands"] and data["ages"]:
            message = "The age bands say already at which ages the item is asked."
            raise refused_at("ages", "age-band", message, "Remove ages, or the age bands.")


class ChoiceItemSchema(TextItemSchema):
    """One or several of a list of options."""

    options = Several(Group(OptionSchema), least=2)
    scored = Truth(load_default=True)
    reversed = Truth(load_default=False)


class SeveralChoiceItemSchema(ChoiceItemSchema):
    """Any of a list of options, even of one."""

    options = Several(Group(OptionSchema), least=1)


class LimitsSchema(StrictSchema):
    """What a number is counted in, and between which limits it lies."""

    unit = Text(load_default="")
    minimum = Number(load_default=None)
    maximum = Number(load_default=None)
    whole = Truth(load_default=False)

    @validates_schema
    def check_limits(self, data: Loaded, **_: Any) -> None:
        """The limits leave room for a number."""
        low, high = data["minimum"], data["maximum"]
        if low is not None and high is not None and low > high:
            message = f"No number is at least {low} and at most {high}."
            raise refused_at("maximum", "value", message, "Make it at least as large as minimum.")


class NumberItemSchema(TextItemSchema, LimitsSchema):
    """A number with a unit and limits."""


class ColumnSchema(StrictSchema):
    """What every column of a repeated group has; whose data it is and how closely held says the group."""

    id = Id()
    kind = Choice(Kind)
    title = Text()
    required = Truth(load_default=True)


class ChoiceColumnSchema(ColumnSchema):
    """One of a list of options."""

    options = Several(Group(OptionSchema), least=2)


class NumberColumnSchema(ColumnSchema, LimitsSchema):
    """A number with a unit and limits."""


class RepeatedItemSchema(TextItemSchema):
    """Rows of simple answers, as many as there are."""

    columns = Several(
        GroupByKind(
            "kind",
            {
                Kind.SINGLE: ChoiceColumnSchema(),
                Kind.NUMBER: NumberColumnSchema(),
                Kind.DATE: ColumnSchema(),
                Kind.TEXT: ColumnSchema(),
            },
        ),
        least=1,
    )
    minimum_rows = Whole(1, MOST_ROWS, load_default=1)
    maximum_rows = Whole(1, MOST_ROWS, load_default=10)

    @validates_schema
    def check_rows(self, data: Loaded, **_: Any) -> None:
        """The limits leave room for a row."""
        least, most = data["minimum_rows"], data["maximum_rows"]
        if least > most:
            message = f"No number of rows is at least {least} and at most {most}."
            raise refused_at("maximum_rows", "value", message, "Make it at least as large as minimum_rows.")


def item_field() -> GroupByKind:
    """An item of any kind."""
    return GroupByKind(
        "kind",
        {
            Kind.GRADED: GradedItemSchema(),
            Kind.SINGLE: ChoiceItemSchema(),
            Kind.MULTIPLE: SeveralChoiceItemSchema(),
            Kind.NUMBER: NumberItemSchema(),
            Kind.DATE: TextItemSchema(),
            Kind.TEXT: TextItemSchema(),
            Kind.REPEATED: RepeatedItemSchema(),
            Kind.NOTE: NoteSchema(),
        },
    )

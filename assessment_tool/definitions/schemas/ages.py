"""Age ranges and the anchors of one age."""

from typing import Any

from marshmallow import validates_schema

from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD
from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import Id, Text, Truth, Whole
from assessment_tool.definitions.schemas.groups import ByCode, Several
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema


class AgeRangeSchema(StrictSchema):
    """From this many completed months to before that many; unborn only where it says so.

    A range for unborn children alone says `unborn: true` and `before_months: 0`.
    """

    from_months = Whole(0, MONTHS_TO_ADULTHOOD, load_default=0)
    before_months = Whole(0, MONTHS_TO_ADULTHOOD, load_default=MONTHS_TO_ADULTHOOD)
    unborn = Truth(load_default=False)

    @validates_schema
    def check_order(self, data: Loaded, **_: Any) -> None:
        """A range holds at least one age."""
        low, high = data["from_months"], data["before_months"]
        if low > high or (low == high and not data["unborn"]):
            message = f"No child is at least {low} and under {high} months old."
            raise refused_at("before_months", "age-band", message, "Make it larger than from_months.")


class AgeBandSchema(AgeRangeSchema):
    """One age's anchors, and where needed its own wording."""

    id = Id()
    title = Text(load_default="")
    why = Text(load_default="")
    look_for = Several(Text(), load_default=())
    ask = Several(Text(), load_default=())
    anchors = ByCode(Text())

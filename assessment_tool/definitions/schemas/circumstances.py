"""Whom an assessment is about, as far as the form depends on it: the same in every input file."""

from enum import StrEnum
from typing import Any

from marshmallow import validates_schema

from assessment_tool.core.ages import UNBORN, ChildAge
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import CalendarDate, Choice, Truth, Whole
from assessment_tool.definitions.schemas.groups import Group
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema

_MOST_MONTHS = 120 * 12


class Sex(StrEnum):
    """The respondent's sex, where a band depends on it."""

    FEMALE = "female"
    MALE = "male"


class ChildSchema(StrictSchema):
    """A child by age on the observed day, or one that is not born yet."""

    age_months = Whole(0, _MOST_MONTHS, load_default=None)
    unborn = Truth(load_default=False)
    expected_on = CalendarDate(load_default=None)

    @validates_schema
    def check_one_way(self, data: Loaded, **_: Any) -> None:
        """Born with an age, or unborn with an expected day."""
        if data["unborn"] == (data["age_months"] is not None):
            message = "A child has either age_months, or unborn: true."
            raise refused_at("age_months", "value", message, "Give one of the two.")
        if data["unborn"] != (data["expected_on"] is not None):
            message = "An unborn child has the day on which the birth is expected; a born child has none."
            raise refused_at("expected_on", "value", message, "Give expected_on with unborn: true only.")


class RespondentSchema(StrictSchema):
    """The adult who answers or is assessed."""

    sex = Choice(Sex, load_default=None)


class CircumstancesSchema(StrictSchema):
    """The keys about child, respondent and day."""

    child = Group(ChildSchema, load_default=None)
    respondent = Group(RespondentSchema, load_default=None)
    observed_on = CalendarDate()


def circumstances_of(loaded: Loaded) -> Circumstances:
    """The circumstances that a file read with `CircumstancesSchema` tells."""
    child, respondent = loaded["child"], loaded["respondent"]
    sex = respondent["sex"] if respondent else None
    return Circumstances(
        observed_on=loaded["observed_on"],
        child=None if child is None else UNBORN if child["unborn"] else ChildAge(child["age_months"]),
        respondent_sex=sex.value if sex else None,
    )

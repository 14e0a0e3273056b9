"""A history handed in from outside: assessments of any instruments, whoever rated whom and when."""

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.definitions.schemas.answers import Answer
from assessment_tool.definitions.schemas.fields import (
    CalendarDate,
    Choice,
    Field,
    InstrumentId,
    Text,
    VersionNumber,
    Whole,
)
from assessment_tool.definitions.schemas.groups import ByCode, Group, Several
from assessment_tool.definitions.schemas.strict import StrictSchema

_MOST_MONTHS = 120 * 12
_MOST_DAYS = 3_660


class Key(Field):
    """What somebody or something is known by in the file: a text or a whole number."""

    wanted = "a text or a whole number"

    def _read(self, value: object) -> str | int:
        if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            return self.refuse(value)
        return value


class HistoryEntrySchema(StrictSchema):
    """One assessment; `age_months` null is a child not born yet, where the instrument is about a child."""

    id = Key()
    observed_on = CalendarDate()
    child = Key(load_default=None, allow_none=True)
    carer = Key(load_default=None, allow_none=True)
    instrument = InstrumentId()
    version = VersionNumber()
    rater = Text()
    rater_role = Choice(RaterRole)
    age_months = Whole(0, _MOST_MONTHS, load_default=None, allow_none=True)
    window_days = Whole(0, _MOST_DAYS, load_default=None, allow_none=True)
    status = Choice(Standing)
    responses = ByCode(Answer())


class HistorySchema(StrictSchema):
    """All assessments of the file."""

    assessments = Several(Group(HistoryEntrySchema))

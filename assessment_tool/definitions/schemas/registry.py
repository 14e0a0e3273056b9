"""The registry of published versions, as it is kept in its file."""

from enum import StrEnum

from assessment_tool.definitions.schemas.fields import (
    CalendarDate,
    Choice,
    InstrumentId,
    Language,
    Sha256,
    Text,
    VersionNumber,
    Whole,
)
from assessment_tool.definitions.schemas.groups import Group, Several
from assessment_tool.definitions.schemas.strict import StrictSchema


class Status(StrEnum):
    """Where a version stands in its life; outside the hashed file."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


class LaterStepSchema(StrictSchema):
    """One step of a version's life after it was published."""

    status = Choice(Status)
    on = CalendarDate()
    by = Text()
    approved_by = Text(load_default="")
    because = Text()


class PublishedTranslationSchema(StrictSchema):
    """One published translation of a version, with everybody who answers for it."""

    language = Language()
    sha256 = Sha256()
    translator = Text()
    checked_by = Text()
    published_on = CalendarDate()
    published_by = Text()
    approved_by = Text()
    because = Text(load_default="")


class EntrySchema(StrictSchema):
    """One published version, and what became of it."""

    id = InstrumentId()
    version = VersionNumber()
    status = Choice(Status)
    effective_from = CalendarDate()
    sha256 = Sha256()
    format = Whole(1, 1_000)
    published_on = CalendarDate()
    published_by = Text()
    approved_by = Text(load_default="")
    because = Text(load_default="")
    finish_until = CalendarDate(load_default=None)
    steps = Several(Group(LaterStepSchema), load_default=())
    translations = Several(Group(PublishedTranslationSchema), load_default=())


class RegistrySchema(StrictSchema):
    """All published versions of a folder of instruments."""

    entries = Several(Group(EntrySchema))

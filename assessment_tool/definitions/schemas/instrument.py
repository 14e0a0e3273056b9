"""The two files that make an instrument: its identity, and one version."""

from enum import StrEnum
from typing import Any

from marshmallow import Schema, validates_schema

from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.instrument import About, Direction, RaterRole
from assessment_tool.core.observation import MOST_OBSERVATIONS
from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import (
    Choice,
    Code,
    ConditionText,
    Id,
    InstrumentId,
    Language,
    Number,
    Text,
    Truth,
    VersionNumber,
    Whole,
)
from assessment_tool.definitions.schemas.gate import GateSchema
from assessment_tool.definitions.schemas.groups import ByCode, Group, Several
from assessment_tool.definitions.schemas.items import item_field
from assessment_tool.definitions.schemas.scales import Level, ScaleSchema
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema


class SectionKind(StrEnum):
    """The headings of a form."""

    AREA = "area"
    SUB_AREA = "sub_area"
    PART = "part"


class IdentitySchema(StrictSchema):
    """What never changes from version to version."""

    id = InstrumentId()
    title = Text()
    summary = Text()
    about = Choice(About)
    completed_by = Several(Id(), least=1)
    training = Text()
    steward = Text()
    licence = Text()


class WindowSchema(StrictSchema):
    """The days before the observed date that one assessment looks at."""

    days = Whole(1, 3660)
    minimum_observations = Whole(1, MOST_OBSERVATIONS, load_default=None)


class GradeSchema(StrictSchema):
    """One grade of every graded item."""

    code = Code()
    label = Text()
    score = Number()


class GradesSchema(StrictSchema):
    """The grades that all graded items share."""

    direction = Choice(Direction)
    evidence_required_from = Number(load_default=None)
    options = Several(Group(GradeSchema), least=2)

    @validates_schema
    def check_evidence(self, data: Loaded, **_: Any) -> None:
        """Evidence is asked for from a grade that exists."""
        wanted = data["evidence_required_from"]
        if wanted is not None and wanted not in [option["score"] for option in data["options"]]:
            message = f"No grade scores {wanted}."
            raise refused_at("evidence_required_from", "value", message, "Name the score of a grade.")


class CadenceSchema(StrictSchema):
    """After how many days the assessment is due again, by type of plan where that differs."""

    days = Whole(1, 3660)
    plans = ByCode(Whole(1, 3660), load_default={})


class RetiredSchema(StrictSchema):
    """Ids of items and scales, and codes of options by item, that are never used again."""

    ids = Several(Id(), load_default=())
    codes = ByCode(Several(Code(), least=1), load_default={})


class CheckSchema(StrictSchema):
    """Answers that cannot well be true together."""

    id = Id()
    when = ConditionText()
    severity = Choice(CheckSeverity)
    message = Text()
    items = Several(Id(), least=1)


def _section_schema() -> Schema:
    return SectionSchema()


class SectionSchema(StrictSchema):
    """A heading with items, further headings, or both."""

    id = Id()
    kind = Choice(SectionKind)
    title = Text()
    introduction = Text(load_default="")
    items = Several(item_field(), load_default=())
    sections = Several(Group(_section_schema), load_default=())

    @validates_schema
    def check_content(self, data: Loaded, **_: Any) -> None:
        """A heading stands above something."""
        if not data["items"] and not data["sections"]:
            raise refused_at("id", "empty-section", "The section is empty.", "Give it items, or remove it.")


class VersionSchema(StrictSchema):
    """One version, complete in itself."""

    id = InstrumentId()
    version = VersionNumber()
    language = Language()
    title = Text()
    introduction = Text()
    window = Group(WindowSchema)
    rater_roles = Several(Choice(RaterRole), least=1)
    evidence_prompt = Text()
    analysis_prompt = Text()
    not_a = Text()
    grades = Group(GradesSchema, load_default=None)
    blind_rating = Truth(load_default=False)
    gate = Group(GateSchema, load_default=None)
    checks = Several(Group(CheckSchema), load_default=())
    cadence = Group(CadenceSchema, load_default=None)
    trend = Several(Choice(Level), load_default=())
    retired_ids = Group(RetiredSchema, load_default=None)
    sections = Several(Group(SectionSchema), least=1)
    scales = Several(Group(ScaleSchema))

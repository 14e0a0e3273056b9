"""A worked example: an invented family, its answers, and what must come out."""

from assessment_tool.definitions.schemas.answers import ExplainedAnswer
from assessment_tool.definitions.schemas.circumstances import CircumstancesSchema
from assessment_tool.definitions.schemas.fields import Id, Number, Text, VersionNumber
from assessment_tool.definitions.schemas.groups import ByCode, Group, Several
from assessment_tool.definitions.schemas.strict import StrictSchema


class ExpectedScaleSchema(StrictSchema):
    """What a scale must come to, and the step that decides it."""

    value = Number(allow_none=True)
    decided_by = Id()
    band = Id(load_default=None)


class ExpectationSchema(StrictSchema):
    """Everything that must come out, exactly."""

    scales = ByCode(Group(ExpectedScaleSchema))
    flags = Several(Id())
    missing = Several(Id())
    checks = Several(Id(), load_default=())


class ExampleSchema(CircumstancesSchema):
    """One worked example."""

    title = Text()
    version = VersionNumber()
    also = Several(VersionNumber(), load_default=())
    vignette = Text()
    responses = ByCode(ExplainedAnswer())
    others = ExplainedAnswer(load_default=None)
    expect = Group(ExpectationSchema)
    reasoning = Text()

"""The input of scoring from outside: circumstances and answers."""

from assessment_tool.definitions.schemas.answers import Answer
from assessment_tool.definitions.schemas.circumstances import CircumstancesSchema
from assessment_tool.definitions.schemas.groups import ByCode


class ResponsesFileSchema(CircumstancesSchema):
    """Whom the answers are about, when, and the answers by item."""

    responses = ByCode(Answer())

"""The gate before the first item: what must be known before anything else may be asked."""

from typing import Any

from marshmallow import validates_schema

from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import Code, Text
from assessment_tool.definitions.schemas.groups import ByCode, Several
from assessment_tool.definitions.schemas.items import item_field
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema


class GateSchema(StrictSchema):
    """Its questions, the answers with which it opens, and what to do while it does not."""

    title = Text()
    introduction = Text()
    items = Several(item_field(), least=1)
    opens = ByCode(Several(Code(), least=1))
    otherwise = Text()

    @validates_schema
    def check_opens(self, data: Loaded, **_: Any) -> None:
        """A gate can be shut."""
        if not data["opens"]:
            message = "The gate never shuts: it names no question that decides."
            raise refused_at("opens", "gate", message, "Name a question, and the answers that open it.")

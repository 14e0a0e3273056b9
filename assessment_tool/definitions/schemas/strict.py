"""The schema that all others build on: unknown keys are refused with a suggestion."""

from collections.abc import Mapping
from typing import Any, NoReturn

from marshmallow import RAISE, Schema, ValidationError

from assessment_tool.definitions.schemas.faults import Fault
from assessment_tool.definitions.suggestions import did_you_mean

_UNKNOWN = Fault("unknown-key", "", "")
_NOT_A_MAPPING = Fault("value", "This is not a mapping with keys.", "Write “key: value” lines here.")


class StrictSchema(Schema):
    """Known keys only; a missing or unknown key is named."""

    class Meta:
        """Unknown keys are faults."""

        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        faults: dict[str, Any] = {"unknown": _UNKNOWN, "type": _NOT_A_MAPPING}
        self.error_messages = {**self.error_messages, **faults}

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> NoReturn:
        """Name the missing and the unknown keys before the error travels on."""
        messages = error.messages
        if isinstance(messages, dict):
            messages = {key: self._named(str(key), inner) for key, inner in messages.items()}
        raise ValidationError(messages)

    def _named(self, key: str, messages: Any) -> Any:
        if messages == [_UNKNOWN]:
            return [Fault("unknown-key", f"“{key}” is not known here.", did_you_mean(key, self._keys()))]
        if isinstance(messages, list) and len(messages) == 1 and _is_missing(messages[0]):
            return [Fault("missing-key", f"“{key}” is missing here.", messages[0].mend)]
        return messages

    def _keys(self) -> list[str]:
        return [field.data_key or name for name, field in self.fields.items()]


def _is_missing(fault: object) -> bool:
    return isinstance(fault, Fault) and fault.rule == "missing-key" and fault.message.endswith("here")


Loaded = Mapping[str, Any]
"""What a schema has read: values of the right types under known keys."""

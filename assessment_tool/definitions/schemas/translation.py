"""A translation of one version: every text that a person reads, with the hash of the text it translates."""

from typing import Any

from marshmallow import validates_schema

from assessment_tool.definitions.schemas.faults import refused_at
from assessment_tool.definitions.schemas.fields import InstrumentId, Language, Sha256, Text, VersionNumber
from assessment_tool.definitions.schemas.groups import ByCode, Group
from assessment_tool.definitions.schemas.strict import Loaded, StrictSchema


class TranslatedTextSchema(StrictSchema):
    """One text, and the SHA-256 of the words that it translates."""

    text = Text()
    of = Sha256()


class WhoseWordsSchema(StrictSchema):
    """The language, and the two people who answer for the words."""

    language = Language()
    translator = Text()
    checked_by = Text()

    @validates_schema
    def check_two_people(self, data: Loaded, **_: Any) -> None:
        """Nobody checks their own translation."""
        first, second = (" ".join(data[name].casefold().split()) for name in ("translator", "checked_by"))
        if first == second:
            message = "The translator checked their own translation."
            raise refused_at("checked_by", "value", message, "Let somebody else who knows both languages.")


class TranslationSchema(WhoseWordsSchema):
    """The file of a translation, `lang/<language>.yaml`."""

    id = InstrumentId()
    version = VersionNumber()
    texts = ByCode(Group(TranslatedTextSchema))


class WordsSchema(WhoseWordsSchema):
    """What of it is kept with the version that it translates, in the canonical form."""

    texts = ByCode(Text())

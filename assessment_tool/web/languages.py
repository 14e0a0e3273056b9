"""The languages in which somebody may have a form, and the one that an address names."""

from collections.abc import Sequence

from flask import request

from assessment_tool.core.languages import language_name
from assessment_tool.definitions.catalogue import Definition
from assessment_tool.services.languages import in_every_language, in_language
from assessment_tool.web.parts import parts


def in_chosen_language(definition: Definition, *, with_unpublished: bool = False) -> Definition:
    """The version in the `language` of the address, as it was written where none is named.

    Raises `NotInLanguageError`.
    """
    language = request.args.get("language", "")
    return in_language(parts().catalogue, definition, language, with_unpublished=with_unpublished)


def language_choices(definition: Definition, *, with_unpublished: bool = False) -> Sequence[dict[str, str]]:
    """The languages to choose from, each with who answers for its words; none where there is only one."""
    offered = in_every_language(parts().catalogue, definition, with_unpublished=with_unpublished)
    if len(offered) == 1:
        return []
    return [_choice(language, one) for language, one in offered.items()]


def _choice(language: str, definition: Definition) -> dict[str, str]:
    origin = definition.instrument.translation
    hint = f"Translated by {origin.translator}, checked by {origin.checked_by}." if origin else ""
    return {"value": language, "text": language_name(language), "hint": hint}

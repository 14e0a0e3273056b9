"""In which languages a version can be begun, printed and tried out."""

from collections.abc import Mapping

from assessment_tool.core.languages import language_name
from assessment_tool.definitions.catalogue import Catalogue, Definition


class NotInLanguageError(ValueError):
    """The version is not offered in the language; the message says what to do instead."""

    def __init__(self, definition: Definition, language: str) -> None:
        instrument, name = definition.instrument, language_name(language)
        super().__init__(
            f"“{instrument.title}” in version {instrument.version} is not offered in {name}: there is no "
            f"translation that is published, complete and current. Use it in another language."
        )


def in_every_language(
    catalogue: Catalogue, definition: Definition, *, with_unpublished: bool = False
) -> Mapping[str, Definition]:
    """The version in each language in which it is offered, by language; as it was written comes first.

    For those who look after instruments also in the words of translations that are not published.
    """
    name = (definition.instrument.id, definition.instrument.version)
    unpublished = catalogue.unpublished_translations(*name) if with_unpublished else {}
    return {definition.instrument.language: definition, **catalogue.translations(*name), **unpublished}


def in_language(
    catalogue: Catalogue, definition: Definition, language: str, *, with_unpublished: bool = False
) -> Definition:
    """The version in the language, as it was written where that is empty; raises `NotInLanguageError`."""
    if not language:
        return definition
    offered = in_every_language(catalogue, definition, with_unpublished=with_unpublished)
    if language not in offered:
        raise NotInLanguageError(definition, language)
    return offered[language]

"""A version in another language: built from the same data, with other words and nothing else changed."""

from dataclasses import replace

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.languages import InLanguage
from assessment_tool.core.translation import Translation
from assessment_tool.definitions.build import build
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.wording import retold


def translated(
    identity: Loaded, version: Loaded, words: Loaded, source_sha256: str
) -> tuple[Instrument, Translation]:
    """The instrument in the language of the words, which have a text for every key, and where it comes from.

    Its ids, codes, scores and conditions are those of the version, whose hash is `source_sha256`.
    """
    texts, language = words["texts"], words["language"]
    source = build(identity, version)
    retold_identity, retold_version = retold(
        identity, version, lambda key, _: InLanguage(texts[key], language)
    )
    instrument = build(retold_identity, {**retold_version, "language": language})
    origin = Translation(source_sha256, language, words["translator"], words["checked_by"])
    return replace(instrument, translation=origin, source=source), origin

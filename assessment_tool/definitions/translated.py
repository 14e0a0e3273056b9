"""A version in another language: built from the same data, with other words and nothing else changed."""

from dataclasses import replace

from assessment_tool.core.instrument import Instrument, Translation
from assessment_tool.definitions.build import build
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.wording import retold


def translated(
    identity: Loaded, version: Loaded, words: Loaded, source_sha256: str
) -> tuple[Instrument, Translation]:
    """The instrument in the language of the words, which have a text for every key, and where it comes from.

    Its ids, codes, scores and conditions are those of the version, whose hash is `source_sha256`.
    """
    texts = words["texts"]
    source = build(identity, version)
    retold_identity, retold_version = retold(identity, version, lambda key, _: str(texts[key]))
    instrument = build(retold_identity, {**retold_version, "language": words["language"]})
    origin = Translation(source, source_sha256, words["translator"], words["checked_by"])
    return replace(instrument, translation=origin), origin

"""The canonical form of a version: the same bytes however its file is laid out, and back to the instrument.

The compatibility law: a published version keeps the number of the format it was published under, and every
number ever used stays readable. A later feature adds keys with a default, and what equals its default is
not written, so no hash of an earlier version moves. Keys are never renamed or given another meaning, and
schemas never become stricter for a number that was used.

A translated form holds the version that it translates, whole, and the translated texts beside it: whoever
reads the evidence has both the words that were asked and those that they stand for.
"""

import json
from decimal import Decimal

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.stored import canonical as canonical_json
from assessment_tool.core.stored import sha256
from assessment_tool.definitions.build import build
from assessment_tool.definitions.schemas.groups import canonical_group
from assessment_tool.definitions.schemas.instrument import IdentitySchema, VersionSchema
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.schemas.translation import WordsSchema
from assessment_tool.definitions.translated import translated

FORMAT_NUMBER = 1

_IDENTITY = IdentitySchema()
_VERSION = VersionSchema()
_WORDS = WordsSchema()


class UnknownFormatError(ValueError):
    """A canonical form of a number that this program does not know."""

    def __init__(self, number: object) -> None:
        super().__init__(f"The canonical format {number} is not known; this program reads {FORMAT_NUMBER}.")
        self.number = number


def canonical_form(identity: Loaded, version: Loaded, words: Loaded | None = None) -> str:
    """All that the files say, as JSON: sorted keys, composed letters, nothing equal to its default.

    With `words` it is the form in their language.
    """
    facts = {
        "format": FORMAT_NUMBER,
        "identity": canonical_group(_IDENTITY, identity),
        "version": canonical_group(_VERSION, version),
    }
    return canonical_json(facts if words is None else {**facts, "words": canonical_group(_WORDS, words)})


def canonical_sha256(text: str) -> str:
    """The SHA-256 of a canonical form, by which a version is known wherever it is used."""
    return sha256(text)


def from_canonical(text: str) -> Instrument:
    """The instrument as it was when the canonical form was written, from that text alone.

    Raises `UnknownFormatError` for a format number of a later program.
    """
    facts = json.loads(text, parse_float=Decimal)
    if facts["format"] != FORMAT_NUMBER:
        raise UnknownFormatError(facts["format"])
    identity, version = _IDENTITY.load(facts["identity"]), _VERSION.load(facts["version"])
    if "words" not in facts:
        return build(identity, version)
    source_sha256 = canonical_sha256(canonical_form(identity, version))
    instrument, _ = translated(identity, version, _WORDS.load(facts["words"]), source_sha256)
    return instrument

"""Every text of a version that a person reads, each under a key that names its place.

Which values are such texts is said by the schemas alone: whatever they read as `Text`. So a feature of the
format that is added later has its texts translated like all others, and nothing has to be listed twice.
"""

from collections.abc import Callable, Mapping

from marshmallow import Schema

from assessment_tool.core.identity import normalised
from assessment_tool.core.stored import sha256
from assessment_tool.definitions.schemas.fields import Text
from assessment_tool.definitions.schemas.groups import ByCode, Group, Several
from assessment_tool.definitions.schemas.instrument import IdentitySchema, VersionSchema
from assessment_tool.definitions.schemas.strict import Loaded

Tell = Callable[[str, str], str]
"""What to say instead, by the key of a text and the text itself."""

_IDENTITY = IdentitySchema()
_VERSION = VersionSchema()
_Path = tuple[str, ...]


def texts_of(identity: Loaded, version: Loaded) -> Mapping[str, str]:
    """Every text by its key, in the order of the schemas: `sections/home/items/meals/title`.

    A part of a list is named by its id or code, or where it has none by its number.
    """
    found: dict[str, str] = {}

    def noted(key: str, text: str) -> str:
        found[key] = text
        return text

    retold(identity, version, noted)
    return found


def retold(identity: Loaded, version: Loaded, tell: Tell) -> tuple[Loaded, Loaded]:
    """Both with every text replaced; ids, codes, scores and rules stay as they are."""
    return _group(_IDENTITY, identity, tell, ("identity",)), _group(_VERSION, version, tell, ())


def text_sha256(text: str) -> str:
    """The hash by which a translation names its source: of the words alone, like that of a scale."""
    return sha256(normalised(text))


def _group(schema: Schema, loaded: Loaded, tell: Tell, path: _Path) -> Loaded:
    keys = {name: field.data_key or name for name, field in schema.fields.items()}
    return {
        name: _value(schema.fields[name], value, tell, (*path, keys[name])) for name, value in loaded.items()
    }


def _value(field: object, value: object, tell: Tell, path: _Path) -> object:
    match field, value:
        case Text(), str() if value and type(field) is Text:  # an id or a code is a text of another type
            return tell("/".join(path), value)
        case Several(inner=inner), tuple():
            named = ((_name(one, number), one) for number, one in enumerate(value, 1))
            return tuple(_value(inner, one, tell, (*path, name)) for name, one in named)
        case ByCode(inner=inner), Mapping():
            return {code: _value(inner, one, tell, (*path, code)) for code, one in value.items()}
        case Group(), Mapping():
            return _group(field.schema_for(value), value, tell, path)
        case _:
            return value


def _name(one: object, number: int) -> str:
    named = (one.get("id") or one.get("code")) if isinstance(one, Mapping) else None
    return str(named or number)

"""When two scales are the same scale: a hash over everything that can move its value.

Trend points are joined only on equal hashes. The hash covers, in order, the members with their
normalised wording, anchors, option codes and scores, the method with its parameters, the missing
rule and the direction. Guidance, layout and bands are outside it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from assessment_tool.core.instrument import Instrument, Item, Scale

_HASH_FORMAT = 1


@lru_cache(maxsize=256)
def scale_hashes(instrument: Instrument) -> Mapping[str, str]:
    """The SHA-256 of every scale, by scale id (64 hexadecimal digits)."""
    facts: dict[str, object] = {}
    for scale in instrument.scales:
        facts[scale.id] = _scale_facts(scale, instrument, facts)
    return {scale_id: _digest([_HASH_FORMAT, scale_facts]) for scale_id, scale_facts in facts.items()}


def _scale_facts(scale: Scale, instrument: Instrument, above: Mapping[str, object]) -> object:
    method, missing = scale.method, scale.missing
    return {
        "members": [above.get(member) or _item_facts(instrument.items[member]) for member in scale.of],
        "method": [method.name, str(method.precedence_above), _texts(method.weights), str(method.factor)]
        + [str(method.offset), [_texts(row) for row in method.table], str(method.at_least), method.decimals],
        "missing": [missing.name, missing.at_least, str(missing.value)],
        "direction": scale.direction,
    }


def _item_facts(item: Item) -> object:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": _normalised(item.title),
        "options": [[o.code, _normalised(o.label), str(o.score)] for o in item.options],
        "anchors": {code: _normalised(text) for code, text in item.anchors.items()},
        "bands": [
            [b.id, b.ages.from_months, b.ages.before_months, b.ages.unborn, _normalised(b.title)]
            + [{code: _normalised(text) for code, text in b.anchors.items()}]
            for b in item.age_bands
        ],
        "ages": str(item.ages),
        "show": item.show.text if item.show else None,
        "number": str(item.number),
    }


def _texts(values: tuple[object, ...]) -> list[str]:
    return [str(value) for value in values]


def _normalised(text: str) -> str:
    """The words alone: composed letters, single spaces, no difference of case."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _digest(facts: object) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

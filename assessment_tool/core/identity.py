"""When two scales are the same scale: a hash over everything that can move its value.

Trend points are joined only on equal scale hashes. That hash covers, in order, the members with their
normalised wording, anchors, option codes and scores, the method with its parameters, the missing
rule and the direction. Guidance, layout and bands are outside it: where the cut-offs of the bands lie
has a hash of its own. A scale made of scales covers all that they cover.

The wording is part of the hash, so other words are another scale, whoever says that they mean the same.
A translation is the one exception: each of its texts names the hash of the text it translates, and it is
used only while it is complete and none of those texts changed. Its scales are those of its source.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.instrument import AgeBand, Band, Instrument, Item, Method, NumberLimits, Scale
from assessment_tool.core.visibility import for_age

_HASH_FORMAT = 1


@lru_cache(maxsize=256)
def scale_hashes(instrument: Instrument) -> Mapping[str, str]:
    """The SHA-256 of every scale, by scale id (64 hexadecimal digits)."""
    if instrument.source:
        return scale_hashes(instrument.source)
    facts: dict[str, object] = {}
    for scale in instrument.scales:
        facts[scale.id] = _scale_facts(scale, instrument, facts)
    return {scale_id: _digest([_HASH_FORMAT, scale_facts]) for scale_id, scale_facts in facts.items()}


@lru_cache(maxsize=256)
def band_hashes(instrument: Instrument) -> Mapping[str, str]:
    """The SHA-256 of every scale's cut-offs, by scale id: which bands there are, and where each begins.

    What a band is called is outside it.
    """
    return {
        scale.id: _digest([_HASH_FORMAT, [_cut_off_facts(band) for band in scale.bands]])
        for scale in instrument.scales
    }


@lru_cache(maxsize=1024)
def scale_forms(instrument: Instrument, child: ChildAge | None) -> Mapping[str, str]:
    """By scale id, the scale's hash with the age bands of its items: equal forms were asked alike.

    What a condition hides is part of the instrument at every age, so it does not change the form.
    """
    hashes = scale_hashes(instrument)
    return {
        scale.id: ":".join([hashes[scale.id][:16], *sorted(set(_bands(scale, instrument, child)))])
        for scale in instrument.scales
    }


def wording_hash(item: Item) -> str:
    """The SHA-256 of the words in which the item is asked and answered, without scores and guidance."""
    return _digest([_HASH_FORMAT, _wording_facts(item)])


def normalised(text: str) -> str:
    """The words alone: composed letters, single spaces, no difference of case."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _bands(scale: Scale, instrument: Instrument, child: ChildAge | None) -> Iterator[str]:
    for member in scale.rests_on:
        if member in instrument.scales_by_id:
            yield from _bands(instrument.scales_by_id[member], instrument, child)
        elif as_asked := for_age(instrument.items[member], child):
            yield f"{member}={as_asked.band.id if as_asked.band else ''}"


def _scale_facts(scale: Scale, instrument: Instrument, above: Mapping[str, object]) -> object:
    facts = {
        "members": [above.get(member) or _item_facts(instrument.items[member]) for member in scale.of],
        "method": _method_facts(scale.method),
        "missing": [scale.missing.name, scale.missing.at_least, _figure(scale.missing.value)],
        "direction": scale.direction,
    }
    return facts | _composite_facts(scale, instrument) if scale.method.levels else facts


def _composite_facts(scale: Scale, instrument: Instrument) -> dict[str, object]:
    """What else moves a composite: its rules, the judgement, and the ends beyond which nothing is raised."""
    judgement = instrument.items.get(scale.method.at_least_as)
    return {
        "levels": [[_figure(rule.value), rule.when.text] for rule in scale.method.levels],
        "raised_by": [[_figure(rule.by), rule.when.text] for rule in scale.method.raised_by],
        "at_least_as": _item_facts(judgement) if judgement else None,
        "ends": [_figure(scale.minimum), _figure(scale.maximum)],
    }


def _method_facts(method: Method) -> object:
    return [
        method.name,
        _figure(method.precedence_above),
        [_figure(weight) for weight in method.weights],
        _figure(method.factor),
        _figure(method.offset),
        [[_figure(value) for value in row] for row in method.table],
        _figure(method.at_least),
        method.decimals,
    ]


def _item_facts(item: Item) -> object:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": normalised(item.title),
        "options": [[o.code, normalised(o.label), _figure(o.score)] for o in item.options],
        "anchors": _anchor_facts(item.anchors),
        "bands": [_band_facts(band) for band in item.age_bands],
        "ages": _age_facts(item.ages) if item.ages else None,
        "show": item.show.text if item.show else None,
        "number": _limit_facts(item.number),
    }


def _wording_facts(item: Item) -> object:
    return {
        "title": normalised(item.title),
        "options": [[option.code, normalised(option.label)] for option in item.options],
        "anchors": _anchor_facts(item.anchors),
        "bands": [_band_facts(band) for band in item.age_bands],
        "unit": normalised(item.number.unit),
        "columns": [[column.id, column.kind, _wording_facts(column)] for column in item.columns],
    }


def _cut_off_facts(band: Band) -> object:
    return [band.id, {sex: _figure(bound) for sex, bound in band.lower.items()}]


def _band_facts(band: AgeBand) -> object:
    return [band.id, _age_facts(band.ages), normalised(band.title), _anchor_facts(band.anchors)]


def _anchor_facts(anchors: Mapping[str, str]) -> object:
    return {code: normalised(text) for code, text in anchors.items()}


def _age_facts(ages: AgeRange) -> object:
    return [ages.from_months, ages.before_months, ages.unborn]


def _limit_facts(limits: NumberLimits) -> object:
    return [limits.unit, _figure(limits.minimum), _figure(limits.maximum), limits.whole]


def _figure(value: Decimal | None) -> str | None:
    """A number however it was written: 3 and 3.0 are the same score."""
    return None if value is None else f"{value.normalize():f}"


def _digest(facts: object) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

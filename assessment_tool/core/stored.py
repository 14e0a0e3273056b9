"""The stored forms of responses and results: canonical JSON text, and back without loss.

The compatibility law: what was once written here is evidence, so every form ever written stays
readable. A change adds keys with a default on reading; it never renames or re-uses one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.instrument import Absence, Urgency
from assessment_tool.core.responses import NO_RESPONSE, Confidence, Response, Responses, Value
from assessment_tool.core.rows import Cell, Rows
from assessment_tool.core.scoring.methods import Outcome
from assessment_tool.core.scoring.result import (
    BandReached,
    Contradiction,
    Contribution,
    Explanation,
    RaisedFlag,
    Result,
    ScaleResult,
    ScoredScale,
    plain,
)
from assessment_tool.core.visibility import Circumstances

_OF_THE_SCALE = ("id", "title", "level", "missing_rule", "scale_hash", "form")


def canonical(facts: object) -> str:
    """The one JSON text of plain facts: sorted keys, no spaces, letters as they are."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def value_to_json(value: Value | None) -> str | None:
    """A response's value as JSON text; a number keeps its exact decimal figures."""
    return None if value is None else canonical(_value_facts(value))


def value_from_json(text: str | None) -> Value | None:
    """The value that `value_to_json` wrote."""
    return None if text is None else _value(json.loads(text))


def answers_to_json(circumstances: Circumstances, responses: Responses) -> str:
    """All that scoring needs, as it was at signing: the circumstances and what was said, by item id.

    A later correction of a birth date cannot change what was signed.
    """
    said = {item_id: _response_facts(one) for item_id, one in responses.items() if one != NO_RESPONSE}
    child = circumstances.child
    return canonical(
        {
            "observed_on": circumstances.observed_on.isoformat(),
            "child": None if child is None else {"age_months": child.months},
            "respondent_sex": circumstances.respondent_sex,
            "responses": said,
        }
    )


class StoredResponses(Mapping[str, Response]):
    """What was said, by item id; each response is read from what was stored when it is asked for."""

    def __init__(self, facts: Mapping[str, Mapping[str, Any]]) -> None:
        self._facts = facts

    def __getitem__(self, item_id: str) -> Response:
        return _response(self._facts[item_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    @property
    def evidenced(self) -> frozenset[str]:
        """The items with evidence beside their answer."""
        return frozenset(item_id for item_id, one in self._facts.items() if one.get("evidence"))


def answers_from_json(text: str) -> tuple[Circumstances, StoredResponses]:
    """The circumstances and responses that `answers_to_json` wrote."""
    facts = json.loads(text)
    child = facts["child"]
    circumstances = Circumstances(
        observed_on=date.fromisoformat(facts["observed_on"]),
        child=None if child is None else ChildAge(child["age_months"]),
        respondent_sex=facts["respondent_sex"],
    )
    return circumstances, StoredResponses(facts["responses"])


def result_to_json(result: Result) -> str:
    """A result with every explanation, as canonical JSON; points and values are strings."""
    return canonical(
        {
            "instrument": result.instrument_id,
            "version": result.version,
            "engine": result.engine,
            "scales": [_scale_facts(scale) for scale in result.scales],
            "flags": [
                {"id": flag.id, "item": flag.item_id, "message": flag.message, "urgency": flag.urgency}
                for flag in result.flags
            ],
            "missing": list(result.missing),
            **_contradiction_facts(result),
        }
    )


def result_from_json(text: str) -> Result:
    """The result that `result_to_json` wrote."""
    facts = json.loads(text)
    return Result(
        instrument_id=facts["instrument"],
        version=facts["version"],
        scales=tuple(_scale(scale) for scale in facts["scales"]),
        flags=tuple(
            RaisedFlag(flag["id"], flag["item"], flag["message"], Urgency(flag["urgency"]))
            for flag in facts["flags"]
        ),
        missing=tuple(facts["missing"]),
        engine=facts["engine"],
        contradictions=tuple(
            Contradiction(one["id"], tuple(one["items"]), one["message"], CheckSeverity(one["severity"]))
            for one in facts.get("contradictions", ())
        ),
    )


def _contradiction_facts(result: Result) -> Mapping[str, object]:
    """Written only where there are some: so what was stored before they were known stays as it is."""
    facts = [
        {"id": one.id, "items": list(one.items), "message": one.message, "severity": one.severity}
        for one in result.contradictions
    ]
    return {"contradictions": facts} if facts else {}


def _value_facts(value: Value) -> object:
    if isinstance(value, Rows):
        return {"rows": [{name: _value_facts(cell) for name, cell in row.items()} for row in value.rows]}
    return {"number": str(value)} if isinstance(value, Decimal) else value


def _value(facts: object) -> Value:
    if isinstance(facts, dict) and "rows" in facts:
        return Rows(tuple({name: _cell(cell) for name, cell in row.items()} for row in facts["rows"]))
    if isinstance(facts, dict):
        return Decimal(facts["number"])
    return tuple(facts) if isinstance(facts, list) else str(facts)


def _cell(facts: object) -> Cell:
    return Decimal(facts["number"]) if isinstance(facts, dict) else str(facts)


def _response_facts(response: Response) -> Mapping[str, object]:
    facts: dict[str, object] = {}
    if response.value is not None:
        facts["value"] = _value_facts(response.value)
    if response.absence is not None:
        facts["absent"] = response.absence
    if response.evidence:
        facts["evidence"] = response.evidence
    if response.source:
        facts["source"] = response.source
    if response.confidence is not None:
        facts["confidence"] = response.confidence
    return facts


def _response(facts: Mapping[str, Any]) -> Response:
    return Response(
        value=_value(facts["value"]) if "value" in facts else None,
        absence=Absence(facts["absent"]) if "absent" in facts else None,
        evidence=facts.get("evidence", ""),
        source=facts.get("source", ""),
        confidence=Confidence(facts["confidence"]) if "confidence" in facts else None,
    )


def _scale_facts(scale: ScaleResult) -> Mapping[str, object]:
    return {
        "id": scale.id,
        "title": scale.title,
        "level": scale.level,
        "value": plain(scale.value),
        "answered": scale.answered,
        "of": scale.of,
        "band": scale.band,
        "band_label": scale.band_label,
        "decided_by": scale.decided_by,
        "because": scale.because,
        "missing_rule": scale.missing_rule,
        "contributions": [[one.member_id, one.title, plain(one.points)] for one in scale.contributions],
        "scale_hash": scale.scale_hash,
        "form": scale.form,
    }


def _scale(facts: Mapping[str, Any]) -> ScaleResult:
    return ScaleResult(
        scale=ScoredScale(**{name: facts[name] for name in _OF_THE_SCALE}),
        outcome=Outcome(_decimal(facts["value"]), facts["decided_by"]),
        answered=facts["answered"],
        of=facts["of"],
        reached=BandReached(facts["band"], facts["band_label"]),
        explain=partial(_explanation, facts),
    )


def _explanation(facts: Mapping[str, Any]) -> Explanation:
    contributions = tuple(
        Contribution(member_id, title, _decimal(points))
        for member_id, title, points in facts["contributions"]
    )
    return Explanation(facts["because"], contributions)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

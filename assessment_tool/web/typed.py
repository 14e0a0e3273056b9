"""What a person typed and chose in a form, read back in words: so that no page that stops it loses it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from werkzeug.datastructures import MultiDict

from assessment_tool.core.instrument import Item
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.documents.answer_words import ABSENCES, CONFIDENCES, RATER_ROLES
from assessment_tool.web.assessments.item_field import ABSENT
from assessment_tool.web.assessments.summary_form import NAMES
from assessment_tool.web.assessments.wording import label_of
from assessment_tool.web.filters import words
from assessment_tool.web.parts import parts

PASSWORDS = frozenset({"current_password", "new_password"})
"""Fields of the form in which a password is changed: no page shows or carries what they hold."""
_NOT_SAID: frozenset[str] = frozenset(
    {
        *("csrf_token", "submission", "lock_version", "shown", "then", "clear", "content", "content_sha256"),
        *("is_day_confirmed", "has_read"),
        *("which", "others"),
        *("carer_id", "child_id", "child", "instrument", "entered"),
        *("handed_back", "username", "password", "code", *PASSWORDS),
        "sealed",
    }
)
"""Fields with nothing to read: the page's own, numbers in the place of names, ticks, and how one signs in."""
_NOT_SAID_OF_AN_ITEM = ("-version", "-band", "-confirmed")
_DATE_PARTS = ("-day", "-month", "-year")
_ITEM_PARTS = {
    "answer": "answer",
    "value": "answer",
    "evidence": "evidence",
    "source": "source",
    "confidence": "confidence",
}
_LABELS = {
    **NAMES,
    "reason": "Your reason",
    "kind": "What it was",
    "happened_on": "When it happened",
    "title": "What happened",
    "detail": "Detail",
    "source": "Who says so",
    "instrument_id": "What is assessed with",
    "rater_role": "Who completes it",
    "original_assessor": "Who completed the paper form",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """One field that was filled in: its label where it is known, and what was said in it."""

    label: str
    text: str


def typed_in(form: MultiDict[str, str]) -> list[Typed]:
    """Everything that the form says to a reader, in its order; nothing of it is checked or stored."""
    items = _items_of(form)
    said = ((_without_date_part(name), text) for name, text in form.items(multi=True) if _is_said(name, text))
    return [
        Typed(_label(name, items), _together(name, [_in_words(name, text, items) for _, text in texts]))
        for name, texts in groupby(said, key=lambda pair: pair[0])
    ]


def _is_said(name: str, text: str) -> bool:
    return bool(text.strip()) and name not in _NOT_SAID and not name.endswith(_NOT_SAID_OF_AN_ITEM)


def _items_of(form: MultiDict[str, str]) -> Mapping[str, Item]:
    """The items of the instrument that has all those which the form carries."""
    carried = {name.removesuffix("-version") for name in form if name.endswith("-version")}
    return next((items for items in _known_items() if carried and carried <= items.keys()), {})


def _known_items() -> Iterator[Mapping[str, Item]]:
    """The items of every version of every instrument, the newest versions first."""
    catalogue = parts().catalogue
    for instrument_id in catalogue.ids():
        for version in reversed(catalogue.versions(instrument_id)):
            with suppress(DefinitionError):  # a draft that cannot be used lends no words
                yield catalogue.find(instrument_id, version).instrument.items


def _without_date_part(name: str) -> str:
    return next((name.removesuffix(part) for part in _DATE_PARTS if name.endswith(part)), name)


def _label(name: str, items: Mapping[str, Item]) -> str:
    item_id, _, part = name.rpartition("-")
    if item_id in items:
        return f"{items[item_id].title}: {_ITEM_PARTS.get(part, part)}"
    return _LABELS.get(name) or words(name)


def _in_words(name: str, text: str, items: Mapping[str, Item]) -> str:
    """What was chosen as one reads it, what was typed as it stands."""
    item_id, _, part = name.rpartition("-")
    if item_id in items and part == "answer":
        return _answer(items[item_id], text)
    if name == "kind":
        return words(text)
    known = {**CONFIDENCES} if part == "confidence" else {**RATER_ROLES} if name == "rater_role" else {}
    return {str(code): word for code, word in known.items()}.get(text, text)


def _answer(item: Item, code: str) -> str:
    absences = {ABSENT + absence: word for absence, (word, _) in ABSENCES.items()}
    return absences.get(code) or label_of(item, code)


def _together(name: str, texts: list[str]) -> str:
    return ("; " if name.endswith("-answer") else " ").join(texts)

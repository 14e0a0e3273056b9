"""The record of who did and saw what: a chain in which each entry seals all those before it.

An entry's seal is an HMAC-SHA-256 over the seal before it and the entry's canonical bytes, so that nothing
can be changed, left out, put in or moved without a key. Whoever has a key could still write the whole chain
anew, or cut off its end: that is found by anchors, which are seals that were kept elsewhere.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from assessment_tool.core.audit_anchor import Anchor

BEFORE_THE_FIRST = "0" * 64
"""What the first entry seals in place of a seal before it."""
_KEY_ID_LENGTH = 12
_LINES = 10
_INSTANT_LENGTH = len("2026-03-04 12:00:00.000000")


class Outcome(StrEnum):
    """What became of what somebody wanted to do or see."""

    DONE = "done"
    REFUSED = "refused"
    NOT_THERE = "not_there"
    """There is no such thing, or it is not theirs to see: they were told the same."""
    NOT_TAKEN = "not_taken"
    """A form that had to be mended first, or came too late; nothing was changed."""
    FAILED = "failed"


class Entry(NamedTuple):
    """Who wanted to do or see what, when, and what became of it: ids alone, never a name or a text."""

    number: int
    at: str
    """The instant in UTC, as `instant` writes it."""
    action: str
    outcome: str
    actor_id: int | None
    session_key: str
    family_id: int | None
    record: str
    subject: str
    """A keyed hash of what was typed, where that is all there is: the name of a sign-in that failed."""
    key_id: str

    @property
    def canonical(self) -> bytes:
        """The entry's bytes: its fields in order, one on each line; nothing for None.

        Raises `UnreadableError` where a field would be taken for two: none of ours holds a line's end.
        """
        number, at, action, outcome, actor, session_key, family, record, subject, key_id = self
        who, whose = "" if actor is None else actor, "" if family is None else family
        text = (
            f"{number}\n{at}\n{action}\n{outcome}\n{who}\n{session_key}\n"
            f"{whose}\n{record}\n{subject}\n{key_id}"
        )
        if text.count("\n") != _LINES - 1:
            raise UnreadableError
        return text.encode()


class Sealed(NamedTuple):
    """An entry as it is kept."""

    entry: Entry
    seal: str


class UnreadableError(ValueError):
    """An entry that this service cannot have written."""


class UnknownKeyError(LookupError):
    """An entry names a key that was not given."""


class Keyring:
    """The keys by which entries are sealed: the last one seals, the older ones still verify."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys: Mapping[str, bytes] = {_key_id(key): key.encode() for key in keys}
        self.sealing_id = _key_id(keys[-1])

    def seal(self, before: str, entry: Entry) -> str:
        """The entry's seal after another one; raises `UnknownKeyError` for a key that is not here."""
        key = self._keys.get(entry.key_id)
        if key is None:
            raise UnknownKeyError(entry.key_id)
        return hmac.digest(key, before.encode() + entry.canonical, "sha256").hex()

    def hidden(self, text: str) -> str:
        """What stands for a text of which only equality may be seen."""
        return hmac.digest(self._keys[self.sealing_id], b"text:" + text.encode(), "sha256").hex()[:32]


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first entry that does not fit, and why, in plain words."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the whole chain found."""

    checked: int
    head: str
    """The seal of the last entry that fits."""
    misfit: Misfit | None

    @property
    def is_whole(self) -> bool:
        """Whether everything fits, and there was anything at all to look at."""
        return self.checked > 0 and self.misfit is None


def instant(at: datetime) -> str:
    """An instant, which is given in UTC, to the microsecond: by its text alone it is sealed."""
    return at.isoformat(" ", "microseconds")[:_INSTANT_LENGTH]


def walk(chain: Iterable[Sealed], keys: Keyring, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Follow the chain from its first entry to the first that does not fit, or to its end.

    Entries come in the order of their numbers. Anchors beyond the end are what nobody could see without
    them: entries that were there once.
    """
    anchored: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        anchored.setdefault(anchor.number, []).append(anchor)
    checked, head = 0, BEFORE_THE_FIRST
    for one in chain:
        why = _misfit(one, checked + 1, head, keys)
        if anchored and not why:
            why = _denied(one.seal, anchored.pop(checked + 1, ()))
        if why:
            return Verdict(checked, head, Misfit(checked + 1, why))
        checked, head = checked + 1, one.seal
    return Verdict(checked, head, _cut_off(checked, anchored))


def _misfit(one: Sealed, number: int, before: str, keys: Keyring) -> str:
    entry = one.entry
    if entry.number != number:
        return f"it is missing: the next entry that is there is number {entry.number}"
    try:
        is_sealed = keys.seal(before, entry) == one.seal
    except UnknownKeyError:
        return f"it is sealed with the key {entry.key_id}, which was not given"
    except UnreadableError:
        return "it cannot be read"
    if is_sealed:
        return ""
    return "it was changed, put in or moved since it was written, or the one before it was"


def _denied(seal: str, anchors: Iterable[Anchor]) -> str:
    wrong = next((anchor for anchor in anchors if not seal.startswith(anchor.seal)), None)
    return f"it is not the entry that {wrong.kept_in} knows: the chain was written anew" if wrong else ""


def _cut_off(checked: int, left: Mapping[int, Sequence[Anchor]]) -> Misfit | None:
    if not left:
        return None
    last = max(left)
    known = f"{left[last][0].kept_in} knows entry {last}, and the last one here is {checked}"
    return Misfit(checked + 1, f"the end was cut off: {known}")


def _key_id(key: str) -> str:
    """By what an entry names its key: of the key alone, so that nobody has to number keys."""
    return hashlib.sha256(b"audit key:" + key.encode()).hexdigest()[:_KEY_ID_LENGTH]

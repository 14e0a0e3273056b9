"""A fault of one value, and the faults of a whole file at their places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marshmallow import ValidationError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value and how to mend it; `rule` names the kind of fault."""

    rule: str
    message: str
    mend: str


def refused(rule: str, message: str, mend: str) -> ValidationError:
    """The error that carries one fault of the value at hand."""
    return ValidationError([Fault(rule, message, mend)])


def refused_at(key: str, rule: str, message: str, mend: str) -> ValidationError:
    """The error that carries one fault of the value under a key."""
    return ValidationError({key: [Fault(rule, message, mend)]})


def faults_in(messages: object, path: Path = ()) -> Iterator[tuple[Path, Fault]]:
    """Every fault of marshmallow's nested messages with the path to its value."""
    if isinstance(messages, Fault):
        yield path, messages
    elif isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from faults_in(inner, path if key == "_schema" else (*path, key))
    elif isinstance(messages, list):
        for inner in messages:
            yield from faults_in(inner, path)

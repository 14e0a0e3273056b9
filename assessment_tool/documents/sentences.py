"""Small parts of sentences."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Words in a row as a sentence has them: a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def counted(count: int, one: str, several: str = "") -> str:
    """A count with its noun: 1 item, 2 items; `several` where it is not just an s that is added."""
    return f"{count} {one if count == 1 else several or one + 's'}"

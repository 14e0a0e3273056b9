"""JSON as its standard has it: no duplicate keys, no NaN, exact numbers, and a limit to depth and size."""

import json
import re
from decimal import Decimal
from typing import NoReturn

MAXIMUM_BYTES = 2 * 1024 * 1024
MAXIMUM_DEPTH = 32
MAXIMUM_DIGITS = 30

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


class NotStrictJsonError(ValueError):
    """Content that is not JSON, or is JSON that two readers could understand differently."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def parse_json(content: bytes) -> object:
    """The plain data, numbers with a point as `Decimal`; raises `NotStrictJsonError` with every fault."""
    text = _text(content)
    _refuse_depth(text)
    repeated: list[str] = []
    try:
        data: object = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, repeated),
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        fault = f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        raise NotStrictJsonError([fault]) from error
    if repeated:
        raise NotStrictJsonError(repeated)
    return data


def _text(content: bytes) -> str:
    if len(content) > MAXIMUM_BYTES:
        raise NotStrictJsonError([f"The file is larger than {MAXIMUM_BYTES // 1024} KiB."])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotStrictJsonError([f"The file is not in UTF-8, from byte {error.start + 1} on."]) from error


def _refuse_depth(text: str) -> None:
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", _STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAXIMUM_DEPTH:
            raise NotStrictJsonError([f"The values are nested more than {MAXIMUM_DEPTH} deep."])


def _object(pairs: list[tuple[str, object]], repeated: list[str]) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, value in pairs:
        if key in data:
            repeated.append(f"The key “{key}” stands twice in the same object.")
        data[key] = value
    return data


def _whole(digits: str) -> int:
    if len(digits) > MAXIMUM_DIGITS:
        raise NotStrictJsonError([f"A number has more than {MAXIMUM_DIGITS} digits: {digits[:12]}…"])
    return int(digits)


def _constant(name: str) -> NoReturn:
    raise NotStrictJsonError([f"{name} is not a number of JSON."])

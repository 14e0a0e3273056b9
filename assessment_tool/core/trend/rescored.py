"""Answers given to one version of an instrument, scored by a later one."""

from collections.abc import Iterator
from dataclasses import replace

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import (
    NO_RESPONSE,
    Response,
    Responses,
    ValueNotPermittedError,
    permitted_value,
)
from assessment_tool.core.scoring import Result, score
from assessment_tool.core.visibility import Circumstances


def scored_again(later: Instrument, circumstances: Circumstances, given: Responses) -> Result:
    """The result by the later version; an answer that it does not take is blank, by its own missing rule."""
    return score(later, circumstances, dict(_taken(later, given)))


def _taken(later: Instrument, given: Responses) -> Iterator[tuple[str, Response]]:
    for item_id, response in given.items():
        if item_id in later.items:
            yield item_id, _as_taken(later, item_id, response)


def _as_taken(later: Instrument, item_id: str, response: Response) -> Response:
    if response.value is None:
        return response
    try:
        return replace(response, value=permitted_value(later.items[item_id], response.value))
    except ValueNotPermittedError:
        return NO_RESPONSE

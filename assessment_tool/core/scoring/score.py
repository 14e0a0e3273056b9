"""Scoring one assessment: the asked items, every scale with its explanation, flags, and what is missing."""

from collections.abc import Iterator

from assessment_tool.core.gate import GateStanding, gate_standing
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import Responses
from assessment_tool.core.scoring.known import Known
from assessment_tool.core.scoring.result import Contradiction, RaisedFlag, Result
from assessment_tool.core.scoring.scales import score_scales
from assessment_tool.core.visibility import Circumstances, missing_items

ENGINE = "1"
"""Grows whenever the same answers could score differently; stored with every result."""


def score(instrument: Instrument, circumstances: Circumstances, responses: Responses) -> Result:
    """Score the responses: each scale's value, how it was reached, the flags, and what is missing.

    The order of the answers has no influence; answers to items that are not asked are ignored. Raises
    `ValueNotPermittedError` where an answer is none that its item takes. Promised for drafts, at
    signing and for whole archives alike: there is one scoring function. Answers to a translated form are
    scored by the instrument as it was written: the same answers give the same result in every language.
    """
    instrument = instrument.as_written
    known = Known(instrument, circumstances, responses)
    scales = score_scales(known)
    return Result(
        instrument.id,
        instrument.version,
        tuple(scales.values()),
        tuple(_raised(known)) if instrument.flagged else (),
        tuple(_missing(known, responses)) if known.reading.silent else (),
        ENGINE,
        tuple(_contradictions(known)) if instrument.checks else (),
    )


def _missing(known: Known, responses: Responses) -> Iterator[str]:
    """What must still be answered; nothing more where a gate is shut: why nobody was asked is known then."""
    if gate_standing(known.instrument, responses) is not GateStanding.SHUT:
        yield from missing_items(known.reading)


def _raised(known: Known) -> Iterator[RaisedFlag]:
    for item in known.instrument.flagged:
        if item.id in known.asked:
            for flag in item.flags:
                if known.truth(flag.when) is True:
                    yield RaisedFlag(flag.id, item.id, flag.message, flag.urgency)


def _contradictions(known: Known) -> Iterator[Contradiction]:
    for check in known.instrument.checks:
        if known.truth(check.when) is True:
            yield Contradiction(check.id, check.items, check.message, check.severity)

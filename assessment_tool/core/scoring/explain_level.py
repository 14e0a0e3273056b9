"""How a level was reached: every reason, what was judged, and what is still open."""

from collections.abc import Iterator

from assessment_tool.core.instrument import Direction, Method, Scale
from assessment_tool.core.scoring.composite import Reasons, end_of
from assessment_tool.core.scoring.methods import Outcome
from assessment_tool.core.scoring.result import plain


def level_sentences(scale: Scale, outcome: Outcome, reasons: Reasons, too_few: str = "") -> str:
    """All that speaks for the level, in sentences; `too_few` says that no rule counts, and why."""
    worse = "lower" if scale.direction is Direction.HIGH_IS_GOOD else "higher"
    counts = bool(reasons.levels) and not too_few
    said = [] if outcome.value is None else [f"The level is {plain(outcome.value)}."]
    said += [] if counts else [too_few or "The answers come to no level."]
    said += [rule if counts else f"Not counted: {rule}" for rule in _rules_that_hold(reasons, worse)]
    said += _at_the_end(scale, reasons, outcome, worse)
    return " ".join([*said, *_judged(reasons, outcome), *_still_open(reasons, outcome, worse)])


def level_method_sentence(method: Method) -> str:
    """How a level is reached, whatever the answers."""
    said = ["The worst level that the answers come to counts."]
    said += [f"Level {plain(rule.value)}: {_ended(rule.because)}" for rule in method.levels]
    said += [f"Worse by {plain(rule.by)}: {_ended(rule.because)}" for rule in method.raised_by]
    if method.at_least_as:
        said.append("A professional’s judgement can make the level worse and never better.")
    return " ".join([*said, "Nothing that is good is subtracted."])


def _rules_that_hold(reasons: Reasons, worse: str) -> Iterator[str]:
    for level in reasons.levels:
        yield f"Level {plain(level.value)}: {_ended(level.because)}"
    for rule in reasons.raised_by:
        yield f"Makes it {plain(rule.by)} {worse}: {_ended(rule.because)}"


def _at_the_end(scale: Scale, reasons: Reasons, outcome: Outcome, worse: str) -> Iterator[str]:
    if reasons.raised_by and outcome.value is not None and outcome.value == end_of(scale):
        yield f"No level is {worse}."


def _judged(reasons: Reasons, outcome: Outcome) -> Iterator[str]:
    if reasons.judgement is not None:
        does = "decides" if outcome.decided_by == "judgement" else "makes nothing better"
        yield f"The professional judgement is {plain(reasons.judgement)} and {does}."


def _still_open(reasons: Reasons, outcome: Outcome, worse: str) -> Iterator[str]:
    if not reasons.could_be_worse:
        return
    *first, last = (f"“{title}”" for title in reasons.could_be_worse)
    listed = f"{', '.join(first)} and {last}" if first else last
    verb = "is" if len(reasons.could_be_worse) == 1 else "are"
    could = "There could be a level" if outcome.value is None else f"It could be {worse}"
    yield f"{could}: {listed} {verb} not answered."


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."

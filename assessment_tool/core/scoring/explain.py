"""How a score was reached, in a sentence that a parent and a court can follow."""

from collections.abc import Sequence
from decimal import Decimal

from assessment_tool.core.instrument import Method, MethodName, MissingRule, MissingRuleName, Scale
from assessment_tool.core.scoring.explain_level import level_method_sentence
from assessment_tool.core.scoring.methods import Outcome
from assessment_tool.core.scoring.result import Contribution, plain


def sentence(scale: Scale, outcome: Outcome, members: Sequence[Contribution]) -> str:
    """The step that decided the value, with the members and points it rests on."""
    scored = [member for member in members if member.points is not None]
    value = plain(outcome.value)
    if outcome.decided_by in _METHOD_WORDS:
        return f"{_METHOD_WORDS[outcome.decided_by]} of {_listed(scored)} is {value}."
    return _STEP_WORDS[outcome.decided_by].format(
        value=value,
        listed=_listed(scored),
        scored=len(scored),
        members=len(members),
        only=scored[0].title if scored else "",
        places=" and ".join(f"“{one.title}”" for one in scored if one.points == outcome.value),
        above=plain(scale.method.precedence_above),
        mean=plain(_mean(scored)),
        rule=missing_sentence(scale.missing),
    )


def missing_sentence(rule: MissingRule) -> str:
    """What the scale does with blanks, and why."""
    because = f" Reason: {rule.because}" if rule.because else ""
    match rule.name:
        case MissingRuleName.ALL_REQUIRED:
            return "every item must be answered."
        case MissingRuleName.MIN_ANSWERED:
            return f"blank items are left out; at least {rule.at_least} must be answered.{because}"
        case MissingRuleName.PRORATE:
            return f"with at least {rule.at_least} answered the value is scaled up.{because}"
        case MissingRuleName.FIXED:
            return f"a blank item counts as {plain(rule.value)}.{because}"


_STEP_WORDS = {
    "none": "Nothing here was scored, so there is no value.",
    "too_few_answered": "Only {scored} of {members} were answered; {rule}",
    "precedence": "Grade {value} in {places} takes precedence: the worst grade above {above} decides.",
    "single": "Only “{only}” was scored: grade {value}.",
    "mode": "{value} is the most frequent of {listed}.",
    "worst_mode": "Several values are equally frequent in {listed}; the worst of them, {value}, counts.",
    "rounded_mean": (
        "No grade is the most frequent of {listed}; their mean {mean} is rounded to {value}, "
        "halves to the worse grade."
    ),
    "prorated": "{scored} of {members} were answered ({listed}); scaled up to {value}.",
}

_METHOD_WORDS = {
    "sum": "The sum",
    "mean": "The mean",
    "median": "The median",
    "worst": "The worst",
    "best": "The best",
    "count": "The count",
    "weighted_sum": "The weighted sum",
    "linear": "The scaled sum",
    "lookup": "The table value",
}


def _listed(scored: list[Contribution]) -> str:
    return ", ".join(str(plain(member.points)) for member in scored)


def _mean(scored: list[Contribution]) -> Decimal | None:
    points = [member.points for member in scored if member.points is not None]
    return (sum(points, Decimal(0)) / len(points)).quantize(Decimal("0.01")) if points else None


def method_sentence(method: Method) -> str:
    """How a scale is reached, whatever the answers: for the page that explains the scores."""
    above = plain(method.precedence_above)
    if method.name is MethodName.GRADED_CARE:
        return (
            f"If any grade is above {above}, the worst grade counts. Otherwise the most frequent grade "
            "counts; if no grade is the most frequent, the mean counts, rounded, halves to the worse grade."
        )
    if method.name is MethodName.COMPOSITE:
        return level_method_sentence(method)
    if method.name is MethodName.MODE:
        return "The most frequent of the answers; of several equally frequent ones the worst."
    return f"{_METHOD_WORDS[method.name.value]} of the answers."

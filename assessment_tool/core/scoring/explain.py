"""How a score was reached, in a sentence that a parent and a court can follow."""

from decimal import Decimal

from assessment_tool.core.instrument import MissingRule, MissingRuleName, Scale
from assessment_tool.core.scoring.methods import Outcome
from assessment_tool.core.scoring.result import Contribution, plain


def sentence(scale: Scale, outcome: Outcome, members: list[Contribution]) -> str:
    """The step that decided the value, with the members and points it rests on."""
    scored = [member for member in members if member.points is not None]
    listed = ", ".join(_figures(scored))
    value = plain(outcome.value)
    match outcome.decided_by:
        case "none":
            return "Nothing here was scored, so there is no value."
        case "too_few_answered":
            return f"Only {len(scored)} of {len(members)} were answered; {missing_sentence(scale.missing)}"
        case "precedence":
            places = " and ".join(f"“{m.title}”" for m in scored if m.points == outcome.value)
            above = plain(scale.method.precedence_above)
            return f"Grade {value} in {places} takes precedence: the worst grade above {above} decides."
        case "single":
            return f"Only “{scored[0].title}” was scored: grade {value}."
        case "mode":
            return f"{value} is the most frequent of {listed}."
        case "worst_mode":
            return f"Several values are equally frequent in {listed}; the worst of them, {value}, counts."
        case "rounded_mean":
            mean = plain(_mean(scored))
            return (
                f"No grade is the most frequent of {listed}; their mean {mean} is rounded to {value}, "
                "halves to the worse grade."
            )
        case "prorated":
            return f"{len(scored)} of {len(members)} were answered ({listed}); scaled up to {value}."
        case _:
            return f"{_METHOD_WORDS[outcome.decided_by]} of {listed} is {value}."


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


_METHOD_WORDS = {
    "sum": "The sum",
    "mean": "The mean",
    "median": "The median",
    "mode": "The most frequent",
    "worst": "The worst",
    "best": "The best",
    "count": "The count",
    "weighted_sum": "The weighted sum",
    "linear": "The scaled sum",
    "lookup": "The table value",
}


def _figures(scored: list[Contribution]) -> list[str]:
    return [str(plain(member.points)) for member in scored]


def _mean(scored: list[Contribution]) -> Decimal:
    total = sum((member.points for member in scored if member.points is not None), Decimal(0))
    return (total / len(scored)).quantize(Decimal("0.01"))

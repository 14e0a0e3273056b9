"""What every assessment is summed up by, beside the analysis that its instrument asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryQuestion:
    """One text of the summary; `rows` is how much room it is given."""

    name: str
    label: str
    hint: str
    rows: int


def summary_questions(analysis_prompt: str) -> tuple[SummaryQuestion, ...]:
    """The four texts, in their order."""
    return (
        SummaryQuestion("analysis", "Analysis", analysis_prompt, 10),
        SummaryQuestion(
            "carer_view",
            "The carer’s view",
            "What the carer says about this assessment, as far as it may be shared with you here, "
            "in their words.",
            5,
        ),
        SummaryQuestion(
            "child_view", "The child’s view", "What the child says and shows, by age: whose words, when.", 5
        ),
        SummaryQuestion(
            "disagreement",
            "Disagreement",
            "Who sees it differently, in what, and what was done about it. Leave empty where nobody does.",
            4,
        ),
    )

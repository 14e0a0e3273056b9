"""What each step in the life of a version is called, and what it will do, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment_tool.core.version_step import Outcome, VersionStep


@dataclass(frozen=True, slots=True)
class StepWords:
    """The words of one step: its name, what follows from it, and what the reason is for."""

    name: str
    consequences: tuple[str, ...]
    hint: str


WORDS: Mapping[VersionStep, StepWords] = {
    VersionStep.PUBLISH: StepWords(
        "Publish",
        (
            "It comes into use on the day of the approval: whoever starts an assessment is offered it.",
            "Its file never changes again; a mended one is a new version.",
        ),
        "Who asked for this version, and who has read it through?",
    ),
    VersionStep.SUPERSEDE: StepWords(
        "Supersede",
        (
            "No new assessment is begun in it. Make sure that a newer version is in use.",
            "Drafts begun in it can be signed until the last day that is set here, that day included.",
            "Signed assessments stay as they are, and count.",
        ),
        "For example: version 2.0.0 asks about food more clearly.",
    ),
    VersionStep.RETIRE: StepWords(
        "Retire",
        (
            "No new assessment is begun in it, and drafts begun in it can no longer be signed.",
            "Signed assessments stay as they are, and count. They can still be read and printed.",
        ),
        "Whoever has a draft open in it reads this.",
    ),
    VersionStep.WITHDRAW: StepWords(
        "Withdraw",
        (
            "Every score made with it is shown under a warning, with the reason, on pages and in reports.",
            "Nothing new is begun or signed in it. What is signed can still be read and printed.",
            "A withdrawal cannot be undone.",
        ),
        "Name the fault and what it does to the scores. Everybody who reads such a score reads this.",
    ),
}

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.APPROVED: "Approved",
    Outcome.REFUSED: "Refused",
    Outcome.TAKEN_BACK: "Taken back",
    Outcome.VOID: "Void",
}

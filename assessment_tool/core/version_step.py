"""The steps in the life of an instrument's version that two people take together, and how a proposal ends."""

from enum import StrEnum


class VersionStep(StrEnum):
    """What can be proposed for a version."""

    PUBLISH = "publish"
    SUPERSEDE = "supersede"
    RETIRE = "retire"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    """How a proposal ended."""

    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    VOID = "void"
    """The file was changed after it was proposed, and somebody proposed the step anew."""

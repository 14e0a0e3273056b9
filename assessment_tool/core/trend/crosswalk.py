"""How scores of one major version of an instrument compare with those of the next, scale by scale."""

from enum import StrEnum


class LinkKind(StrEnum):
    """What is claimed of a scale whose wording or scoring changed between two major versions."""

    SAME = "same"
    """The change moves no score: values stand beside each other as they are."""
    RESCORE = "rescore"
    """The earlier answers can be scored by the later version."""
    LINEAR = "linear"
    """The later value is the earlier one times a factor, plus an offset."""
    TABLE = "table"
    """A table gives the later value for each earlier one."""
    NOT_COMPARABLE = "not_comparable"
    """Nothing is to be concluded from the two together."""

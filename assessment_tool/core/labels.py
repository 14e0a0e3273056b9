"""Whose data an answer is, how closely it is held, and who may never see it."""

from enum import StrEnum


class Subject(StrEnum):
    """Whose data an answer is."""

    CHILD = "child"
    CARER = "carer"
    OTHER_ADULT = "other_adult"
    THIRD_PARTY = "third_party"


class NeverShownTo(StrEnum):
    """Who may never see an answer, whoever decides on showing it."""

    CHILD = "child"
    CARER = "carer"
    OTHER_CARER = "other_carer"
    OTHER_ADULT = "other_adult"
    THIRD_PARTY = "third_party"


class Label(StrEnum):
    """How closely an answer is held."""

    ADMINISTRATIVE = "L0"
    SHARED_WITH_FAMILY = "L1"
    SUBJECT_ONLY = "L2"
    THIRD_PARTY = "L3"
    LOCATION = "L4"

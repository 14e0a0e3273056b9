"""The age for which somebody wants a form, as an address gives it."""

from flask import abort

from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD, UNBORN, ChildAge

UNBORN_WORD = "unborn"
_LONGEST_AGE = len(str(MONTHS_TO_ADULTHOOD))


def chosen_age(text: str) -> ChildAge | None:
    """The completed months, or `unborn`; None, for every age, where nothing is chosen; else 400."""
    if not text:
        return None
    if text == UNBORN_WORD:
        return UNBORN
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_AGE
    if not is_number or int(text) >= MONTHS_TO_ADULTHOOD:
        abort(400)
    return ChildAge(int(text))

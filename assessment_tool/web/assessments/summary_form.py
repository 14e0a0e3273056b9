"""The form of the summary: what was typed, what is wrong with it, and what of it can be saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from assessment_tool.core.observation import MOST_OBSERVATIONS
from assessment_tool.core.responses import MAXIMUM_TEXT
from assessment_tool.core.text import cleaned
from assessment_tool.services.assessments.summary import Summary
from assessment_tool.web.dates import is_empty, read_date
from assessment_tool.web.filters import day

NAMES = {
    "observed_from": "First day of observation",
    "observed_on": "Last day of observation",
    "why_longer": "Why it was observed for longer",
    "times_observed": "Number of observations",
    "analysis": "Analysis",
    "carer_view": "The carer’s view",
    "child_view": "The child’s view",
    "disagreement": "Disagreement",
}
DATES = ("observed_from", "observed_on")
TEXTS = ("why_longer", "analysis", "carer_view", "child_view", "disagreement")
PARTS = ("day", "month", "year")
NEVER_SEEN = -1
_LONGEST_LOCK = 9
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class SentSummary:
    """A summary as it was sent: each box and text as typed, without what hides in it."""

    typed: Mapping[str, str]

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> "SentSummary":
        """The form that was sent."""
        return cls({name: cleaned(text) for name, text in form.items()})

    @property
    def lock_version(self) -> int:
        """The version that the form was made from; one that cannot be read was never seen."""
        found = _whole(self.typed.get("lock_version", ""), _LONGEST_LOCK)
        return NEVER_SEEN if found is None else found

    def faults(self) -> dict[str, str]:
        """What must be mended, by part of the summary."""
        return dict([*self._date_faults(), *self._number_faults(), *self._text_faults()])

    def over(self, stored: Summary, *, with_dates: bool = True) -> Summary:
        """The stored summary with all of this that can be saved; a part with a fault stays as stored."""
        faults = self.faults()
        takes_dates = with_dates and not faults.keys() & set(DATES)
        return replace(
            stored,
            observed_from=self._date("observed_from") if takes_dates else stored.observed_from,
            observed_on=self._date("observed_on") if takes_dates else stored.observed_on,
            why_longer=self._text("why_longer", stored.why_longer),
            times_observed=self._number(stored.times_observed),
            analysis=self._text("analysis", stored.analysis),
            carer_view=self._text("carer_view", stored.carer_view),
            child_view=self._text("child_view", stored.child_view),
            disagreement=self._text("disagreement", stored.disagreement),
        )

    def differing(self, theirs: Summary) -> dict[str, str]:
        """Their part, to be read, wherever this one says something else."""
        stored = typed_of(theirs)
        boxes = {name: [f"{name}-{part}" for part in PARTS] if name in DATES else [name] for name in NAMES}
        return {
            name: _shown(getattr(theirs, name))
            for name, own in boxes.items()
            if any(self.typed.get(box, "").strip() != stored.get(box, "").strip() for box in own)
        }

    def _date_faults(self) -> Iterator[tuple[str, str]]:
        for name in DATES:
            found = None if is_empty(self.typed, name) else read_date(self.typed, name)
            if isinstance(found, str):
                yield name, found

    def _number_faults(self) -> Iterator[tuple[str, str]]:
        text = self.typed.get("times_observed", "").strip()
        if text and _number_of(text) is None:
            yield "times_observed", f"Enter a whole number from 1 to {MOST_OBSERVATIONS}, in figures."

    def _text_faults(self) -> Iterator[tuple[str, str]]:
        for name in TEXTS:
            if len(self.typed.get(name, "")) > MAXIMUM_TEXT:
                yield name, f"{NAMES[name]}: keep it to {MAXIMUM_TEXT:,} characters."

    def _date(self, name: str) -> date | None:
        found = read_date(self.typed, name)
        return found if isinstance(found, date) else None

    def _number(self, stored: int | None) -> int | None:
        text = self.typed.get("times_observed", str(stored or "")).strip()
        return (_number_of(text) or stored) if text else None

    def _text(self, name: str, stored: str) -> str:
        text = self.typed.get(name, stored)
        return stored if len(text) > MAXIMUM_TEXT else text


def typed_of(stored: Summary) -> dict[str, str]:
    """What the boxes and texts of the form hold for a stored summary."""
    typed = {name: str(getattr(stored, name) or "") for name in NAMES if name not in DATES}
    for name in DATES:
        found: date | None = getattr(stored, name)
        if found:
            typed |= {f"{name}-{part}": str(getattr(found, part)) for part in PARTS}
    return typed


def control(name: str) -> str:
    """The id of the control where a part of the summary is mended."""
    return f"{name}-day" if name in DATES else name


def _shown(value: object) -> str:
    return day(value) if isinstance(value, date) else str(value or "Nothing was entered.")


def _number_of(text: str) -> int | None:
    """The number of observations in a text; none where it is no number that can be."""
    found = _whole(text, _LONGEST_NUMBER)
    return found if found and found <= MOST_OBSERVATIONS else None


def _whole(text: str, longest: int) -> int | None:
    """The whole number that plain figures say; none where the text says anything else."""
    is_plain = text.isascii() and text.isdigit() and len(text) <= longest
    return int(text) if is_plain else None

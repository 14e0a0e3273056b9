"""What was chosen before an assessment is begun: read, and what of it is to be mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessment_tool.core.instrument import About, Instrument, RaterRole
from assessment_tool.core.text import cleaned
from assessment_tool.services.assessments.start import Start
from assessment_tool.web.dates import read_date

NOBODY = "none"
"""The choice of no child or no carer, which somebody makes who had chosen one."""
LONGEST_NAME = 200
LONGEST_ID = 9
LONGEST_VERSION = 20
NOT_CONFIRMED = "Say that it is this carer and this child who are meant, or choose others above."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form that was sent, and the instruments that it offered."""

    form: Mapping[str, str]
    instruments: Sequence[Instrument]

    @property
    def language_field(self) -> str:
        """Where the language is chosen: each instrument is offered in languages of its own."""
        return f"language-{self._text('instrument_id')}"

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is missing or cannot be, by field, in the order of the page."""
        if self._instrument is None:
            yield "instrument_id", "Choose the instrument."
        if self._about.has_carer and not self._is_chosen("carer_id"):
            yield "carer_id", "Choose the carer."
        if self._about.has_child and not self._is_chosen("child_id"):
            yield "child_id", "Choose the child whose care is assessed."
        if self._text("why_untied") and self._text("is_meant") != "yes":
            yield "is_meant", NOT_CONFIRMED
        if self._text("rater_role") not in list(RaterRole):
            yield "rater_role", "Choose who completes it."
        if self._is_paper:
            yield from self._paper_faults()

    def start(self, family_id: int) -> Start:
        """What is begun with, where no fault is in it; a person whom the instrument is not about included."""
        observed_on = read_date(self.form, "observed_on") if self._is_paper else None
        return Start(
            family_id=family_id,
            instrument_id=self._text("instrument_id"),
            carer_id=self._person("carer_id"),
            child_id=self._person("child_id"),
            rater_role=RaterRole(self._text("rater_role")),
            original_assessor=self._text("original_assessor") if self._is_paper else "",
            observed_on=observed_on if isinstance(observed_on, date) else None,
            version=self._text("version") if self._is_paper else "",
            language=self._text(self.language_field),
            why_untied=self._text("why_untied"),
        )

    def _paper_faults(self) -> Iterator[tuple[str, str]]:
        if not 0 < len(self._text("original_assessor")) <= LONGEST_NAME:
            message = f"Enter who completed the paper form, in up to {LONGEST_NAME} characters."
            yield "original_assessor", message
        observed_on = read_date(self.form, "observed_on")
        if not isinstance(observed_on, date):
            yield "observed_on", observed_on
        if len(self._text("version")) > LONGEST_VERSION:
            yield "version", "Enter the version as it is printed on the form, for example 1.0.0."

    @property
    def _instrument(self) -> Instrument | None:
        return next((one for one in self.instruments if one.id == self._text("instrument_id")), None)

    @property
    def _about(self) -> About:
        """Whom the chosen instrument is about; while none is chosen, both are wanted."""
        return self._instrument.about if self._instrument else About.CHILD_AND_CARER

    @property
    def _is_paper(self) -> bool:
        return self._text("entered") == "paper"

    def _is_chosen(self, field: str) -> bool:
        """Whether a person is; or nobody, on purpose, as long as nobody can say that one is wanted."""
        is_nobody = self._instrument is None and self._text(field) == NOBODY
        return is_nobody or self._person(field) is not None

    def _person(self, field: str) -> int | None:
        text = self._text(field)
        is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_ID
        return int(text) if is_number else None

    def _text(self, field: str) -> str:
        return cleaned(self.form.get(field, "")).strip()

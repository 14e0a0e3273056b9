"""What the fields of all items share: it reads what was sent, and keeps it as it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs lag behind 3.3

from assessment_tool.core.instrument import Kind
from assessment_tool.core.responses import (
    MAXIMUM_TEXT,
    NO_RESPONSE,
    Confidence,
    Response,
    Value,
    ValueNotPermittedError,
    permitted_absence,
    permitted_value,
)
from assessment_tool.core.text import cleaned
from assessment_tool.core.visibility import AskedItem
from assessment_tool.documents.answer_words import ABSENCES, absence_meaning
from assessment_tool.services.assessments.answers import MAXIMUM_SOURCE, Conflict, Edit

if TYPE_CHECKING:
    from assessment_tool.core.scoring import RaisedFlag

ABSENT = "absent:"
"""Before the name of a reason for no answer, where it stands among the codes of a choice."""
NEVER_SEEN = -1
_LONGEST_VERSION = 9

Sent = MultiDict[str, str]


class AnswerFaultError(ValueError):
    """What a person must mend in one answer."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored for an item when its form is made; version 0 where nothing is."""

    response: Response = NO_RESPONSE
    version: int = 0
    age_band: str = ""
    is_carried: bool = False


@dataclass
class Choice(SelectChoice):  # type: ignore[misc]  # likewise
    """One radio or checkbox, with the text that explains it."""

    hint: str = ""


class ItemField(Field):
    """One item: its answer, and the evidence, source and confidence that stand beside it."""

    kind: ClassVar[Kind]
    is_question: ClassVar[bool] = True

    def __init__(self, as_asked: AskedItem, number: int, blind_form: str = "", **bound: Any) -> None:
        super().__init__(as_asked.title, id=f"q{number}", **bound)
        self.as_asked = as_asked
        self.item = as_asked.item
        self.number = number
        self.blind_form = blind_form
        """What the order of descriptions hangs on, where a grade is chosen blind; else empty."""
        self.chosen: frozenset[str] = frozenset()
        self.conflict: Conflict | None = None
        self.raised: list[RaisedFlag] = []
        self.shuts_gate = False

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take over what was sent, or else what is stored."""
        self.stored = data if isinstance(data, Stored) else Stored()
        self.is_whole = True
        if formdata is None:
            self._show(self.stored)
        else:
            self._read(formdata)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Whether what was sent can be saved; if so, `data` is the response that it means."""
        try:
            self.data = self._response()
        except AnswerFaultError as fault:
            self.errors = [str(fault)]
        return not self.errors

    def edit(self) -> Edit:
        """What the person wants to stand for the item, and which version they saw."""
        return Edit(self.item.id, self.version, self.data, self.seen_band, self.is_confirmed)

    def clear_choice(self) -> None:
        """Forget the choice that was sent; evidence, source and confidence stay."""
        self.chosen = frozenset()

    def terms(self) -> dict[str, list[str]]:
        """What the controls hold, by the ends of their names."""
        return {
            "answer": sorted(self.chosen),
            "evidence": [self.evidence],
            "source": [self.source],
            "confidence": [self.confidence],
        }

    @property
    def age_band(self) -> str:
        """The band of ages whose descriptions stand on the page; empty where the item has none."""
        return self.as_asked.band.id if self.as_asked.band else ""

    @property
    def is_for_another_age(self) -> bool:
        """Whether the stored answer was given by other descriptions than those on the page."""
        return not self.stored.response.is_blank and self.stored.age_band != self.age_band

    @property
    def is_carried(self) -> bool:
        """Whether the stored answer comes from an older version and is confirmed by nobody yet."""
        return not self.stored.response.is_blank and self.stored.is_carried

    @property
    def is_blind(self) -> bool:
        """Whether the grade is chosen without being told."""
        return bool(self.blind_form) and self.kind is Kind.GRADED

    @property
    def answer_choices(self) -> list[Choice]:
        """The answers to choose from; none for an item that is typed."""
        return [Choice(option.code, option.label) for option in self.item.options]

    @property
    def absence_choices(self) -> list[Choice]:
        """The reasons for no answer that the item allows, each with its meaning."""
        return [
            Choice(ABSENT + absence, ABSENCES[absence][0], hint=absence_meaning(self.item, absence))
            for absence in self.item.absences
        ]

    @property
    def first_control(self) -> str:
        """The id of the first control of the answer: where an error message leads."""
        return f"{self.id}-1"

    @property
    def has_particulars(self) -> bool:
        """Whether evidence, source or confidence is there to be seen."""
        return bool(self.evidence or self.source or self.confidence)

    def _show(self, stored: Stored) -> None:
        response = stored.response
        self.version = stored.version
        self.seen_band, self.is_confirmed = self.age_band, False
        self.evidence, self.source = response.evidence, response.source
        self.confidence = response.confidence.value if response.confidence else ""
        absent = [ABSENT + response.absence] if response.absence else []
        self.chosen = frozenset([*absent, *self._codes(response.value)])
        self._show_typed(response.value)

    def _read(self, sent: Sent) -> None:
        self.version = _version(sent.get(f"{self.name}-version", ""))
        self.seen_band = sent.get(f"{self.name}-band", "")
        self.is_confirmed = f"{self.name}-confirmed" in sent
        self.is_whole = f"{self.name}-evidence" in sent and f"{self.name}-source" in sent
        self.evidence = _kept(sent, f"{self.name}-evidence", self.stored.response.evidence)
        self.source = _kept(sent, f"{self.name}-source", self.stored.response.source)
        self.confidence = sent.get(f"{self.name}-confidence", "")
        self.chosen = frozenset(code for code in sent.getlist(f"{self.name}-answer") if code)
        self._read_typed(sent)

    def _response(self) -> Response:
        self._check_particulars()
        absent = [code for code in self.chosen if code.startswith(ABSENT)]
        given = self._given()
        if (absent and given is not None) or len(absent) > 1:
            raise AnswerFaultError("Give either an answer or one reason why there is none, not both.")
        try:
            return Response(
                value=None if given is None else permitted_value(self.item, given),
                absence=permitted_absence(self.item, absent[0].removeprefix(ABSENT)) if absent else None,
                evidence=self.evidence,
                source=self.source,
                confidence=Confidence(self.confidence) if self.confidence else None,
            )
        except ValueNotPermittedError as error:
            raise AnswerFaultError(self._fault_words(error)) from error

    def _check_particulars(self) -> None:
        if not self.is_whole:
            raise AnswerFaultError("The form arrived incomplete. Check this answer and save again.")
        if self.confidence and self.confidence not in list(Confidence):
            raise AnswerFaultError("Choose low, medium or high confidence, or none.")
        if len(self.evidence) > MAXIMUM_TEXT:
            long = len(self.evidence)
            raise AnswerFaultError(f"The evidence has {long:,} characters; keep it to {MAXIMUM_TEXT:,}.")
        if len(self.source) > MAXIMUM_SOURCE:
            raise AnswerFaultError(f"Keep the source to {MAXIMUM_SOURCE} characters.")

    def _given(self) -> object:
        """The answer as sent, for the item to judge; None where none was given."""
        codes = self._chosen_codes()
        if len(codes) > 1:
            raise AnswerFaultError("Choose one answer.")
        return codes[0] if codes else None

    def _chosen_codes(self) -> list[str]:
        return [code for code in self.chosen if not code.startswith(ABSENT)]

    def _codes(self, value: Value | None) -> Iterator[str]:
        if isinstance(value, str):
            yield value

    def _show_typed(self, value: Value | None) -> None:
        """Fill the boxes of an item that is typed."""

    def _read_typed(self, sent: Sent) -> None:
        """Read the boxes of an item that is typed."""

    def _fault_words(self, _: ValueNotPermittedError) -> str:
        return "Choose one of the answers that are listed."


def _version(text: str) -> int:
    """The version that the form was made from; one that cannot be read was never seen."""
    plain_figures = text.isascii() and text.isdigit() and len(text) <= _LONGEST_VERSION
    return int(text) if plain_figures else NEVER_SEEN


def _kept(sent: Sent, name: str, stored: str) -> str:
    text = sent.get(name)
    return stored if text is None else cleaned(text)

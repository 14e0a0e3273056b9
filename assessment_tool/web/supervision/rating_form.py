"""The second rater's form: each question with its evidence, its descriptions, and what was given so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from assessment_tool.core.blind import shuffled
from assessment_tool.core.instrument import Item, Option
from assessment_tool.core.responses import NO_RESPONSE, Response, permitted_absence
from assessment_tool.core.text import cleaned
from assessment_tool.documents.answer_words import ABSENCES, absence_meaning
from assessment_tool.services.access import LARGEST_ID
from assessment_tool.services.dip_audits.opened import OpenedAudit, Question
from assessment_tool.web.assessments.item_field import ABSENT, Choice
from assessment_tool.web.assessments.wording import label_of

Sent = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class RatedQuestion:
    """One question of the form, by the names that its controls have."""

    number: int
    question: Question
    given: Response
    blind_form: str
    """What the order of descriptions hangs on, where a grade is chosen by them alone; else empty."""
    errors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How its controls begin."""
        return f"q{self.number}"

    id = name

    @property
    def item(self) -> Item:
        """What it asks."""
        return self.question.asked.item

    @property
    def answer_choices(self) -> list[Choice]:
        """Its grades, each with its description; the descriptions alone where they are chosen blind."""
        if not self.blind_form:
            return [self._choice(option) for option in self.item.options]
        options = shuffled(self.item.options, self.blind_form, self.item.id)
        return [Choice(one.code, self.question.asked.anchors.get(one.code, one.label)) for one in options]

    @property
    def absence_choices(self) -> list[Choice]:
        """The reasons for no grade."""
        return [
            Choice(ABSENT + one, ABSENCES[one][0], hint=absence_meaning(self.item, one))
            for one in self.item.absences
        ]

    @property
    def chosen(self) -> frozenset[str]:
        """Which of them was given."""
        absent = [ABSENT + self.given.absence] if self.given.absence else []
        return frozenset([self.given.value, *absent] if isinstance(self.given.value, str) else absent)

    def _choice(self, option: Option) -> Choice:
        anchor = self.question.asked.anchors.get(option.code, "")
        return Choice(option.code, label_of(self.item, option.code), hint=anchor)


def rated_questions(
    opened: OpenedAudit, given: Mapping[str, Response] | None = None, missing: frozenset[str] = frozenset()
) -> list[RatedQuestion]:
    """The form as it is stored, or with what was given, and a word at each question that was left out."""
    blind_form = f"dip audit {opened.audit.id}" if opened.instrument.blind_rating else ""
    return [
        RatedQuestion(
            number=number,
            question=question,
            given=(given or {}).get(question.asked.item.id, question.second),
            blind_form=blind_form,
            errors=("Choose a description, or why there is none.",)
            if question.asked.item.id in missing
            else (),
        )
        for number, question in enumerate(opened.questions, start=1)
    ]


def given_ratings(opened: OpenedAudit, sent: Sent) -> dict[str, Response]:
    """What was sent of each question; raises `ValueNotPermittedError` for a reason that it does not take."""
    return {
        question.asked.item.id: _given(question.asked.item, f"q{number}", sent)
        for number, question in enumerate(opened.questions, start=1)
    }


def seen_rating(sent: Sent) -> int:
    """The newest rating that the page held; raises `BadRequest` where the form does not say."""
    text = sent.get("seen", "")
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))):
        raise BadRequest
    return int(text)


def _given(item: Item, name: str, sent: Sent) -> Response:
    answer, note = sent.get(f"{name}-answer", ""), cleaned(sent.get(f"{name}-note", "")).strip()
    if answer.startswith(ABSENT):
        return Response(absence=permitted_absence(item, answer.removeprefix(ABSENT)), evidence=note)
    return Response(value=answer or None, evidence=note) if answer or note else NO_RESPONSE

"""Plays a story's assessments: started, answered, signed, returned, countersigned, amended."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from assessment_tool.core.instrument import Absence
from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import Confidence, Response
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.opened import open_assessment
from assessment_tool.services.assessments.review import amend, countersign, return_to_author
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.assessments.start import Start, start
from assessment_tool.services.assessments.summary import Summary, save_summary
from assessment_tool.services.demonstration.dip_audits import dip_audit
from assessment_tool.services.demonstration.stage import Moment, Stage
from assessment_tool.services.demonstration.story import Answers, AssessmentStory, Step, Story
from assessment_tool.services.demonstration.then import CatalogueThen

STARTED = time(10, 15)
ANSWERED = time(11, 30)
STEP_TAKEN = time(15, 40)


class AnswersNotTakenError(Exception):
    """The story gives answers that were not saved as they stand."""


@dataclass(slots=True)
class Playing:
    """One assessment while it is played."""

    stage: Stage
    told: AssessmentStory
    family_id: int
    ids: Mapping[str, int]
    revision_id: int = 0
    texts: dict[str, str] = field(default_factory=dict)

    def open(self, at: datetime) -> None:
        """Start the assessment."""
        told = self.told
        wanted = Start(
            family_id=self.family_id,
            instrument_id=told.instrument,
            carer_id=self.ids[told.carer],
            child_id=self.ids[told.child] if told.child else None,
            original_assessor=told.original_assessor,
        )
        actor = self.stage.actor(told.author)
        self.revision_id = start(self.stage.session, actor, self._catalogue(), wanted, at).id

    def answer(self, at: datetime) -> None:
        """Give the first answers, once all was observed."""
        self.give(self.told.author, self.told.gives, at)

    def take(self, step: Step, at: datetime) -> None:
        """Do what the story says was done."""
        _STEPS[step.did](self, step, at)

    def sign(self, step: Step, at: datetime) -> None:
        """Give what this step changes, then sign."""
        self.give(step.by or self.told.author, Answers(**step.gives), at)
        sign(self.stage.session, self._doer(step), self._catalogue(), self.revision_id, at)

    def countersign(self, step: Step, at: datetime) -> None:
        """Approve the content as it was signed."""
        actor = self._doer(step)
        opened = open_assessment(self.stage.session, actor, self.revision_id, at)
        read = opened.revision.content_sha256 or ""
        countersign(self.stage.session, actor, self.revision_id, read, at)

    def hand_back(self, step: Step, at: datetime) -> None:
        """Return it to its author; what follows happens to the new draft."""
        actor = self._doer(step)
        self.revision_id = return_to_author(
            self.stage.session, actor, self.revision_id, self._reason(step), at
        ).id

    def amend(self, step: Step, at: datetime) -> None:
        """Open an amendment; what follows happens to it."""
        actor = self._doer(step)
        self.revision_id = amend(self.stage.session, actor, self.revision_id, self._reason(step), at).id

    def give(self, username: str, gives: Answers, at: datetime) -> None:
        """Save answers and summary in the open draft."""
        stage, actor = self.stage, self.stage.actor(username)
        opened = open_assessment(stage.session, actor, self.revision_id, at)
        edits = [
            Edit(item_id, opened.versions.get(item_id, 0), self._response(gives, item_id, value))
            for item_id, value in gives.answers.items()
        ]
        saved = save_answers(stage.session, actor, self.revision_id, edits, at)
        if saved.conflicts:
            raise AnswersNotTakenError(self.told.id)
        self._note_texts(gives)
        lock_version = opened.revision.lock_version
        summary = self._summary()
        save_summary(stage.session, actor, self.revision_id, summary, lock_version=lock_version, at=at)

    def _catalogue(self) -> Catalogue:
        """The catalogue of the days in which the assessment was made."""
        now, told = self.stage.catalogue, self.told
        return CatalogueThen(now, told.instrument, told.version) if told.version else now

    def _reason(self, step: Step) -> str:
        return self.stage.days.told(step.because)

    def _doer(self, step: Step) -> Actor:
        return self.stage.actor(step.by or self.told.author)

    def _response(self, gives: Answers, item_id: str, value: object) -> Response:
        """The response that a story's value means: a code, number, text or list, or `{absent: reason}`."""
        told, days = gives.evidence_for(item_id), self.stage.days
        absence = Absence(value["absent"]) if isinstance(value, dict) else None
        return Response(
            value=None if absence else self._value(value),
            absence=absence,
            evidence=days.told(told.says),
            source=days.told(told.source),
            confidence=Confidence(told.sure) if told.sure else None,
        )

    def _value(self, value: object) -> str | tuple[str, ...]:
        if isinstance(value, list):
            return tuple(value)
        return self.stage.days.answer(str(value))

    def _note_texts(self, gives: Answers) -> None:
        for name in ("analysis", "carer_view", "child_view", "disagreement"):
            text = getattr(gives, name)
            if text is not None:
                self.texts[name] = self.stage.days.told(text.strip())

    def _summary(self) -> Summary:
        days, told = self.stage.days, self.told
        return Summary(
            observed_from=days.day(told.observed_from) if told.observed_from else None,
            observed_on=days.day(told.observed_on),
            times_observed=told.times_observed,
            **self.texts,
        )


_STEPS: Mapping[str, Callable[[Playing, Step, datetime], None]] = {
    "signed": Playing.sign,
    "countersigned": Playing.countersign,
    "returned": Playing.hand_back,
    "amended": Playing.amend,
}


def assessments(stage: Stage, story: Story, family_id: int, ids: Mapping[str, int]) -> Iterator[Moment]:
    """Everything that is done to the story's assessments, each at its moment."""
    for told in story.assessments:
        playing = Playing(stage, told, family_id, ids)
        yield Moment(stage.days.at(told.started, STARTED), playing.open)
        answered_on = max(told.started, told.observed_on, key=stage.days.day)
        yield Moment(stage.days.at(answered_on, ANSWERED), playing.answer)
        for step in told.steps:
            yield Moment(stage.days.at(step.day, STEP_TAKEN), _taking(playing, step))
        for audit in told.audits:
            yield from dip_audit(stage, audit, _revision_of(playing))


def _taking(playing: Playing, step: Step) -> Callable[[datetime], None]:
    return lambda at: playing.take(step, at)


def _revision_of(playing: Playing) -> Callable[[], int]:
    return lambda: playing.revision_id

"""Plays a story's dip audits: asked for, graded again blind, talked about."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import partial

from assessment_tool.core.responses import Response
from assessment_tool.services.demonstration.stage import Moment, Stage
from assessment_tool.services.demonstration.story import AuditStory
from assessment_tool.services.dip_audits.ask import ask
from assessment_tool.services.dip_audits.close import discuss
from assessment_tool.services.dip_audits.rate import submit

ASKED_BY = "demo.supervisor"
ASKED, SUBMITTED, DISCUSSED = time(16, 20), time(13, 40), time(10, 5)


def dip_audit(stage: Stage, told: AuditStory, revision_id: Callable[[], int]) -> Iterator[Moment]:
    """What is done to one dip audit; which revision it is about is known once that is signed."""
    asked: list[int] = []

    def ask_for_it(at: datetime) -> None:
        rater_id = stage.users[told.rater].id
        actor = stage.actor(ASKED_BY)
        wanted = ask(
            stage.session, actor, revision_id(), item_ids=told.items, second_rater_id=rater_id, at=at
        )
        asked.append(wanted.id)

    yield Moment(stage.days.at(told.asked, ASKED), ask_for_it)
    if told.submitted:
        yield Moment(stage.days.at(told.submitted, SUBMITTED), partial(_submit, stage, told, asked))
    if told.discussed:
        yield Moment(stage.days.at(told.discussed, DISCUSSED), partial(_discuss, stage, told, asked))


def _submit(stage: Stage, told: AuditStory, asked: list[int], at: datetime) -> None:
    ratings = {
        item_id: Response(value=str(grade), evidence=told.notes.get(item_id, ""))
        for item_id, grade in told.items.items()
    }
    submit(stage.session, stage.actor(told.rater), asked[0], ratings, seen=0, at=at)


def _discuss(stage: Stage, told: AuditStory, asked: list[int], at: datetime) -> None:
    discuss(stage.session, stage.actor(ASKED_BY), asked[0], told.because, at)

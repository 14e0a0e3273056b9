"""Saving one answer while its page stays open; the service answers in JSON, for autosave.js."""

from collections.abc import Iterator

from flask import request

from assessment_tool import clock
from assessment_tool.clock import LONDON
from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.languages import language_of
from assessment_tool.core.responses import Response
from assessment_tool.core.text import shown
from assessment_tool.documents.answer_words import CONFIDENCES, URGENCIES
from assessment_tool.records.engine import BusyError, StaleError
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.assessments.answers import Conflict, save_in
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.forms import sent_form, shutting
from assessment_tool.web.assessments.item_field import ItemField, Stored
from assessment_tool.web.assessments.opening import whole_progress
from assessment_tool.web.assessments.raised import flag_message
from assessment_tool.web.assessments.sheets import item_numbers, sheet_numbers
from assessment_tool.web.assessments.wording import DO_NOT_ASK, in_words
from assessment_tool.web.audited import transaction
from assessment_tool.web.filters import moment
from assessment_tool.web.identity import current_actor

INCOMPLETE = "The form arrived incomplete. Reload the page and check this answer."

Json = dict[str, object]


@pages.post("/assessments/<record_id:revision_id>/items/<record_id:item_id>")
def save_item(revision_id: int, item_id: int) -> Json | tuple[Json, int]:
    """Save one answer if nobody changed it meanwhile; say what else is to be known now."""
    try:
        return _saved(revision_id, item_id)
    except StaleError as error:  # the script sends the same again by itself; a real conflict is found then
        raise BusyError from error


def _saved(revision_id: int, item_id: int) -> Json | tuple[Json, int]:
    actor, at = current_actor(), clock.now()
    with transaction() as session:
        opened = open_assessment(session, actor, revision_id, at, for_writing=True)
        item = _question(opened, item_id)
        sent = sent_form(opened, [item], request.form)
        faults = [message for field in sent.questions() for message in field.errors]
        if faults or item.id not in sent.fields:
            return {"error": " ".join(faults) or INCOMPLETE}, 400
        saved = save_in(session, actor, opened, sent.edits(), at)
    for conflict in saved.conflicts:
        return _conflict(sent.fields[item.id], conflict), 409
    return {
        "version": saved.versions[item.id],
        "saved_at": f"{at.astimezone(LONDON):%H:%M}",
        **_standing(saved.now),
    }


def _question(opened: OpenedAssessment, number: int) -> Item:
    """The item of this number; raises `NotFoundError` where the number is no question's."""
    items = list(opened.instrument.items.values())
    if number > len(items) or items[number - 1].kind is Kind.NOTE:
        raise NotFoundError("item")
    return items[number - 1]


def _standing(now: OpenedAssessment) -> Json:
    """The progress, the flags, and the questions that are asked now, each with its sheet."""
    numbers, sheets = item_numbers(now.instrument), sheet_numbers(now.instrument)
    whole, waiting = whole_progress(now), dict.fromkeys((*now.for_another_age, *now.to_confirm))
    return {
        "done": whole.done,
        "of": whole.of,
        "progress": whole.words,
        "to_confirm": [f"q{numbers[item_id]}" for item_id in waiting],
        "asked": {f"q{numbers[asked]}": sheets[asked] for asked in now.asked},
        "flags": [*_gate_flags(now), *_raised_flags(now)],
    }


def _raised_flags(now: OpenedAssessment) -> Iterator[Json]:
    for flag in now.result.flags:
        yield _flag(now, flag.item_id, flag_message(now.instrument, flag), URGENCIES[flag.urgency])


def _flag(now: OpenedAssessment, item_id: str, message: str, urgency: str) -> Json:
    number = item_numbers(now.instrument)[item_id]
    language = language_of(message)
    return {"item": f"q{number}", "message": message, "urgency": urgency, "language": language}


def _gate_flags(now: OpenedAssessment) -> Iterator[Json]:
    """What to do instead, beside each answer that shuts the gate."""
    gate = now.instrument.gate
    if gate is None:
        return
    for item_id in shutting(now):
        yield _flag(now, item_id, gate.otherwise, DO_NOT_ASK)


def _conflict(field: ItemField, conflict: Conflict) -> Json:
    """Both answers: theirs in words to be read and in the fields' own terms, mine stays on the page."""
    theirs = conflict.theirs
    return {
        "version": conflict.their_version,
        "changed_by": shown(conflict.changed_by),
        "changed_at": moment(conflict.changed_at),
        "theirs": _read_back(field.item, theirs),
        "fields": _terms(field, Stored(theirs, conflict.their_version)),
    }


def _read_back(item: Item, response: Response) -> list[Json]:
    confidence = CONFIDENCES[response.confidence] if response.confidence else ""
    lines = (
        ("Answer", in_words(item, response) or "No answer"),
        ("Evidence", response.evidence),
        ("Source", response.source),
        ("Confidence", confidence),
    )
    return [{"name": name, "text": shown(text)} for name, text in lines if text]


def _terms(field: ItemField, stored: Stored) -> dict[str, list[str]]:
    """What the fields of the page would hold for the stored answer, by the end of their names."""
    field.process(None, stored)
    return field.terms()

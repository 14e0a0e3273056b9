"""Saving answers in a draft: nothing is required, nothing is overwritten unseen, nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.gate import GateStanding, gate_standing, is_behind_gate
from assessment_tool.core.lifecycle import EventKind, StepNotPossibleError
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.responses import (
    MAXIMUM_TEXT,
    NO_RESPONSE,
    Response,
    ValueNotPermittedError,
    permitted_absence,
    permitted_value,
)
from assessment_tool.core.scoring import score
from assessment_tool.core.stored import value_to_json
from assessment_tool.core.text import cleaned
from assessment_tool.core.visibility import asked_items, for_age
from assessment_tool.records.responses import Response as ResponseRow
from assessment_tool.records.responses import ResponseHistory
from assessment_tool.records.users import User
from assessment_tool.services.access import require
from assessment_tool.services.assessments.attempts import write_attempt
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment, response_of

MAXIMUM_SOURCE = 500

_Marks = tuple[str, bool]
"""The band of ages by whose descriptions an answer stands, and whether it waits to be confirmed."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one person wants to stand for an item, and the version that they saw before."""

    item_id: str
    base_version: int
    response: Response
    age_band: str | None = None
    """The band of ages whose descriptions they had before them; None for the one that holds now."""
    is_confirmed: bool = False
    """Whether they say that an answer holds that was given for another age, or in an older version."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer that somebody else changed meanwhile: theirs stands, mine is handed back."""

    item_id: str
    mine: Response
    theirs: Response
    their_version: int
    changed_by: str
    changed_at: datetime


class NotSafeToAskError(Exception):
    """Answers to what must not be asked now: the gate before these questions is not open."""

    def __init__(self, item_ids: frozenset[str]) -> None:
        super().__init__("The gate before these questions is not open.")
        self.item_ids = item_ids


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the new version of each saved answer, the conflicts, the draft as it is now."""

    versions: dict[str, int]
    conflicts: tuple[Conflict, ...]
    now: OpenedAssessment


def save_answers(
    session: Session, actor: Actor, revision_id: int, edits: Sequence[Edit], at: datetime
) -> Saved:
    """Save each answer whose stored version is the one that the person saw; report the others.

    An answer that the person left as they saw it is no edit: what another has made of it meanwhile
    stands, and is no conflict. The earlier state of an overwritten answer is kept.

    Raises `ValueNotPermittedError` for an item that the instrument lacks or a value that it does not
    take, `NotSafeToAskError` for an answer behind a gate that is not open, and then saves none of the
    edits; `StepNotPossibleError` once signed.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    return save_in(session, actor, opened, edits, at)


def save_in(
    session: Session, actor: Actor, opened: OpenedAssessment, edits: Sequence[Edit], at: datetime
) -> Saved:
    """As `save_answers`, in a draft that this transaction opened for writing."""
    require(session, actor, Action.DRAFT_ASSESSMENT, opened.assessment.family_id, at)
    if not opened.is_draft:
        raise StepNotPossibleError(opened.standing, EventKind.OPENED)
    query = select(ResponseRow).where(ResponseRow.revision_id == opened.revision.id)
    rows = {row.item_id: row for row in session.scalars(query)}
    checked = [(edit, _checked(opened, edit)) for edit in edits]
    _check_gate(opened, {edit.item_id: response for edit, response in checked})
    versions: dict[str, int] = {}
    conflicts: list[Conflict] = []
    for edit, response in checked:
        row = rows.get(edit.item_id)
        if row is None or row.version == edit.base_version or response_of(row) == response:
            row = row or _new_row(opened, edit.item_id)
            if _store(session, row, response, _marks_of(opened, edit, row, response), actor=actor, at=at):
                rows[edit.item_id] = row
            versions[edit.item_id] = row.version
        elif response == _seen(session, row, edit.base_version):
            versions[edit.item_id] = row.version
        else:
            conflicts.append(_conflict(session, row, response))
    session.flush()
    now = _now(opened, rows)
    if now.further_attempt and now.gate is GateStanding.OPEN:
        write_attempt(session, opened.assessment.id, None, actor, at)
    return Saved(versions, tuple(conflicts), now)


def _now(opened: OpenedAssessment, rows: Mapping[str, ResponseRow]) -> OpenedAssessment:
    """The draft with its answers, questions and scores as they are after saving."""
    responses = {item_id: response_of(row) for item_id, row in rows.items()}
    return replace(
        opened,
        responses=responses,
        versions={item_id: row.version for item_id, row in rows.items()},
        age_bands={item_id: row.age_band for item_id, row in rows.items()},
        carried=frozenset(item_id for item_id, row in rows.items() if row.is_carried),
        last_edits={item_id: row.updated_at for item_id, row in rows.items()},
        asked=asked_items(opened.instrument, opened.circumstances, responses),
        result=score(opened.instrument, opened.circumstances, responses),
    )


def _check_gate(opened: OpenedAssessment, edits: Mapping[str, Response]) -> None:
    refused = behind_shut_gate(opened, edits)
    if refused:
        raise NotSafeToAskError(refused)


def behind_shut_gate(opened: OpenedAssessment, edits: Mapping[str, Response]) -> frozenset[str]:
    """Those of the items whose answer would change while it was not known to be safe to ask.

    Both as the gate stands and as these answers would leave it: what opens the gate is saved first.
    """
    instrument, before = opened.instrument, opened.responses
    standings = {gate_standing(instrument, before), gate_standing(instrument, {**before, **edits})}
    if standings == {GateStanding.OPEN}:
        return frozenset()
    return frozenset(
        item_id
        for item_id, response in edits.items()
        if is_behind_gate(instrument, item_id) and response != before.get(item_id, NO_RESPONSE)
    )


def _seen(session: Session, row: ResponseRow, version: int) -> Response | None:
    """The answer as it stood in an earlier version; None where there never was that version."""
    if version == 0:
        return NO_RESPONSE
    earlier = session.scalar(
        select(ResponseHistory).where(
            ResponseHistory.revision_id == row.revision_id,
            ResponseHistory.item_id == row.item_id,
            ResponseHistory.version == version,
        )
    )
    return response_of(earlier) if earlier else None


def _checked(opened: OpenedAssessment, edit: Edit) -> Response:
    """The response as the item's definition takes it, its texts cleaned."""
    item = opened.instrument.items.get(edit.item_id)
    if item is None:
        raise ValueNotPermittedError(edit.item_id, edit.item_id, "this instrument has no such item")
    given = edit.response
    response = Response(
        value=None if given.value is None else permitted_value(item, _as_given(given.value)),
        absence=None if given.absence is None else permitted_absence(item, given.absence.value),
        evidence=cleaned(given.evidence),
        source=cleaned(given.source),
        confidence=given.confidence,
    )
    _check_lengths(edit.item_id, response)
    return response


def _check_lengths(item_id: str, response: Response) -> None:
    for text, longest in ((response.evidence, MAXIMUM_TEXT), (response.source, MAXIMUM_SOURCE)):
        if len(text) > longest:
            raise ValueNotPermittedError(item_id, text, f"a text of up to {longest} characters")


def _as_given(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _conflict(session: Session, row: ResponseRow, mine: Response) -> Conflict:
    return Conflict(
        item_id=row.item_id,
        mine=mine,
        theirs=response_of(row),
        their_version=row.version,
        changed_by=session.get_one(User, row.updated_by_id).name,
        changed_at=row.updated_at,
    )


def _new_row(opened: OpenedAssessment, item_id: str) -> ResponseRow:
    """The row of an item for which nothing was ever said."""
    return ResponseRow(
        revision_id=opened.revision.id,
        item_id=item_id,
        version=0,
        evidence="",
        source="",
        age_band="",
        is_carried=False,
    )


def _marks_of(opened: OpenedAssessment, edit: Edit, row: ResponseRow, response: Response) -> _Marks:
    """By which descriptions the answer stands, and whether it waits; words beside it leave that as it was."""
    before = response_of(row)
    is_same_answer = (before.value, before.absence) == (response.value, response.absence)
    if row.version and is_same_answer and not edit.is_confirmed:
        return row.age_band, row.is_carried
    return _band_of(opened, edit), False


def _band_of(opened: OpenedAssessment, edit: Edit) -> str:
    """The band of ages whose descriptions were before the person."""
    item = opened.instrument.items[edit.item_id]
    if edit.age_band is not None:
        return edit.age_band if edit.age_band in {band.id for band in item.age_bands} else ""
    asked = for_age(item, opened.circumstances.child)
    return asked.band.id if asked and asked.band else ""


def _store(
    session: Session, row: ResponseRow, response: Response, marks: _Marks, *, actor: Actor, at: datetime
) -> bool:
    """Whether the row now says something new; if so, what it said before is kept."""
    is_same = (row.age_band, row.is_carried) == marks
    if response_of(row) == response and (is_same or response.is_blank):
        return False
    session.add(_earlier(row) if row.version else row)
    row.value_json = value_to_json(response.value)
    row.absence = response.absence
    row.evidence = response.evidence
    row.source = response.source
    row.confidence = response.confidence
    row.age_band, row.is_carried = marks
    row.version += 1
    row.updated_by_id = actor.user_id
    row.updated_at = at
    return True


def _earlier(row: ResponseRow) -> ResponseHistory:
    return ResponseHistory(
        revision_id=row.revision_id,
        item_id=row.item_id,
        version=row.version,
        value_json=row.value_json,
        absence=row.absence,
        evidence=row.evidence,
        source=row.source,
        confidence=row.confidence,
        age_band=row.age_band,
        is_carried=row.is_carried,
        updated_by_id=row.updated_by_id,
        updated_at=row.updated_at,
    )

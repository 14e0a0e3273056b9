"""The answer form, built from the instrument when it is asked for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from assessment_tool.core.gate import shutting_items
from assessment_tool.core.instrument import Item
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.core.visibility import AskedItem, for_age
from assessment_tool.services.assessments.answers import Conflict, Edit, behind_shut_gate
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.web.assessments.fields import FIELDS
from assessment_tool.web.assessments.filled_form import FilledForm
from assessment_tool.web.assessments.item_field import ItemField, Stored
from assessment_tool.web.assessments.raised import flag_message
from assessment_tool.web.assessments.sheets import Sheet, asked_on, item_numbers

NOT_SAFE_TO_ASK = (
    "Not saved: the first answers of the form do not say that it is safe to ask this now. Change them once "
    "it is; until then your text stays on this page only."
)


class AnswerForm(BaseForm):
    """Some items of one assessment, each a field under the item's id."""

    def __init__(self, opened: FilledForm, asked: Iterable[AskedItem]) -> None:
        numbers = item_numbers(opened.instrument)
        unbound = (
            (one.item.id, FIELDS[one.item.kind](one, numbers[one.item.id], opened.blind_order))
            for one in asked
        )
        super().__init__(unbound)  # type: ignore[arg-type]  # a field made outside a form is an unbound one

    @property
    def fields(self) -> dict[str, ItemField]:
        """The fields by item id, in the order of the form."""
        return cast("dict[str, ItemField]", self._fields)

    def edits(self) -> list[Edit]:
        """The answers that can be saved; call after `validate`."""
        return [field.edit() for field in self.questions() if not field.errors]

    def questions(self) -> list[ItemField]:
        """The fields without the notes."""
        return [field for field in self.fields.values() if field.is_question]

    def keep(self, field: ItemField) -> None:
        """Show a field as it was sent in the place of the one that was made from what is stored."""
        self.fields[field.item.id] = field


def form_to_show(opened: FilledForm, sheets: Iterable[Sheet]) -> AnswerForm:
    """The items asked on these sheets with what is stored for them and the flags they raise."""
    form = AnswerForm(opened, (one for sheet in sheets for one in asked_on(opened, sheet)))
    form.process(None, data=_stored(opened, form))
    for item_id in shutting(opened):
        if item_id in form.fields:
            form.fields[item_id].shuts_gate = True
    for flag in opened.result.flags:
        if flag.item_id in form.fields:
            told = replace(flag, message=flag_message(opened.instrument, flag))
            form.fields[flag.item_id].raised.append(told)
    return form


def shutting(opened: FilledForm) -> tuple[str, ...]:
    """The questions of the gate whose answers keep it shut."""
    gate = opened.instrument.gate
    return tuple(shutting_items(gate, opened.responses)) if gate else ()


def sent_form(opened: OpenedAssessment, items: Iterable[Item], sent: MultiDict[str, str]) -> AnswerForm:
    """Those of the items that the form which was sent carries, whether or not they are still asked.

    An answer behind a gate that is not open comes back with its fault, so that it is not saved.
    """
    form = read_form_sent(opened, items, sent)
    _refuse_what_is_not_safe(opened, form)
    return form


def read_form_sent(opened: FilledForm, items: Iterable[Item], sent: MultiDict[str, str]) -> AnswerForm:
    """Those of the items that the form which was sent carries, read and validated each by itself."""
    carried = (item for item in items if f"{item.id}-version" in sent)
    form = AnswerForm(opened, (_as_asked(opened, item) for item in carried))
    form.process(sent, data=_stored(opened, form))
    cleared = sent.get("clear", "")
    if cleared in form.fields:
        form.fields[cleared].clear_choice()
    for field in form.questions():
        field.validate(form)
    return form


def _refuse_what_is_not_safe(opened: OpenedAssessment, form: AnswerForm) -> None:
    """An answer behind a gate that is not open is handed back, not saved."""
    answers = {field.item.id: field.data for field in form.questions() if not field.errors}
    for item_id in behind_shut_gate(opened, answers):
        form.fields[item_id].errors = [NOT_SAFE_TO_ASK]


def form_to_mend(
    opened: FilledForm, sheets: Iterable[Sheet], sent: AnswerForm, conflicts: Iterable[Conflict]
) -> AnswerForm:
    """What is stored now, but with the answers that could not be saved exactly as they were sent."""
    form = form_to_show(opened, sheets)
    for field in sent.questions():
        if field.errors:
            form.keep(field)
    for conflict in conflicts:
        field = sent.fields[conflict.item_id]
        field.conflict, field.version = conflict, conflict.their_version
        form.keep(field)
    return form


def _as_asked(opened: FilledForm, item: Item) -> AskedItem:
    return opened.asked.get(item.id) or for_age(item, opened.circumstances.child) or AskedItem(item)


def _stored(opened: FilledForm, form: AnswerForm) -> dict[str, Stored]:
    return {
        item_id: Stored(
            opened.responses.get(item_id, NO_RESPONSE),
            opened.versions.get(item_id, 0),
            opened.age_bands.get(item_id, ""),
            item_id in opened.carried,
        )
        for item_id in form.fields
    }

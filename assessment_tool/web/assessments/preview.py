"""Any version as a worker meets it: a form to try out, of which nothing is kept."""

from collections.abc import Sequence

from flask import abort, render_template, request, url_for

from assessment_tool import clock
from assessment_tool.core.ages import UNBORN, ChildAge
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.languages import together
from assessment_tool.core.visibility import Circumstances, items_for_age
from assessment_tool.definitions.catalogue import Definition
from assessment_tool.web.assessments.blank import age_choices
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.chosen_age import UNBORN_WORD, chosen_age
from assessment_tool.web.assessments.forms import AnswerForm, form_to_mend, form_to_show, read_form_sent
from assessment_tool.web.assessments.previewed import PreviewedForm, previewed
from assessment_tool.web.assessments.sheets import progress, sheets_of
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import sees_drafts
from assessment_tool.web.instruments.readable import readable_version, where_it_stands
from assessment_tool.web.languages import in_chosen_language, language_choices
from assessment_tool.web.parts import parts


@pages.get("/instruments/<instrument:instrument_id>/<version>/preview")
def preview(instrument_id: str, version: str) -> str:
    """The whole form for a child of the age in the address, with nothing answered."""
    definition = _definition(instrument_id, version)
    shown = previewed(definition.instrument, _circumstances(definition.instrument), {})
    return _page(definition, shown, form_to_show(shown, sheets_of(definition.instrument)))


@pages.post("/instruments/<instrument:instrument_id>/<version>/preview")
def try_preview(instrument_id: str, version: str) -> str | tuple[str, int]:
    """The form as the sent answers leave it: what they ask, raise and shut. Nothing of it is stored."""
    definition = _definition(instrument_id, version)
    instrument, circumstances = definition.instrument, _circumstances(definition.instrument)
    empty = previewed(instrument, circumstances, {})
    sent = read_form_sent(empty, instrument.items.values(), request.form)
    answers = {one.item.id: one.data for one in sent.questions() if not one.errors}
    shown = previewed(instrument, circumstances, answers)
    form = form_to_mend(shown, sheets_of(instrument), sent, ())
    page = _page(definition, shown, form)
    return (page, 400) if any(one.errors for one in form.questions()) else page


def _definition(instrument_id: str, version: str) -> Definition:
    """The version in the chosen language; for whoever sees drafts also in words that are not published."""
    return in_chosen_language(readable_version(instrument_id, version), with_unpublished=sees_drafts())


def _circumstances(instrument: Instrument) -> Circumstances:
    """Today, and a child of the chosen age where the instrument is about one."""
    age = chosen_age(request.args.get("age_months", ""))
    if not instrument.about.has_child:
        return Circumstances(clock.today())
    age = age or _first_age(instrument)
    if not items_for_age(instrument, age):
        abort(404)
    return Circumstances(clock.today(), age)


def _first_age(instrument: Instrument) -> ChildAge:
    """The age that is shown where none is chosen: the first one after birth that is asked anything."""
    ages = [ChildAge(int(one["value"])) for one in age_choices(instrument)] or [ChildAge(0)]
    return next((age for age in ages if items_for_age(instrument, age)), UNBORN)


def _choices(instrument: Instrument) -> list[dict[str, str]]:
    """The ages to choose from, those alone for which anything is asked."""
    unborn = {"value": UNBORN_WORD, "text": "Not born yet"}
    born = age_choices(instrument)
    is_asked = {
        one["value"]: bool(items_for_age(instrument, ChildAge(int(one["value"])))) for one in born
    } | {UNBORN_WORD: bool(items_for_age(instrument, UNBORN))}
    return [one for one in (unborn, *born) if is_asked[one["value"]]]


def _page(definition: Definition, shown: PreviewedForm, form: AnswerForm) -> str:
    instrument = definition.instrument
    groups = [
        (sheet, [form.fields[item.id] for item in sheet.section.items if item.id in form.fields])
        for sheet in sheets_of(instrument)
    ]
    return render_template(
        "assessments/preview.html",
        page_title=f"Preview of {instrument.as_written.title} {instrument.version}",
        window_title=window_title(instrument.id),
        opened=shown,
        definition=definition,
        stands=where_it_stands(definition),
        instrument=instrument,
        is_whole=True,
        groups=[group for group in groups if group[1]],
        whole=progress(shown, list(shown.asked.values())),
        languages=language_choices(
            parts().catalogue.find(instrument.id, instrument.version), with_unpublished=sees_drafts()
        ),
        ages=_choices(instrument) if instrument.about.has_child else [],
        chosen=_chosen(instrument, shown.circumstances.child),
        errors=_errors(form),
        breadcrumb=[
            {"text": "Instruments", "href": url_for("instruments.catalogue")},
            {
                "text": instrument.title,
                "href": url_for("instruments.versions", instrument_id=instrument.id),
            },
            {"text": f"Preview of {instrument.version}"},
        ],
    )


def _chosen(instrument: Instrument, age: ChildAge | None) -> str:
    """The choice in which the age lies; empty for an adult."""
    if age is None or age.months is None:
        return UNBORN_WORD if age else ""
    below = [one["value"] for one in age_choices(instrument) if int(one["value"]) <= age.months]
    return below[-1] if below else ""


def _errors(form: AnswerForm) -> Sequence[dict[str, str]]:
    return [
        {"text": together(field.label.text, ": ", message), "href": f"#{field.first_control}"}
        for field in form.questions()
        for message in field.errors
    ]

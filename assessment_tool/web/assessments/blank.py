"""The blank form of an instrument, to be printed and filled in by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask import render_template, request, url_for

from assessment_tool.clock import today
from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD, ChildAge
from assessment_tool.core.blind import shuffled
from assessment_tool.core.instrument import Instrument, Item, Kind, Option
from assessment_tool.core.visibility import AskedItem, for_age
from assessment_tool.documents.age_words import age_words
from assessment_tool.documents.answer_words import ABSENCES
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.chosen_age import chosen_age
from assessment_tool.web.assessments.sheets import Sheet, item_numbers, sheets_of
from assessment_tool.web.languages import in_chosen_language, language_choices
from assessment_tool.web.parts import parts


@dataclass(frozen=True, slots=True)
class BlankItem:
    """One question as it stands on paper, once for each wording that is wanted."""

    number: int
    item: Item
    wordings: Sequence[tuple[str, AskedItem]]
    """The ages for which a wording is meant (empty where it is for all), and the wording."""
    options: Sequence[Option]
    """The answers to choose from; grades that are chosen blind stand in no order."""


@pages.get("/instruments/<instrument:instrument_id>/blank")
def blank(instrument_id: str) -> str:
    """The newest version in use for one age, or with the wordings of every age, in the chosen language."""
    newest = parts().catalogue.newest(instrument_id, today())
    definition = in_chosen_language(newest)
    instrument, age = definition.instrument, chosen_age(request.args.get("age_months", ""))
    groups = [(sheet, list(_items(instrument, sheet, age))) for sheet in sheets_of(instrument)]
    return render_template(
        "assessments/blank.html",
        page_title="Blank form",
        definition=definition,
        instrument=instrument,
        groups=[group for group in groups if group[1]],
        ages=age_choices(instrument),
        languages=language_choices(newest),
        chosen=request.args.get("age_months", ""),
        absences=ABSENCES,
        breadcrumb=[
            {"text": "Instruments", "href": url_for("instruments.catalogue")},
            {"text": instrument.title},
        ],
    )


def _items(instrument: Instrument, sheet: Sheet, age: ChildAge | None) -> Iterator[BlankItem]:
    numbers = item_numbers(instrument)
    for item in sheet.section.items:
        wordings = list(_wordings(item, age))
        if wordings:
            is_blind = instrument.blind_rating and item.kind is Kind.GRADED
            options = shuffled(item.options, instrument.version, item.id) if is_blind else item.options
            yield BlankItem(numbers[item.id], item, wordings, options)


def _wordings(item: Item, age: ChildAge | None) -> Iterator[tuple[str, AskedItem]]:
    if age is not None and (item.age_bands or item.ages):
        asked = for_age(item, age)
        yield from [("", asked)] if asked else []
    elif item.age_bands:
        for band in item.age_bands:
            yield age_words(band.ages.from_months, band.ages.before_months), AskedItem(item, band)
    else:
        ages = item.ages
        yield age_words(ages.from_months, ages.before_months) if ages else "", AskedItem(item)


def age_choices(instrument: Instrument) -> list[dict[str, str]]:
    """The ages at which any wording changes: each stands for the children up to the next."""
    cuts = {0, MONTHS_TO_ADULTHOOD}
    for item in instrument.items.values():
        for ages in [band.ages for band in item.age_bands] + ([item.ages] if item.ages else []):
            cuts |= {ages.from_months, ages.before_months}
    ordered = sorted(cuts)
    if len(ordered) == len({0, MONTHS_TO_ADULTHOOD}):
        return []
    return [{"value": str(low), "text": age_words(low, before)} for low, before in pairwise(ordered)]

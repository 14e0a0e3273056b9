"""The children of a family beside each other: the latest grades of each with one carer, and none ranked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import render_template, url_for

from assessment_tool import clock
from assessment_tool.core.instrument import Scale
from assessment_tool.core.scoring import ScaleResult
from assessment_tool.core.trend import outline
from assessment_tool.core.visibility import for_age
from assessment_tool.documents.age_words import age_in_words, age_words
from assessment_tool.documents.answer_words import RATER_ROLES
from assessment_tool.services.siblings import Sibling, Siblings, siblings_of
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session
from assessment_tool.web.trends.blueprint import asked_id, pages


@dataclass(frozen=True, slots=True)
class Column:
    """One child: how old at the assessment, asked as children of which ages are, and by whom."""

    sibling: Sibling
    age: str
    ages: str
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """One score of every child; None where a child has none, because it was not assessed or not asked."""

    title: str
    is_head: bool
    results: tuple[ScaleResult | None, ...]
    is_alike: bool
    """Whether all who have it were asked the same by the same descriptions."""


@pages.get("/families/<record_id:family_id>/trends/<instrument:instrument_id>/siblings")
def siblings(family_id: int, instrument_id: str) -> str:
    """Each child beside the others, with the carer that the address names."""
    found = siblings_of(
        reading_session(), current_actor(), family_id, instrument_id, asked_id("carer"), at=clock.now()
    )
    return render_template(
        "trends/siblings.html",
        page_title="Children side by side",
        found=found,
        carer=found.carers.get(found.carer_id or 0, ""),
        columns=[_column(one) for one in found.children],
        rows=list(_rows(found)),
        first=next(one.latest for one in found.children if one.latest),
        breadcrumb=[
            {"text": "Families", "href": url_for("families.catalogue")},
            {"text": found.family.name, "href": url_for("families.page", family_id=family_id)},
            {"text": "Children side by side"},
        ],
    )


def _column(sibling: Sibling) -> Column:
    one = sibling.latest
    if one is None:
        return Column(sibling, "", "", "")
    age = age_in_words(one.child_age) if one.child_age else ""
    return Column(sibling, age, _ages(one), RATER_ROLES[one.scored.rater_role])


def _ages(one: SignedAssessment) -> str:
    """The ages at which a child is asked just what this one was, by the same descriptions."""
    asked = [this for item in one.instrument.items.values() if (this := for_age(item, one.child_age))]
    ranges = [ages for this in asked if (ages := this.band.ages if this.band else this.item.ages)]
    if not ranges:
        return ""
    if one.child_age and one.child_age.is_unborn:
        return "before birth"
    return age_words(max(ages.from_months for ages in ranges), min(ages.before_months for ages in ranges))


def _rows(found: Siblings) -> Iterator[Row]:
    for group in outline(found.instrument):
        for scale in group.scales:
            yield _row(found.children, scale, is_head=bool(group.parts) and scale is group.head)
    for scale in found.ended:
        yield _row(found.children, scale, is_head=False)


def _row(children: Sequence[Sibling], scale: Scale, *, is_head: bool) -> Row:
    latest = [one.latest.scored.result.by_id if one.latest else {} for one in children]
    results = tuple(by_id.get(scale.id) for by_id in latest)
    return Row(scale.title, is_head, results, len({result.form for result in results if result}) <= 1)

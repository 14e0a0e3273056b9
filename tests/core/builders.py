"""Small instruments made in code, and answers to them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.conditions import parse_condition
from assessment_tool.core.instrument import (
    About,
    Absence,
    AgeBand,
    Direction,
    Flag,
    Instrument,
    Item,
    Kind,
    Method,
    MethodName,
    MissingRule,
    MissingRuleName,
    Option,
    RaterRole,
    Scale,
    Section,
    Urgency,
)
from assessment_tool.core.labels import Label, Subject
from assessment_tool.core.observation import ObservationWindow
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import Result, plain, score
from assessment_tool.core.visibility import Circumstances

DAY = date(2026, 3, 2)
TODDLER = ChildAge(18)
GRADES = tuple(Option(str(grade), f"Grade {grade}", Decimal(grade)) for grade in range(1, 6))
AT_LEAST_ONE = MissingRule(MissingRuleName.MIN_ANSWERED, at_least=1)
ALL_REQUIRED = MissingRule(MissingRuleName.ALL_REQUIRED)


def decimals(*values: float | str | None) -> list[Decimal | None]:
    """The values as decimals; None stays a blank."""
    return [None if value is None else Decimal(str(value)) for value in values]


def figures(*values: Decimal | None) -> list[str | None]:
    """The values as a reader sees them."""
    return [plain(value) for value in values]


def item(item_id: str, kind: Kind = Kind.GRADED, *, show: str | None = None, **parts: Any) -> Item:
    """An item; a graded one has five grades, each with an anchor."""
    if kind is Kind.GRADED:
        parts.setdefault("options", GRADES)
        parts.setdefault("anchors", {grade.code: f"{item_id}, {grade.label}" for grade in GRADES})
    return Item(
        id=item_id,
        kind=kind,
        title=parts.pop("title", item_id.capitalize()),
        subject=Subject.CHILD,
        label=Label.SHARED_WITH_FAMILY,
        show=parse_condition(show) if show else None,
        **parts,
    )


def choice(item_id: str, *codes: str, kind: Kind = Kind.SINGLE, **parts: Any) -> Item:
    """A choice between codes; the first scores 0, the next 1, and so on."""
    options = tuple(Option(code, code.capitalize(), Decimal(place)) for place, code in enumerate(codes))
    return item(item_id, kind, options=options, **parts)


def band(
    band_id: str, from_months: int, before_months: int, *, unborn: bool = False, **parts: Any
) -> AgeBand:
    """An age band with anchors of its own."""
    anchors = {grade.code: f"{band_id}, {grade.label}" for grade in GRADES}
    return AgeBand(band_id, AgeRange(from_months, before_months, unborn), anchors, **parts)


def flag(flag_id: str, when: str, urgency: Urgency = Urgency.SOON) -> Flag:
    """A flag on the answers that meet `when`."""
    return Flag(flag_id, parse_condition(when), urgency, f"See to {flag_id}.")


def scale(
    scale_id: str,
    of: Iterable[str],
    method: MethodName = MethodName.GRADED_CARE,
    *,
    missing: MissingRule = AT_LEAST_ONE,
    direction: Direction = Direction.LOW_IS_GOOD,
    bands: Any = (),
    **parameters: Any,
) -> Scale:
    """A scale over the members; further parameters are the method's."""
    return Scale(
        id=scale_id,
        title=scale_id.capitalize(),
        level="sub_area",
        method=Method(method, **parameters),
        missing=missing,
        direction=direction,
        of=tuple(of),
        bands=tuple(bands),
    )


def instrument(items: Iterable[Item], scales: Iterable[Scale] = ()) -> Instrument:
    """An instrument with one section."""
    return Instrument(
        id="small",
        version="1.0.0",
        language="en",
        title="Small",
        about=About.CHILD_AND_CARER,
        introduction="",
        window=ObservationWindow(28),
        rater_roles=(RaterRole.WORKER,),
        evidence_prompt="",
        analysis_prompt="",
        not_a="",
        completed_by=(),
        sections=(Section("all", "area", "All", items=tuple(items)),),
        scales=tuple(scales),
    )


def graded(*item_ids: str) -> Instrument:
    """Graded items under one graded-care scale named `care`."""
    return instrument([item(item_id) for item_id in item_ids], [scale("care", item_ids)])


def two_levels() -> Instrument:
    """Two sub-areas (`food` of three items, `sleep` of two) under one area, `daily`."""
    names = {"food": ("meals", "drink", "warmth"), "sleep": ("bed", "night")}
    sub_areas = [scale(scale_id, members) for scale_id, members in names.items()]
    items = [item(item_id) for members in names.values() for item_id in members]
    return instrument(items, [*sub_areas, scale("daily", names)])


def with_item(whole: Instrument, changed: Item) -> Instrument:
    """The instrument with the item of the same id replaced."""
    section = whole.sections[0]
    items = tuple(changed if one.id == changed.id else one for one in section.items)
    return replace(whole, sections=(replace(section, items=items),))


def with_scale(whole: Instrument, changed: Scale) -> Instrument:
    """The instrument with the scale of the same id replaced."""
    return replace(whole, scales=tuple(changed if one.id == changed.id else one for one in whole.scales))


def answers(given: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Response]:
    """Responses: an absence as such, a whole number as the code of a grade, anything else as it is."""
    return {item_id: _response(value) for item_id, value in {**(given or {}), **more}.items()}


def circumstances(child: ChildAge | None = TODDLER, sex: str | None = None) -> Circumstances:
    """An observation on `DAY`."""
    return Circumstances(DAY, child, sex)


def scored(
    whole: Instrument, child: ChildAge | None = TODDLER, sex: str | None = None, /, **given: Any
) -> Result:
    """The result of these answers."""
    return score(whole, circumstances(child, sex), answers(given))


def of_grades(*grades: int | None) -> Result:
    """The result of a graded-care scale named `care` over items named a, b, c and so on."""
    names = [chr(ord("a") + place) for place in range(len(grades))]
    given = {name: grade for name, grade in zip(names, grades, strict=True) if grade is not None}
    return scored(graded(*names), **given)


def _response(value: Any) -> Response:
    if isinstance(value, Response):
        return value
    if isinstance(value, Absence):
        return Response(absence=value)
    return Response(value=str(value) if isinstance(value, int) else value)

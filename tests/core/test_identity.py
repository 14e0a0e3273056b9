"""Two scales are the same scale exactly when everything that can move their value is the same."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment_tool.core.ages import AgeRange
from assessment_tool.core.conditions import parse_condition
from assessment_tool.core.identity import band_hashes, scale_hashes
from assessment_tool.core.instrument import (
    Absence,
    Band,
    Direction,
    Instrument,
    Item,
    Kind,
    Method,
    MethodName,
    MissingRuleName,
    NumberLimits,
    Option,
    Scale,
)
from assessment_tool.core.levels import LevelRule, WorseningRule
from tests.core.builders import GRADES, band, choice, instrument, item, scale, with_item, with_scale

BABY = band("baby", 0, 12, title="Milk")
MEALS = item("meals", title="Meals come  when needed", age_bands=(BABY, band("child", 12, 60)))
DAYS = item("days", Kind.NUMBER, number=NumberLimits("days", Decimal(0), Decimal(31), whole=True))
PET = choice("pet", "no", "yes", show="days > 0", ages=AgeRange(0, 216))
FOOD = scale("food", ["meals", "drink"])
COUNTED = scale(
    "counted",
    ["days", "pet"],
    MethodName.WEIGHTED_SUM,
    weights=(Decimal(1), Decimal(2)),
    bands=[Band("low", "Low", {"any": Decimal(0)})],
)
WHOLE = instrument(
    [MEALS, item("drink"), DAYS, PET, item("bed")],
    [FOOD, COUNTED, scale("sleep", ["bed"]), scale("daily", ["food", "sleep"])],
)


def changed_by(after: Instrument) -> set[str]:
    """The scales whose hash differs from that of the instrument above."""
    before, now = scale_hashes(WHOLE), scale_hashes(after)
    return {scale_id for scale_id in before if before[scale_id] != now[scale_id]}


def of_meals(**parts: object) -> Instrument:
    return _with(MEALS, **parts)


def _with(changed: Item, **parts: object) -> Instrument:
    return with_item(WHOLE, replace(changed, **parts))  # type: ignore[arg-type]  # a table of changes


def _of(changed: Scale, **parts: object) -> Instrument:
    return with_scale(WHOLE, replace(changed, **parts))  # type: ignore[arg-type]  # a table of changes


def _band(**parts: object) -> Instrument:
    changed = replace(BABY, **parts)  # type: ignore[arg-type]  # a table of changes
    return of_meals(age_bands=(changed, MEALS.age_bands[1]))


def _method(of: Scale = COUNTED, **parts: object) -> Instrument:
    return _of(of, method=replace(of.method, **parts))  # type: ignore[arg-type]  # a table of changes


def _missing(**parts: object) -> Instrument:
    return _of(FOOD, missing=replace(FOOD.missing, **parts))  # type: ignore[arg-type]  # a table of changes


def _grade(place: int, changed: Option) -> Instrument:
    return of_meals(options=(*GRADES[:place], changed, *GRADES[place + 1 :]))


FOOD_AND_DAILY, ONLY_COUNTED = {"food", "daily"}, {"counted"}

CHANGES: dict[str, tuple[Callable[[], Instrument], set[str]]] = {
    "a title": (lambda: of_meals(title="Meals come"), FOOD_AND_DAILY),
    "an anchor": (lambda: of_meals(anchors={**MEALS.anchors, "3": "Other"}), FOOD_AND_DAILY),
    "an option's code": (lambda: _grade(2, Option("three", "Grade 3", Decimal(3))), FOOD_AND_DAILY),
    "an option's label": (lambda: _grade(2, Option("3", "Other", Decimal(3))), FOOD_AND_DAILY),
    "an option's score": (lambda: _grade(2, Option("3", "Grade 3", Decimal(4))), FOOD_AND_DAILY),
    "no score": (lambda: _grade(2, Option("3", "Grade 3", None)), FOOD_AND_DAILY),
    "the order of options": (lambda: of_meals(options=GRADES[::-1]), FOOD_AND_DAILY),
    "an option less": (lambda: of_meals(options=GRADES[:4]), FOOD_AND_DAILY),
    "a kind": (lambda: of_meals(kind=Kind.SINGLE), FOOD_AND_DAILY),
    "an age band's title": (lambda: _band(title="Breast or bottle"), FOOD_AND_DAILY),
    "an age band's anchor": (lambda: _band(anchors={**BABY.anchors, "1": "Other"}), FOOD_AND_DAILY),
    "an age band's ages": (lambda: _band(ages=AgeRange(0, 11)), FOOD_AND_DAILY),
    "an age band for the unborn": (lambda: _band(ages=AgeRange(0, 12, unborn=True)), FOOD_AND_DAILY),
    "an age band's id": (lambda: _band(id="infant"), FOOD_AND_DAILY),
    "an age band less": (lambda: of_meals(age_bands=(BABY,)), FOOD_AND_DAILY),
    "the ages of an item": (lambda: _with(PET, ages=AgeRange(1, 216)), ONLY_COUNTED),
    "an item for all ages": (lambda: _with(PET, ages=None), ONLY_COUNTED),
    "a condition": (lambda: _with(PET, show=parse_condition("days > 1")), ONLY_COUNTED),
    "no condition": (lambda: _with(PET, show=None), ONLY_COUNTED),
    "a unit": (lambda: _with(DAYS, number=replace(DAYS.number, unit="weeks")), ONLY_COUNTED),
    "a lowest number": (lambda: _with(DAYS, number=replace(DAYS.number, minimum=None)), ONLY_COUNTED),
    "a highest number": (lambda: _with(DAYS, number=replace(DAYS.number, maximum=Decimal(28))), ONLY_COUNTED),
    "whole numbers": (lambda: _with(DAYS, number=replace(DAYS.number, whole=False)), ONLY_COUNTED),
    "a member less": (lambda: _of(FOOD, of=("meals",)), FOOD_AND_DAILY),
    "a member more": (lambda: _of(FOOD, of=("meals", "drink", "bed")), FOOD_AND_DAILY),
    "the order of members": (lambda: _of(FOOD, of=("drink", "meals")), FOOD_AND_DAILY),
    "a method": (lambda: _of(FOOD, method=Method(MethodName.WORST)), FOOD_AND_DAILY),
    "the precedence grade": (lambda: _method(FOOD, precedence_above=Decimal(4)), FOOD_AND_DAILY),
    "a weight": (lambda: _method(weights=(Decimal(1), Decimal(3))), ONLY_COUNTED),
    "a factor": (lambda: _method(factor=Decimal(2)), ONLY_COUNTED),
    "an offset": (lambda: _method(offset=Decimal(1)), ONLY_COUNTED),
    "a table": (lambda: _method(table=((Decimal(1), Decimal(2)),)), ONLY_COUNTED),
    "a count's floor": (lambda: _method(at_least=Decimal(2)), ONLY_COUNTED),
    "the decimals": (lambda: _method(decimals=1), ONLY_COUNTED),
    "a missing rule": (lambda: _missing(name=MissingRuleName.ALL_REQUIRED), FOOD_AND_DAILY),
    "how many must be answered": (lambda: _missing(at_least=2), FOOD_AND_DAILY),
    "what a blank counts": (lambda: _missing(value=Decimal(0)), FOOD_AND_DAILY),
    "a direction": (lambda: _of(FOOD, direction=Direction.HIGH_IS_GOOD), FOOD_AND_DAILY),
}


@pytest.mark.parametrize(("change", "changed"), CHANGES.values(), ids=CHANGES.keys())
def test_what_can_move_a_value_changes_its_scale_and_those_above_and_no_other(
    change: Callable[[], Instrument], changed: set[str]
) -> None:
    assert changed_by(change()) == changed


NO_CHANGES: dict[str, Callable[[], Instrument]] = {
    "nothing": lambda: replace(WHOLE),
    "why": lambda: of_meals(why="Children have small stores."),
    "look for": lambda: of_meals(look_for=("Food in the house.",)),
    "ask": lambda: of_meals(ask=("What did you eat?",)),
    "help": lambda: of_meals(help="Read all five."),
    "who else": lambda: of_meals(who_else=("School",)),
    "when it does not apply": lambda: of_meals(not_applicable="Never."),
    "when it was not observed": lambda: of_meals(not_observed="No visit at mealtime."),
    "evidence": lambda: of_meals(evidence_required_from=Decimal(4)),
    "absences": lambda: of_meals(absences=(Absence.NOT_OBSERVED,)),
    "an age band's guidance": lambda: _band(why="x", look_for=("y",), ask=("z",)),
    "how a score is written": lambda: _grade(2, Option("3", "Grade 3", Decimal("3.0"))),
    "how a weight is written": lambda: _method(weights=(Decimal("1.00"), Decimal("2E0"))),
    "case and spaces of a title": lambda: of_meals(title=" meals COME when\n needed "),
    "the reason of a missing rule": lambda: _missing(because="They are alike."),
    "bands": lambda: _of(COUNTED, bands=()),
    "a scale's title": lambda: _of(FOOD, title="Food and drink"),
    "a version and an introduction": lambda: replace(WHOLE, version="1.0.1", introduction="Read this."),
}

JUDGED = choice("judged", "low", "high")
LEVEL = replace(
    scale(
        "level",
        ["pet"],
        MethodName.COMPOSITE,
        levels=(LevelRule(Decimal(1), parse_condition("pet == 'yes'"), "There is a pet."),),
        raised_by=(WorseningRule(parse_condition("pet == 'no'"), "It ran away."),),
        at_least_as="judged",
    ),
    minimum=Decimal(0),
    maximum=Decimal(3),
)


def _level(changed: Scale = LEVEL, judged: Item = JUDGED, **method: object) -> str:
    """The hash of the composite after a change."""
    after = replace(changed, method=replace(changed.method, **method))  # type: ignore[arg-type]  # of any part
    return scale_hashes(instrument([choice("pet", "no", "yes"), judged], [after]))["level"]


RULE, WORSE = LEVEL.method.levels[0], LEVEL.method.raised_by[0]
LEVEL_CHANGES: dict[str, Callable[[], str]] = {
    "a level": lambda: _level(levels=(replace(RULE, value=Decimal(2)),)),
    "a level's condition": lambda: _level(levels=(replace(RULE, when=parse_condition("pet != 'no'")),)),
    "a level less": lambda: _level(levels=(RULE, RULE)),
    "how much worse": lambda: _level(raised_by=(replace(WORSE, by=Decimal(2)),)),
    "what makes worse": lambda: _level(raised_by=(replace(WORSE, when=RULE.when),)),
    "nothing that makes worse": lambda: _level(raised_by=()),
    "no judgement": lambda: _level(at_least_as=""),
    "the judgement's words": lambda: _level(judged=replace(JUDGED, title="How bad is it?")),
    "the end beyond which nothing is raised": lambda: _level(replace(LEVEL, maximum=Decimal(2))),
    "the other end": lambda: _level(replace(LEVEL, minimum=Decimal(1))),
}


@pytest.mark.parametrize("change", LEVEL_CHANGES.values(), ids=LEVEL_CHANGES.keys())
def test_what_can_move_a_level_changes_its_hash(change: Callable[[], str]) -> None:
    assert change() != _level()


def test_the_reasons_in_words_are_no_part_of_a_level() -> None:
    assert _level(levels=(replace(RULE, because="A pet lives here."),)) == _level()


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES.keys())
def test_guidance_layout_and_bands_change_no_scale(change: Callable[[], Instrument]) -> None:
    assert changed_by(change()) == set()


def test_letters_composed_or_not_are_the_same_words() -> None:
    composed = scale_hashes(of_meals(title="Caf\u00e9"))
    assert composed == scale_hashes(of_meals(title="Cafe\u0301"))
    assert composed != scale_hashes(of_meals(title="Cafe"))


def test_scales_over_other_items_have_other_hashes() -> None:
    hashes = scale_hashes(WHOLE)
    assert len(set(hashes.values())) == len(WHOLE.scales)
    assert all(len(one) == 64 and set(one) <= set("0123456789abcdef") for one in hashes.values())


def test_the_hash_of_a_scale_is_still_what_it_was_when_results_were_stored() -> None:
    care = instrument([item("meals"), item("drink")], [scale("care", ["meals", "drink"])])
    assert scale_hashes(care) == {"care": "7cb24ac64fa0273ee72b4d4267caa3255c802f8af52827886f9c3b359acd5b1b"}


LOW, HIGH = Band("low", "Low", {"any": Decimal(0)}), Band("high", "High", {"any": Decimal(4)})
BANDED = scale("banded", ["meals"], bands=[LOW, HIGH])

CUT_OFFS: dict[str, tuple[list[Band], bool]] = {
    "nothing": ([LOW, HIGH], False),
    "what a band is called": ([LOW, replace(HIGH, label="Much")], False),
    "how a bound is written": ([LOW, replace(HIGH, lower={"any": Decimal("4.0")})], False),
    "a bound": ([LOW, replace(HIGH, lower={"any": Decimal(5)})], True),
    "a bound for one sex": ([LOW, replace(HIGH, lower={"female": Decimal(3), "male": Decimal(4)})], True),
    "a band's id": ([LOW, replace(HIGH, id="higher")], True),
    "a band less": ([LOW], True),
}


@pytest.mark.parametrize(("bands", "differs"), CUT_OFFS.values(), ids=CUT_OFFS.keys())
def test_the_band_hash_covers_the_cut_offs_and_the_scale_hash_does_not(
    bands: list[Band], *, differs: bool
) -> None:
    before = instrument([item("meals")], [BANDED])
    after = with_scale(before, replace(BANDED, bands=tuple(bands)))
    assert (band_hashes(before) != band_hashes(after)) is differs
    assert scale_hashes(before) == scale_hashes(after)


def test_what_moves_a_value_leaves_the_band_hash_alone() -> None:
    assert band_hashes(WHOLE) == band_hashes(of_meals(title="Other words"))

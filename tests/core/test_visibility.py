"""Which items are asked of whom: by age, by earlier answers, and what is then missing."""

from datetime import date
from decimal import Decimal

import pytest

from assessment_tool.core.ages import UNBORN, AgeRange, ChildAge, age_on
from assessment_tool.core.instrument import Absence, Instrument, Kind
from assessment_tool.core.responses import Response
from assessment_tool.core.visibility import (
    AskedItem,
    asked_items,
    for_age,
    missing_items,
    read_form,
    without_required_evidence,
)
from tests.core.builders import TODDLER, answers, band, choice, circumstances, instrument, item

BABY = band("baby", 0, 12, title="Feeding", why="Small stores.", look_for=("bottle",), ask=("When?",))
CHILD = band("child", 12, 60)
MEALS = item("meals", age_bands=(BABY, CHILD), why="Growth.", look_for=("food",), ask=("What?",))


def asked(whole: Instrument, child: ChildAge | None = TODDLER, /, **given: object) -> list[str]:
    return list(asked_items(whole, circumstances(child), answers(given)))


@pytest.mark.parametrize(("months", "band_id"), [(0, "baby"), (11, "baby"), (12, "child"), (59, "child")])
def test_an_item_is_asked_in_the_words_of_the_childs_age(months: int, band_id: str) -> None:
    found = for_age(MEALS, ChildAge(months))
    assert found
    assert found.band
    assert found.band.id == band_id
    assert found.anchors["1"] == f"{band_id}, Grade 1"


def test_an_age_band_of_its_own_words_replaces_those_of_the_item_and_no_others() -> None:
    assert _words(AskedItem(MEALS, BABY)) == ("Feeding", "Small stores.", ("bottle",), ("When?",))
    assert _words(AskedItem(MEALS, CHILD)) == ("Meals", "Growth.", ("food",), ("What?",))
    assert AskedItem(MEALS).anchors == MEALS.anchors


def _words(found: AskedItem) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    return found.title, found.why, found.look_for, found.ask


@pytest.mark.parametrize("child", [ChildAge(60), ChildAge(215), UNBORN, None])
def test_an_item_with_age_bands_is_asked_of_no_other_age(child: ChildAge | None) -> None:
    assert for_age(MEALS, child) is None


def test_the_unborn_are_asked_about_only_where_an_item_says_so() -> None:
    care = item("antenatal", ages=AgeRange(0, 0, unborn=True))
    both = item("stress", age_bands=(band("before", 0, 1, unborn=True), band("after", 1, 60)))
    whole = instrument([care, both, item("school", ages=AgeRange(48, 216)), item("plain")])
    assert asked(whole, UNBORN) == ["antenatal", "stress"]
    assert asked(whole, ChildAge(0)) == ["stress", "plain"]
    assert asked(whole, ChildAge(48)) == ["stress", "school", "plain"]


def test_an_adult_is_asked_what_depends_on_no_childs_age() -> None:
    whole = instrument([MEALS, item("school", ages=AgeRange(48, 216)), item("plain")])
    assert asked(whole, None) == ["plain"]


def test_nobody_is_asked_of_a_child_who_is_eighteen() -> None:
    assert asked(instrument([item("plain")]), age_on(date(2008, 3, 2), date(2026, 3, 2))) == []
    assert asked(instrument([item("plain")]), age_on(date(2008, 3, 3), date(2026, 3, 2))) == ["plain"]


CHAIN = instrument(
    [
        choice("drinks", "no", "yes"),
        choice("often", "no", "yes", show="drinks == 'yes'"),
        choice("alone", "no", "yes", show="often == 'yes'"),
    ]
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, ["drinks"]),
        ({"drinks": Absence.DECLINED}, ["drinks"]),
        ({"drinks": "no"}, ["drinks"]),
        ({"drinks": "yes"}, ["drinks", "often"]),
        ({"drinks": "yes", "often": "no"}, ["drinks", "often"]),
        ({"drinks": "yes", "often": "yes"}, ["drinks", "often", "alone"]),
        ({"drinks": "no", "often": "yes", "alone": "yes"}, ["drinks"]),
        ({"often": "yes"}, ["drinks"]),
    ],
)
def test_an_item_hidden_behind_a_hidden_item_is_hidden_too(
    given: dict[str, object], wanted: list[str]
) -> None:
    assert asked(CHAIN, **given) == wanted


def test_a_condition_can_hang_on_a_free_text_being_there() -> None:
    whole = instrument([item("worry", Kind.TEXT), item("since", Kind.DATE, show="answered(worry)")])
    assert asked(whole) == ["worry"]
    assert asked(whole, worry="Cries at night") == ["worry", "since"]
    assert asked(whole, worry=Absence.DECLINED) == ["worry"]


def test_an_item_whose_condition_hangs_on_another_age_is_not_asked() -> None:
    whole = instrument(
        [choice("school", "no", "yes", ages=AgeRange(48, 216)), item("homework", show="school == 'yes'")]
    )
    assert asked(whole, ChildAge(18), school="yes") == []
    assert asked(whole, ChildAge(60), school="yes") == ["school", "homework"]


def test_what_must_be_answered_and_says_nothing_is_missing() -> None:
    whole = instrument(
        [
            item("meals"),
            item("drink"),
            item("sleep"),
            item("extra", required=False),
            item("read_this", Kind.NOTE),
            choice("gate", "no", "yes"),
            item("hidden", show="gate == 'yes'"),
        ]
    )
    given = answers(meals=3, drink=Absence.NOT_OBSERVED, sleep=Response(evidence="Noted."), gate="no")
    assert list(missing_items(read_form(whole, circumstances(), given))) == ["sleep"]


@pytest.mark.parametrize(
    ("response", "wanting"),
    [
        (Response("3"), False),
        (Response("4"), True),
        (Response("5"), True),
        (Response("4", evidence=" \n"), True),
        (Response("4", evidence="No food on two visits."), False),
        (Response(absence=Absence.NOT_OBSERVED), False),
        (Response(), False),
    ],
)
def test_a_grave_grade_needs_its_evidence(response: Response, *, wanting: bool) -> None:
    whole = instrument([item("meals", evidence_required_from=Decimal(4)), item("sleep")])
    given = answers(meals=response, sleep=5)
    shown = asked_items(whole, circumstances(), given)
    assert list(without_required_evidence(shown, given)) == (["meals"] if wanting else [])


def test_a_grave_choice_needs_its_evidence_as_a_grade_does() -> None:
    whole = instrument([choice("drinks", "no", "some", "much", evidence_required_from=Decimal(2))])
    for code, wanting in [("some", []), ("much", ["drinks"])]:
        given = answers(drinks=code)
        shown = asked_items(whole, circumstances(), given)
        assert list(without_required_evidence(shown, given)) == wanting

"""Scoring a whole assessment: missing answers, weights, nested coverage, forms, bands and flags."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.instrument import (
    Absence,
    Band,
    Direction,
    Instrument,
    Kind,
    MethodName,
    MissingRule,
    MissingRuleName,
    NumberLimits,
    Urgency,
)
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import ENGINE, Result, plain, score
from tests.core.builders import (
    ALL_REQUIRED,
    TODDLER,
    answers,
    band,
    choice,
    circumstances,
    flag,
    graded,
    instrument,
    item,
    scale,
    scored,
    two_levels,
)


def rule(name: MissingRuleName, at_least: int = 1, value: int | None = None) -> MissingRule:
    return MissingRule(name, at_least, None if value is None else Decimal(value))


def total(missing: MissingRule, method: MethodName = MethodName.SUM) -> Instrument:
    names = ("a", "b", "c", "d")
    return instrument([item(name) for name in names], [scale("total", names, method, missing=missing)])


def outcome(result: Result, scale_id: str) -> tuple[str | None, str]:
    found = result.by_id[scale_id]
    return plain(found.value), found.decided_by


@pytest.mark.parametrize(
    ("missing", "given", "value", "decided_by"),
    [
        (rule(MissingRuleName.ALL_REQUIRED), {"a": 1, "b": 2, "c": 3, "d": 4}, "10", "sum"),
        (rule(MissingRuleName.ALL_REQUIRED), {"a": 1, "b": 2, "c": 3}, None, "too_few_answered"),
        (rule(MissingRuleName.ALL_REQUIRED), {}, None, "none"),
        (rule(MissingRuleName.MIN_ANSWERED, 2), {"a": 1, "b": 2}, "3", "sum"),
        (rule(MissingRuleName.MIN_ANSWERED, 2), {"a": 1}, None, "too_few_answered"),
        (rule(MissingRuleName.MIN_ANSWERED, 2), {}, None, "none"),
        (rule(MissingRuleName.PRORATE, 3), {"a": 1, "b": 2, "c": 3, "d": 4}, "10", "sum"),
        (rule(MissingRuleName.PRORATE, 3), {"a": 1, "b": 2, "c": 2}, "6.67", "prorated"),
        (rule(MissingRuleName.PRORATE, 3), {"a": 1, "b": 2}, None, "too_few_answered"),
        (rule(MissingRuleName.PRORATE, 3), {}, None, "none"),
        (rule(MissingRuleName.FIXED, value=2), {"a": 5}, "11", "sum"),
        (rule(MissingRuleName.FIXED, value=0), {"a": 5, "b": Absence.DECLINED}, "5", "sum"),
    ],
)
def test_each_missing_rule_does_what_it_says(
    missing: MissingRule, given: dict[str, object], value: str | None, decided_by: str
) -> None:
    assert outcome(scored(total(missing), **given), "total") == (value, decided_by)


@pytest.mark.parametrize("absence", Absence)
def test_every_reason_for_no_answer_is_a_blank(absence: Absence) -> None:
    result = scored(graded("a", "b"), a=2, b=absence)
    assert outcome(result, "care") == ("2", "single")
    assert (result.by_id["care"].answered, result.by_id["care"].of) == (1, 2)
    assert result.missing == ()


def test_a_value_filled_in_is_not_counted_as_answered() -> None:
    found = scored(total(rule(MissingRuleName.FIXED, value=2)), a=5).by_id["total"]
    assert (found.answered, found.of) == (1, 4)


WEIGHTED = instrument(
    [
        choice("gate", "no", "yes"),
        choice("a", "0", "1", "2"),
        choice("b", "0", "1", "2", show="gate == 'yes'"),
        choice("c", "0", "1", "2"),
    ],
    [
        scale(
            "total",
            ("a", "b", "c"),
            MethodName.WEIGHTED_SUM,
            missing=ALL_REQUIRED,
            weights=(Decimal(1), Decimal(10), Decimal(100)),
        )
    ],
)


def test_each_weight_stays_with_its_item_when_another_is_not_asked() -> None:
    assert outcome(scored(WEIGHTED, gate="yes", a="1", b="2", c="1"), "total") == ("121", "weighted_sum")
    assert outcome(scored(WEIGHTED, gate="no", a="1", b="2", c="1"), "total") == ("101", "weighted_sum")
    assert outcome(scored(WEIGHTED, gate="no", a="1", c=Absence.DECLINED), "total") == (
        None,
        "too_few_answered",
    )


def test_areas_are_made_of_sub_areas_and_coverage_counts_items_through_both() -> None:
    result = scored(two_levels(), meals=1, drink=2, warmth=2, bed=4)
    values = {one.id: (plain(one.value), one.decided_by, one.answered, one.of) for one in result.scales}
    assert values == {
        "food": ("2", "mode", 3, 3),
        "sleep": ("4", "precedence", 1, 2),
        "daily": ("4", "precedence", 4, 5),
    }
    assert [(one.member_id, plain(one.points)) for one in result.by_id["daily"].contributions] == [
        ("food", "2"),
        ("sleep", "4"),
    ]


def test_a_blank_sub_area_is_left_out_of_its_area() -> None:
    result = scored(two_levels(), meals=3, drink=3, bed=Absence.NOT_OBSERVED, night=Absence.NOT_OBSERVED)
    assert outcome(result, "sleep") == (None, "none")
    assert outcome(result, "daily") == ("3", "single")
    assert (result.by_id["daily"].answered, result.by_id["daily"].of) == (2, 5)
    assert result.missing == ("warmth",)


def test_a_sub_area_of_which_nothing_is_asked_holds_no_area_back() -> None:
    school = item("school", ages=AgeRange(48, 216))
    whole = instrument(
        [item("meals"), school],
        [
            scale("food", ["meals"]),
            scale("learning", ["school"]),
            scale("daily", ["food", "learning"], MethodName.SUM, missing=ALL_REQUIRED),
        ],
    )
    assert outcome(scored(whole, ChildAge(18), meals=2), "daily") == ("2", "sum")
    assert outcome(scored(whole, ChildAge(60), meals=2), "daily") == (None, "too_few_answered")
    assert outcome(scored(whole, ChildAge(60), meals=2, school=1), "daily") == ("3", "sum")


def test_what_is_not_asked_does_not_count_though_it_was_answered() -> None:
    whole = instrument(
        [item("meals"), item("school", ages=AgeRange(48, 216))], [scale("care", ["meals", "school"])]
    )
    found = scored(whole, TODDLER, meals=2, school=5).by_id["care"]
    assert (plain(found.value), found.answered, found.of) == ("2", 1, 1)
    assert [one.member_id for one in found.contributions] == ["meals"]


BANDED = instrument(
    [
        item("meals", age_bands=(band("baby", 0, 12, title="Milk"), band("child", 12, 60))),
        choice("pet", "no", "yes"),
        item("safe_pet", show="pet == 'yes'"),
        item("school", ages=AgeRange(48, 216)),
    ],
    [
        scale("food", ["meals", "safe_pet"]),
        scale("learning", ["school"]),
        scale("daily", ["food", "learning"]),
    ],
)


def forms(child: ChildAge, **given: str | int) -> dict[str, str]:
    return {one.id: one.form for one in score(BANDED, circumstances(child), answers(given)).scales}


def test_the_form_changes_with_the_age_band_of_an_item_and_for_no_other_scale() -> None:
    baby, child = forms(ChildAge(11), meals=2), forms(ChildAge(12), meals=2)
    assert baby["food"] != child["food"]
    assert baby["daily"] != child["daily"]
    assert baby["learning"] == child["learning"]


def test_the_form_changes_when_the_child_grows_into_an_item() -> None:
    assert forms(ChildAge(47))["daily"] != forms(ChildAge(48))["daily"]
    assert forms(ChildAge(47))["food"] == forms(ChildAge(48))["food"]


def test_the_form_does_not_change_with_the_answers() -> None:
    assert (
        forms(TODDLER, meals=1, pet="no") == forms(TODDLER, meals=5, pet="yes", safe_pet=3) == forms(TODDLER)
    )


def test_a_contribution_is_called_what_it_was_asked_as() -> None:
    found = score(BANDED, circumstances(ChildAge(3)), answers(meals=2)).by_id["food"]
    assert [one.title for one in found.contributions] == ["Milk"]


def by_sex(**lower: int) -> dict[str, Decimal]:
    return {sex: Decimal(bound) for sex, bound in lower.items()}


BANDS = [
    Band("low", "Low", by_sex(any=0)),
    Band("raised", "Raised", by_sex(female=2, male=6)),
    Band("high", "High", by_sex(any=8)),
]


@pytest.mark.parametrize(
    ("days", "sex", "band_id"),
    [
        (-1, "female", None),
        (0, "female", "low"),
        (1, "female", "low"),
        (2, "female", "raised"),
        (2, "male", "low"),
        (5, "male", "low"),
        (6, "male", "raised"),
        (7, "male", "raised"),
        (8, "male", "high"),
        (9, "female", "high"),
        (1, None, None),
        (9, None, None),
    ],
)
def test_a_band_begins_at_its_lower_bound_for_the_respondents_sex(
    days: int, sex: str | None, band_id: str | None
) -> None:
    whole = instrument([item("days", Kind.NUMBER)], [scale("total", ["days"], MethodName.SUM, bands=BANDS)])
    found = scored(whole, TODDLER, sex, days=Decimal(days)).by_id["total"]
    assert found.band == band_id
    assert found.band_label == (band_id or "").capitalize()


def test_a_scale_without_a_value_has_no_band() -> None:
    whole = instrument([item("days", Kind.NUMBER)], [scale("total", ["days"], MethodName.SUM, bands=BANDS)])
    assert scored(whole, TODDLER, "male").by_id["total"].band is None


FLAGGED = instrument(
    [
        item("meals", flags=(flag("hungry", "meals >= 4", Urgency.SAME_DAY),)),
        item(
            "days",
            Kind.NUMBER,
            number=NumberLimits(whole=True),
            flags=(flag("much", "days * 2 > 10 or meals == 5"), flag("unasked", "not answered(days)")),
        ),
        choice("pregnant", "no", "yes", flags=(flag("area", "care >= 4 and pregnant == 'yes'"),)),
    ],
    [scale("care", ["meals"])],
)


@pytest.mark.parametrize(
    ("given", "raised"),
    [
        ({}, ["unasked"]),
        ({"meals": 3}, ["unasked"]),
        ({"meals": 4}, ["hungry", "unasked"]),
        ({"meals": 5}, ["hungry", "much", "unasked"]),
        ({"days": Decimal(6)}, ["much"]),
        ({"days": Decimal(5)}, []),
        ({"days": Absence.DECLINED}, ["unasked"]),
        ({"meals": 4, "pregnant": "yes", "days": Decimal(0)}, ["hungry", "area"]),
        ({"pregnant": "yes", "days": Decimal(0)}, []),
    ],
)
def test_a_flag_is_raised_when_its_condition_is_true_and_not_while_it_is_undecided(
    given: dict[str, object], raised: list[str]
) -> None:
    result = score(FLAGGED, circumstances(), answers(given))
    assert [one.id for one in result.flags] == raised


def test_a_raised_flag_says_where_what_and_how_soon() -> None:
    [raised, _] = scored(FLAGGED, meals=4).flags
    assert (raised.id, raised.item_id, raised.message) == ("hungry", "meals", "See to hungry.")
    assert raised.urgency is Urgency.SAME_DAY


def test_a_flag_of_an_item_that_is_not_asked_stays_silent() -> None:
    school = item("school", ages=AgeRange(48, 216), flags=(flag("away", "meals >= 1"),))
    assert scored(instrument([item("meals"), school]), TODDLER, meals=5).flags == ()


def test_a_result_names_its_instrument_and_engine() -> None:
    result = scored(graded("a"), a=2)
    assert (result.instrument_id, result.version, result.engine) == ("small", "1.0.0", ENGINE)


def test_each_score_is_worse_at_the_end_that_the_direction_names() -> None:
    names = ("a", "b")
    whole = instrument(
        [item(name) for name in names],
        [
            scale("low", names, MethodName.WORST, direction=Direction.LOW_IS_GOOD),
            scale("high", names, MethodName.WORST, direction=Direction.HIGH_IS_GOOD),
        ],
    )
    result = scored(whole, a=2, b=4)
    assert (outcome(result, "low"), outcome(result, "high")) == (("4", "worst"), ("2", "worst"))


TWO_LEVELS = two_levels()
grades_or_none = st.none() | st.integers(1, 5) | st.sampled_from(Absence)
whole_profiles = st.fixed_dictionaries(dict.fromkeys(two_levels().items, grades_or_none))


@given(whole_profiles, st.data())
def test_the_order_of_the_answers_is_irrelevant(given: dict[str, object], data: st.DataObject) -> None:
    said = answers({name: value for name, value in given.items() if value is not None})
    shuffled = dict(data.draw(st.permutations(list(said.items()))))
    assert score(TWO_LEVELS, circumstances(), shuffled) == score(TWO_LEVELS, circumstances(), said)
    pairs = zip(
        score(TWO_LEVELS, circumstances(), shuffled).scales,
        score(TWO_LEVELS, circumstances(), said).scales,
        strict=True,
    )
    assert not any(one != other for one, other in pairs)


@given(whole_profiles)
def test_an_item_nobody_answered_scores_as_if_it_had_been_left_blank_for_a_reason(
    given: dict[str, object],
) -> None:
    said = {name: value for name, value in given.items() if value is not None}
    blank = {name: value if isinstance(value, int) else Absence.NOT_OBSERVED for name, value in given.items()}
    first, second = (score(TWO_LEVELS, circumstances(), answers(some)) for some in (said, blank))
    assert first.scales == second.scales
    assert second.missing == ()


@given(whole_profiles)
def test_coverage_counts_the_items_that_have_a_grade(given: dict[str, object]) -> None:
    said = {name: value for name, value in given.items() if value is not None}
    found = score(TWO_LEVELS, circumstances(), answers(said)).by_id["daily"]
    assert found.answered == sum(isinstance(value, int) for value in given.values())
    assert found.of == 5
    assert (found.value is None) is (found.answered == 0)


def test_evidence_and_confidence_never_move_a_score() -> None:
    plain_answer = answers(a=2, b=3)
    told = {**plain_answer, "a": Response("2", evidence="Seen.", source="Visit")}
    whole = graded("a", "b")
    assert score(whole, circumstances(), told) == score(whole, circumstances(), plain_answer)

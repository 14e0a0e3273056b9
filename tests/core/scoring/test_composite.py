"""A level with reasons: the worst that holds, made worse by what aggravates, never below a judgement."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import AgeRange
from assessment_tool.core.conditions import parse_condition
from assessment_tool.core.instrument import (
    Absence,
    Direction,
    Instrument,
    MethodName,
    MissingRule,
    MissingRuleName,
)
from assessment_tool.core.levels import LevelRule, WorseningRule
from assessment_tool.core.scoring import ScaleResult, plain
from assessment_tool.core.scoring.explain import method_sentence
from tests.core.builders import choice, instrument, scale, scored, with_scale

INDICATORS = ("threats", "weapon", "control")
SIGNS = ("no", "suspected", "confirmed")
ITEMS = [
    choice("threats", *SIGNS),
    choice("weapon", *SIGNS, show="threats in ('suspected', 'confirmed')"),
    choice("control", *SIGNS),
    choice("baby", "no", "yes", title="A baby lives here"),
    choice("disabled", "no", "yes"),
    choice("support", "no", "yes"),
    choice("judgement", "one", "two", "three", "four", "five", title="Your judgement"),
]


def level(value: int, when: str, because: str = "") -> LevelRule:
    return LevelRule(Decimal(value), parse_condition(when), because or f"level {value} is so")


def worse(when: str, by: int = 1) -> WorseningRule:
    return WorseningRule(parse_condition(when), f"{when.split(maxsplit=1)[0]} is so", Decimal(by))


LEVELS = (
    level(0, "threats == 'no' and control == 'no'"),
    level(1, "control == 'suspected' or threats == 'suspected'"),
    level(2, "control == 'confirmed'"),
    level(2, "threats == 'confirmed'", "Threats were made."),
    level(3, "weapon != 'no'"),
)
WORSE = (worse("baby == 'yes'"), worse("disabled == 'yes'"))
MEMBERS = (*INDICATORS, "baby", "disabled", "support")
RISK = replace(
    scale("risk", MEMBERS, MethodName.COMPOSITE, levels=LEVELS, raised_by=WORSE, at_least_as="judgement"),
    minimum=Decimal(0),
    maximum=Decimal(4),
)
WHOLE = instrument(ITEMS, [RISK])


def risk(whole: Instrument = WHOLE, /, **given: str | Absence) -> ScaleResult:
    return scored(whole, **given).by_id["risk"]


def outcome(found: ScaleResult) -> tuple[str | None, str]:
    return plain(found.value), found.decided_by


def open_items(found: ScaleResult) -> str:
    return found.because.partition("It could be ")[2] or found.because.partition("There could be ")[2]


QUIET = {"threats": "no", "control": "no", "baby": "no", "disabled": "no", "support": "no"}

STEPS: list[tuple[dict[str, str], str | None, str]] = [
    ({}, "0", "level"),
    ({"control": "suspected"}, "1", "level"),
    ({"control": "confirmed", "threats": "suspected", "weapon": "no"}, "2", "level"),
    ({"threats": "suspected", "weapon": "confirmed"}, "3", "level"),
    ({"baby": "yes"}, "1", "raised"),
    ({"baby": "yes", "disabled": "yes"}, "2", "raised"),
    ({"threats": "suspected", "weapon": "confirmed", "baby": "yes", "disabled": "yes"}, "4", "raised"),
    ({"judgement": "two"}, "1", "judgement"),
    ({"control": "confirmed", "judgement": "two"}, "2", "level"),
    ({"control": "confirmed", "judgement": "three"}, "2", "level"),
    ({"control": "confirmed", "baby": "yes", "judgement": "four"}, "3", "raised"),
    ({"control": "confirmed", "baby": "yes", "judgement": "five"}, "4", "judgement"),
]


@pytest.mark.parametrize(("given", "value", "decided_by"), STEPS)
def test_the_worst_level_is_raised_and_then_at_least_as_judged(
    given: dict[str, str], value: str, decided_by: str
) -> None:
    assert outcome(risk(**{**QUIET, **given})) == (value, decided_by)


def test_every_reason_is_told_and_not_only_the_deciding_one() -> None:
    given = {"threats": "confirmed", "weapon": "suspected", "control": "confirmed", "baby": "yes"}
    assert risk(**{**QUIET, **given, "judgement": "two"}).because == (
        "The level is 4. Level 3: level 3 is so. Level 2: level 2 is so. Level 2: Threats were made. "
        "Makes it 1 higher: baby is so. No level is higher. "
        "The professional judgement is 1 and makes nothing better."
    )
    assert risk(**{**QUIET, "judgement": "five"}).because == (
        "The level is 4. Level 0: level 0 is so. The professional judgement is 4 and decides."
    )


def test_a_blank_that_could_make_it_worse_is_named() -> None:
    given = {name: one for name, one in QUIET.items() if name != "baby"}
    assert risk(**given, judgement="one").because == (
        "The level is 0. Level 0: level 0 is so. The professional judgement is 0 and makes nothing better. "
        "It could be higher: “A baby lives here” is not answered."
    )
    assert open_items(risk(**given)).endswith("“A baby lives here” and “Your judgement” are not answered.")


@pytest.mark.parametrize("reason", Absence)
def test_whatever_the_reason_for_a_blank_is_it_is_still_open(reason: Absence) -> None:
    assert "“Control” is" in open_items(risk(**{**QUIET, "control": reason, "judgement": "one"}))


def test_a_question_that_is_not_asked_after_all_is_not_open_but_what_leads_to_it_is() -> None:
    assert open_items(risk(**QUIET, judgement="one")) == ""
    before = open_items(risk(**{**QUIET, "threats": Absence.DECLINED, "judgement": "one"}))
    assert before == "higher: “Threats” is not answered."


def test_what_could_not_make_it_worse_is_not_named() -> None:
    at_the_end = {"threats": "confirmed", "weapon": "confirmed", "baby": "yes"}
    assert risk(**at_the_end).because.endswith("No level is higher.")
    judged = {**QUIET, "control": Absence.NOT_ASKED, "judgement": "four", "baby": "no"}
    assert open_items(risk(**judged)) == ""


OPEN: list[tuple[str, str, dict[str, str], str]] = [
    ("control == 'suspected' and baby == 'yes'", "disabled == 'yes'", {"control": "no"}, "“Disabled”"),
    (
        "control == 'suspected' and baby == 'yes'",
        "disabled == 'yes'",
        {"baby": "yes"},
        "“Control”, “Disabled”",
    ),
    ("weapon == 'confirmed'", "baby == 'yes'", {"baby": "no"}, "“Threats”"),
    ("weapon == 'confirmed'", "baby == 'yes'", {"baby": "no", "threats": "no"}, ""),
    ("weapon == 'confirmed'", "baby == 'yes'", {"baby": "no", "threats": "suspected"}, "“Weapon”"),
    ("control == 'suspected'", "school == 'yes'", {"control": "suspected"}, ""),
    ("control == 'suspected' and school == 'yes'", "baby == 'yes'", {"baby": "yes"}, "“Control”"),
]


@pytest.mark.parametrize(("reached", "made_worse", "given", "named"), OPEN)
def test_only_what_can_still_be_answered_and_matters_is_named(
    reached: str, made_worse: str, given: dict[str, str], named: str
) -> None:
    """A toddler is not asked about school."""
    school = choice("school", "no", "yes", ages=AgeRange(60, 216))
    rules = (level(0, "support == 'yes'"), level(1, reached))
    small = scale(
        "risk", [*MEMBERS, "school"], MethodName.COMPOSITE, levels=rules, raised_by=(worse(made_worse),)
    )
    said = open_items(risk(instrument([*ITEMS, school], [small]), support="yes", **given))
    assert [f"“{one.title}”" for one in ITEMS if f"“{one.title}”" in said] == (
        named.split(", ") if named else []
    )


def test_what_makes_worse_is_not_named_where_the_level_alone_is_at_the_end() -> None:
    rules = (level(0, "support == 'yes'"), level(4, "control == 'confirmed'"))
    changed = replace(RISK.method, levels=rules, raised_by=(worse("baby == 'yes'"),), at_least_as="")
    blank_baby = {"support": "yes", "disabled": "no"}
    at_the_end = with_scale(WHOLE, replace(RISK, method=replace(changed, levels=rules[1:])))
    assert open_items(risk(at_the_end, **blank_baby)) == "a level: “Control” is not answered."
    assert open_items(risk(with_scale(WHOLE, replace(RISK, method=changed)), control="no", **blank_baby)) == (
        "higher: “A baby lives here” is not answered."
    )


def test_without_a_level_there_is_no_value_and_the_reasons_are_not_lost() -> None:
    found = risk(baby="yes", support="yes")
    assert outcome(found) == (None, "none")
    assert found.because.startswith(
        "The answers come to no level. Not counted: Makes it 1 higher: baby is so."
    )
    assert "There could be a level: “Threats”" in found.because
    assert risk().because.startswith(
        "Nothing here was scored, so there is no value. There could be a level: "
    )


def test_too_few_answers_give_no_level_but_a_judgement_still_counts() -> None:
    three = MissingRule(MissingRuleName.MIN_ANSWERED, at_least=3, because="One sign alone misleads.")
    strict = with_scale(WHOLE, replace(RISK, missing=three))
    few = risk(strict, control="confirmed", baby="no")
    assert outcome(few) == (None, "too_few_answered")
    assert few.because.startswith("Only 2 of 5 were answered")
    assert "Not counted: Level 2: level 2 is so." in few.because
    assert "“Threats”, “Disabled”, “Support” and “Your judgement” are not answered." in few.because
    judged = risk(strict, control="confirmed", judgement="four")
    assert outcome(judged) == ("3", "judgement")
    assert judged.because.startswith("The level is 3. Only 1 of 5 were answered")
    assert (few.answered, few.of) == (2, 5)


def test_where_high_is_good_worse_is_lower() -> None:
    turned = scale(
        "risk",
        ["threats", "baby"],
        MethodName.COMPOSITE,
        direction=Direction.HIGH_IS_GOOD,
        levels=(level(5, "threats == 'no'"), level(3, "threats != 'no'"), level(2, "threats == 'confirmed'")),
        raised_by=(worse("baby == 'yes'", by=2),),
        at_least_as="judgement",
    )
    whole = instrument(ITEMS, [replace(turned, minimum=Decimal(1), maximum=Decimal(5))])
    assert outcome(risk(whole, threats="confirmed", baby="no")) == ("2", "level")
    assert outcome(risk(whole, threats="confirmed", baby="yes")) == ("1", "raised")
    assert outcome(risk(whole, threats="no", baby="no", judgement="four")) == ("3", "judgement")
    assert "It could be lower: “Threats”" in risk(whole, judgement="five").because
    assert "Makes it 2 lower" in risk(whole, threats="no", baby="yes").because


def test_a_level_can_rest_on_the_levels_above_it() -> None:
    upper = scale(
        "upper", ["risk"], MethodName.COMPOSITE, levels=(level(7, "risk >= 2"), level(6, "risk < 2"))
    )
    whole = instrument(ITEMS, [RISK, upper])
    assert scored(whole, **{**QUIET, "control": "confirmed"}).by_id["upper"].value == 7
    assert "“Threats”" in open_items(scored(whole, baby="yes", judgement=Absence.NOT_ASKED).by_id["upper"])


def test_how_a_level_is_reached_is_told_whatever_the_answers() -> None:
    assert method_sentence(RISK.method) == (
        "The worst level that the answers come to counts. Level 0: level 0 is so. Level 1: level 1 is so. "
        "Level 2: level 2 is so. Level 2: Threats were made. Level 3: level 3 is so. "
        "Worse by 1: baby is so. Worse by 1: disabled is so. "
        "A professional’s judgement can make the level worse and never better. "
        "Nothing that is good is subtracted."
    )


CODES = {one.id: [option.code for option in one.options] for one in ITEMS}
ANSWERS = st.fixed_dictionaries({}, optional={name: st.sampled_from(codes) for name, codes in CODES.items()})


def value(result: ScaleResult) -> Decimal:
    """The value; none lies below all levels."""
    return Decimal(-1) if result.value is None else result.value


@given(ANSWERS, st.permutations(LEVELS), st.permutations(WORSE), st.permutations(MEMBERS))
def test_no_order_has_any_influence(
    given: dict[str, str],
    levels: list[LevelRule],
    raised_by: list[WorseningRule],
    members: list[str],
) -> None:
    method = replace(RISK.method, levels=tuple(levels), raised_by=tuple(raised_by))
    shuffled = with_scale(WHOLE, replace(RISK, method=method, of=tuple(members)))
    assert outcome(risk(shuffled, **given)) == outcome(risk(**given))
    assert outcome(risk(**dict(reversed(given.items())))) == outcome(risk(**given))


@given(ANSWERS, st.sampled_from(sorted(CODES)), st.sampled_from(Absence))
def test_saying_why_there_is_no_answer_never_changes_the_level(
    given: dict[str, str], name: str, reason: Absence
) -> None:
    blank = {one: answer for one, answer in given.items() if one != name}
    assert risk(**blank, **{name: reason}) == risk(**blank)


@given(ANSWERS, st.sampled_from([*INDICATORS, "baby", "disabled"]))
def test_confirming_an_indicator_never_improves_the_level(given: dict[str, str], name: str) -> None:
    assert value(risk(**{**given, name: CODES[name][-1]})) >= value(risk(**given))


@given(ANSWERS, st.sampled_from(["no", "yes"]))
def test_what_protects_never_moves_a_level(given: dict[str, str], support: str) -> None:
    answered = {**QUIET, **given}
    assert value(risk(**{**answered, "support": support})) == value(risk(**answered))


@given(ANSWERS, st.sampled_from(CODES["judgement"]))
def test_a_judgement_never_lowers_the_level(given: dict[str, str], judgement: str) -> None:
    without = {name: answer for name, answer in given.items() if name != "judgement"}
    found = risk(**without, judgement=judgement)
    assert value(found) >= value(risk(**without))
    assert value(found) >= CODES["judgement"].index(judgement)


@given(ANSWERS, st.sampled_from(sorted(CODES)), st.data())
def test_where_nothing_is_said_to_be_open_no_further_answer_makes_it_worse(
    given: dict[str, str], name: str, data: st.DataObject
) -> None:
    found = risk(**given)
    if name not in given:
        more = risk(**given, **{name: data.draw(st.sampled_from(CODES[name]))})
        assert value(more) <= value(found) or f"“{WHOLE.items[name].title}”" in open_items(found)

"""Converted scores: drawn as the later version counts them, joined by whole chains alone, signed for ever."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Direction
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import Result, score
from assessment_tool.core.trend import BreakReason, Comparison, Crosswalk, Headline, Series, series_of
from assessment_tool.core.trend.crosswalk import Linear, Link, LinkKind
from assessment_tool.core.trend.pair import Pair
from assessment_tool.core.trend.rescored import scored_again
from assessment_tool.core.visibility import Circumstances
from tests.core.builders import (
    ALL_REQUIRED,
    GRADES,
    TODDLER,
    band,
    choice,
    figures,
    instrument,
    item,
    scale,
    scored,
)
from tests.core.trend.judged_by import ALIKE
from tests.core.trend.test_crosswalked_series import claiming, of_version
from tests.core.trend.test_series import assessed

DAY = date(2026, 3, 2)
HALVED = Link(LinkKind.LINEAR, "Half.", linear=Linear(Decimal("0.5"), Decimal(1), 0))
TABLED = Link(LinkKind.TABLE, "By pairs.", table=((Decimal(1), Decimal(1)), (Decimal(2), Decimal(4))))
RESCORED = Link(LinkKind.RESCORE, "Still answers.")
SAME = Link(LinkKind.SAME, "Alike.")
APART = Link(LinkKind.NOT_COMPARABLE, "Other.")
LINKS = {"linear": HALVED, "table": TABLED, "rescore": RESCORED}


def again(results: Sequence[Result], by_major: dict[int, int]) -> dict[tuple[int, int], Result]:
    """What each result comes to by each later version, given as the grade that all answers are counted."""
    return {
        (number, major): of_version(f"{major}.0.0", grade)
        for number in range(1, len(results) + 1)
        for major, grade in by_major.items()
    }


def the_series(
    results: Sequence[Result], *walks: Crosswalk, rescored: dict[tuple[int, int], Result] | None = None
) -> Series:
    points = [assessed(number, result) for number, result in enumerate(results, start=1)]
    found = rescored or {}
    joined_by = replace(
        ALIKE, crosswalks=walks, rescored=lambda revision, major: found.get((revision, major))
    )
    [series] = series_of(points, "care", Direction.LOW_IS_GOOD, joined_by)
    return series


def change(series: Series) -> Comparison:
    found = series.latest_change()
    assert found
    return found


@pytest.mark.parametrize(("kind", "drawn"), [("linear", "2"), ("table", "4"), ("rescore", "5")])
def test_a_converted_score_is_drawn_as_the_later_version_counts_it_and_the_signed_one_stays(
    kind: str, drawn: str
) -> None:
    results = [of_version("1.0.0", 2), of_version("2.0.0", 3)]
    series = the_series(results, claiming(1, 2, LINKS[kind]), rescored=again(results, {2: 5}))
    first, second = series.points
    assert figures(first.value, first.drawn, second.value, second.drawn) == ["2", drawn, "3", "3"]
    assert (first.mapped and first.mapped.version, second.mapped) == ("2.0.0", None)
    assert series.breaks == ()
    assert [len(run) for run in series.runs()] == [2]
    assert [claim.link for claim in series.joined_by] == [LINKS[kind]]
    assert change(series).sentence().startswith(f"2 (as 2.0.0: {drawn}) before, 3 now")


@pytest.mark.parametrize(("kind", "has_items"), [("linear", False), ("table", False), ("rescore", True)])
def test_items_are_compared_only_where_the_answers_were_scored_again(kind: str, *, has_items: bool) -> None:
    results = [of_version("1.0.0", 2), of_version("2.0.0", 3)]
    series = the_series(results, claiming(1, 2, LINKS[kind]), rescored=again(results, {2: 5}))
    assert bool(change(series).moves) is has_items
    assert ("items are not compared" in change(series).sentence()) is not has_items


def test_a_value_that_the_table_does_not_hold_is_drawn_as_signed_and_joined_with_nothing() -> None:
    results = [of_version("1.0.0", 2), of_version("1.0.0", 3), of_version("2.0.0", 4)]
    series = the_series(results, claiming(1, 2, TABLED))
    assert [figures(point.drawn) for point in series.points] == [["4"], ["3"], ["4"]]
    assert [gap.reasons for gap in series.breaks] == [(BreakReason.NOT_CONVERTED,)] * 2
    assert [claim.link for claim in series.breaks[1].claims] == [TABLED]
    assert change(series).headline is Headline.NOT_COMPARABLE
    whole = series.whole_change()
    assert whole and whole.headline is Headline.SAME  # noqa: PT018 - the second narrows the first


@pytest.mark.parametrize(
    ("links", "drawn"),
    [
        ([HALVED, TABLED], "4"),
        ([SAME, HALVED], "2"),
        ([RESCORED, TABLED], "1"),
        ([RESCORED, RESCORED], "2"),
        ([RESCORED, SAME], "1"),
        ([HALVED, None], None),
        ([None, HALVED], None),
        ([HALVED, APART], None),
        ([APART, HALVED], None),
        ([HALVED, RESCORED], None),
    ],
)
def test_steps_compose_and_one_that_is_missing_breaks_the_whole(
    links: list[Link | None], drawn: str | None
) -> None:
    walks = [claiming(step, step + 1, link) for step, link in enumerate(links, start=1) if link]
    results = [of_version("1.0.0", 2), of_version("3.0.0", 4)]
    series = the_series(results, *walks, rescored=again(results, {2: 1, 3: 2}))
    assert len(series.breaks) == (drawn is None)
    assert figures(series.points[0].drawn) == [drawn or "2"]
    assert (series.points[0].mapped is None) is (drawn is None)


def test_a_score_goes_only_as_far_as_the_chain_holds() -> None:
    results = [of_version(f"{major}.0.0", 2) for major in (1, 2, 3)]
    series = the_series(results, claiming(1, 2, TABLED))
    assert [figures(point.drawn) for point in series.points] == [["4"], ["2"], ["2"]]
    assert [gap.after for gap in series.breaks] == [series.points[2]]


def test_what_did_not_change_needs_no_step_of_its_own() -> None:
    results = [of_version("1.0.0", 2, wording="Meals"), of_version("2.0.0", 2, wording="Meals")]
    series = the_series([*results, of_version("3.0.0", 2)], claiming(2, 3, TABLED))
    assert [figures(point.drawn) for point in series.points] == [["4"], ["4"], ["2"]]
    assert series.breaks == ()


def test_the_newest_version_that_a_chain_leads_to_counts_each_score() -> None:
    results = [of_version(f"{major}.0.0", 2) for major in (1, 2, 3)]
    series = the_series(results, claiming(1, 2, HALVED), claiming(2, 3, TABLED))
    assert [figures(point.drawn) for point in series.points] == [["4"], ["4"], ["2"]]
    assert [point.mapped.version for point in series.points if point.mapped] == ["3.0.0", "3.0.0"]


def test_what_was_scored_again_and_then_converted_has_no_items_to_compare() -> None:
    results = [of_version("1.0.0", 2), of_version("3.0.0", 4)]
    walks = (claiming(1, 2, RESCORED), claiming(2, 3, TABLED))
    series = the_series(results, *walks, rescored=again(results, {2: 1}))
    assert change(series).is_of_values


def test_a_scale_that_came_back_is_one_scale_and_no_step_is_taken_backwards() -> None:
    versions = (("1.0.0", "Meals"), ("2.0.0", "Food"), ("3.0.0", "Meals"))
    results = [of_version(version, 2, wording=wording) for version, wording in versions]
    series = the_series(results, claiming(2, 3, TABLED))
    assert [figures(point.drawn) for point in series.points] == [["2"], ["4"], ["2"]]
    assert series.breaks == ()


def test_converted_scores_of_unlike_forms_are_not_joined_with_each_other() -> None:
    first = item("milk", age_bands=(band("baby", 0, 12),))
    older, newer = (
        replace(instrument([first, item(second)], [scale("care", ["milk", second])]), version=version)
        for version, second in (("1.0.0", "food"), ("2.0.0", "meals"))
    )
    results = [scored(older, ChildAge(months), milk=2, food=2) for months in (11, 12)]
    series = the_series([*results, scored(newer, ChildAge(12), meals=2)], claiming(1, 2, TABLED))
    assert [gap.reasons for gap in series.breaks] == [(BreakReason.AGE_BAND,)]
    assert series.breaks[0].before is series.points[0]


@pytest.mark.parametrize("kind", LINKS)
def test_another_age_band_breaks_what_was_converted_too(kind: str) -> None:
    results = [of_version("1.0.0", 2, age=11), of_version("2.0.0", 2, age=12)]
    young = {(1, 2): of_version("2.0.0", 2, age=11)}
    series = the_series(results, claiming(1, 2, LINKS[kind]), rescored=young)
    assert [gap.reasons for gap in series.breaks] == [(BreakReason.AGE_BAND,)]
    assert change(series).headline is Headline.NOT_COMPARABLE


def test_two_carers_are_held_together_by_converted_scores_and_neither_is_called_better() -> None:
    first = assessed(1, of_version("1.0.0", 2))
    other = assessed(2, of_version("2.0.0", 3), carer_id=21)
    held = Pair(first, other, replace(ALIKE, crosswalks=(claiming(1, 2, HALVED),))).on(
        "care", Direction.LOW_IS_GOOD
    )
    assert held.is_alike
    assert held.comparison.told == ("2 (as 2.0.0: 2)", "3")
    assert held.comparison.headline is Headline.MOVED


def test_answers_that_the_later_version_does_not_take_are_blank_by_its_missing_rule() -> None:
    earlier = instrument([item("a"), item("b"), item("gone")], [scale("care", ["a", "b", "gone"])])
    given = {key: Response(value=grade) for key, grade in (("a", "1"), ("b", "5"), ("gone", "5"))}
    fewer = item("b", options=GRADES[:3], anchors={grade.code: grade.label for grade in GRADES[:3]})
    circumstances = Circumstances(DAY, TODDLER)
    assert figures(score(earlier, circumstances, given).by_id["care"].value) == ["5"]
    for missing, value in ((scale("care", ["a", "b"]).missing, "1"), (ALL_REQUIRED, None)):
        later = instrument([item("a"), fewer], [scale("care", ["a", "b"], missing=missing)])
        found = scored_again(later, circumstances, given).by_id["care"]
        assert (figures(found.value), found.answered, found.of) == ([value], 1, 2)


def test_an_answer_of_another_kind_is_blank() -> None:
    later = instrument([item("a"), choice("b", "no", "yes")], [scale("care", ["a"])])
    given = {"a": Response(value="2"), "b": Response(value="5")}
    assert figures(scored_again(later, Circumstances(DAY, TODDLER), given).by_id["care"].value) == ["2"]


GRADE = st.integers(1, 5)
FIGURE = st.decimals(min_value=-3, max_value=3, places=2)
ROWS = st.dictionaries(GRADE, GRADE, min_size=1)


@st.composite
def links(draw: st.DrawFn) -> Link | None:
    """A claim of any kind, or none at all."""
    kind = draw(st.sampled_from([*LinkKind, None]))
    if kind is None:
        return None
    linear = Linear(draw(FIGURE), draw(FIGURE), draw(st.sampled_from([None, 0, 1])))
    rows = tuple((Decimal(before), Decimal(after)) for before, after in draw(ROWS).items())
    return Link(kind, "Because.", linear if kind is LinkKind.LINEAR else None, rows)


@given(st.lists(links(), min_size=2, max_size=3), st.data())
def test_no_chain_with_a_missing_step_ever_joins_and_signed_values_come_out_unchanged(
    chain: list[Link | None], data: st.DataObject
) -> None:
    versions = [f"{major}.0.0" for major in range(1, len(chain) + 2)]
    results = [of_version(one, data.draw(GRADE)) for one in (versions[0], versions[-1])]
    walks = [claiming(step, step + 1, link) for step, link in enumerate(chain, start=1) if link]
    rescored = again(results, {major: data.draw(GRADE) for major in range(2, len(versions) + 1)})
    series = the_series(results, *walks, rescored=rescored)
    if any(link is None or link.kind is LinkKind.NOT_COMPARABLE for link in chain):
        assert len(series.breaks) == 1
        assert change(series).headline is Headline.NOT_COMPARABLE
    assert [point.value for point in series.points] == [one.by_id["care"].value for one in results]
    assert [point.assessment.result for point in series.points] == results
    assert series.points[-1].mapped is None


@given(ROWS, GRADE, GRADE)
def test_conversion_is_monotone_where_its_table_is(rows: dict[int, int], one: int, other: int) -> None:
    afters = sorted(rows.values())
    table = tuple((Decimal(key), Decimal(value)) for key, value in zip(sorted(rows), afters, strict=True))
    walk = claiming(1, 2, Link(LinkKind.TABLE, "Because.", table=table))
    low, high = sorted((one, other))
    results = [of_version("1.0.0", low), of_version("1.0.0", high), of_version("2.0.0", 1)]
    first, second, _ = the_series(results, walk).points
    if first.mapped and second.mapped:
        assert first.mapped.value <= second.mapped.value


@given(FIGURE, FIGURE, GRADE, GRADE)
def test_a_factor_above_nought_keeps_the_order(
    factor: Decimal, offset: Decimal, one: int, other: int
) -> None:
    linear = Linear(abs(factor), offset, 0)
    low, high = sorted((Decimal(one), Decimal(other)))
    assert linear.of(low) <= linear.of(high)

"""Series over versions: what a crosswalk joins, and what it leaves apart with its reason."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Direction
from assessment_tool.core.scoring import Result
from assessment_tool.core.trend import BreakReason, Crosswalk, Headline, Series, series_of
from assessment_tool.core.trend.crosswalk import Link, LinkKind
from tests.core.builders import band, instrument, item, scale, scored
from tests.core.trend.judged_by import ALIKE
from tests.core.trend.test_series import assessed


def of_version(version: str, grade: int, *, wording: str = "", age: int = 18, items: int = 1) -> Result:
    """The result of a version whose first item is worded so; food has bands for babies and children."""
    bands = (band("baby", 0, 12), band("child", 12, 60))
    meals = item("meals", title=wording or f"Meals in {version}", age_bands=bands)
    more = [item(f"more{number}") for number in range(items - 1)]
    ids = ["meals", *(one.id for one in more)]
    whole = replace(instrument([meals, *more], [scale("care", ids)]), version=version)
    return scored(whole, ChildAge(age), **dict.fromkeys(ids, grade))


def crosswalk(earlier: int, later: int, kind: LinkKind) -> Crosswalk:
    return claiming(earlier, later, Link(kind, f"Because of {earlier} to {later}."))


def claiming(earlier: int, later: int, link: Link) -> Crosswalk:
    """The crosswalk with this claim on the one scale."""
    return Crosswalk(
        earlier, later, "Head of service", date(2025, 3, 4), "Pairs.", f"{earlier}{later}", {"care": link}
    )


def the_series(results: list[Result], *crosswalks: Crosswalk) -> Series:
    points = [assessed(number, result) for number, result in enumerate(results, start=1)]
    [series] = series_of(points, "care", Direction.LOW_IS_GOOD, replace(ALIKE, crosswalks=crosswalks))
    return series


def reasons(series: Series) -> list[tuple[BreakReason, ...]]:
    return [gap.reasons for gap in series.breaks]


@given(
    st.sampled_from([*LinkKind, None]), st.sampled_from(["", "Meals"]), st.permutations(["1.0.0", "2.0.0"])
)
def test_unlike_versions_are_joined_only_by_an_equal_hash_or_by_being_called_the_same(
    kind: LinkKind | None, wording: str, versions: list[str]
) -> None:
    results = [of_version(one, 2, wording=wording) for one in versions]
    series = the_series(results, *([crosswalk(1, 2, kind)] if kind else []))
    assert (series.breaks == ()) == (bool(wording) or kind is LinkKind.SAME)


def test_what_is_called_the_same_is_compared_and_the_claim_is_named() -> None:
    walk = crosswalk(1, 2, LinkKind.SAME)
    series = the_series([of_version("1.0.0", 2), of_version("2.0.0", 3)], walk)
    change = series.latest_change()
    assert change is not None
    assert change.headline is Headline.WORSE
    assert [claim.crosswalk for claim in series.joined_by] == [walk]


def test_across_a_break_nothing_is_called_better_or_worse_and_the_reason_is_kept() -> None:
    series = the_series(
        [of_version("1.0.0", 2), of_version("2.0.0", 3)], crosswalk(1, 2, LinkKind.NOT_COMPARABLE)
    )
    change = series.latest_change()
    assert change is not None
    assert change.headline is Headline.NOT_COMPARABLE
    assert reasons(series) == [(BreakReason.SCALE_CHANGED,)]
    assert [claim.link.because for claim in series.breaks[0].claims] == ["Because of 1 to 2."]
    assert series.joined_by == ()


@pytest.mark.parametrize(("second", "gaps"), [(LinkKind.SAME, 0), (LinkKind.NOT_COMPARABLE, 1), (None, 1)])
def test_a_chain_joins_only_where_every_step_does(second: LinkKind | None, gaps: int) -> None:
    walks = [crosswalk(1, 2, LinkKind.SAME), *([crosswalk(2, 3, second)] if second else [])]
    series = the_series([of_version("1.0.0", 2), of_version("3.0.0", 2)], *walks)
    assert len(series.breaks) == gaps


def test_another_age_band_breaks_even_what_is_called_the_same() -> None:
    results = [of_version("1.0.0", 2, age=11), of_version("2.0.0", 2, age=12)]
    series = the_series(results, crosswalk(1, 2, LinkKind.SAME))
    assert reasons(series) == [(BreakReason.AGE_BAND,)]
    assert series.joined_by == ()


def test_other_items_break_what_is_called_the_same_and_it_is_not_blamed_on_the_childs_age() -> None:
    results = [of_version("1.0.0", 2), of_version("2.0.0", 2, items=2)]
    series = the_series(results, crosswalk(1, 2, LinkKind.SAME))
    assert reasons(series) == [(BreakReason.SCALE_CHANGED,)]

"""Bands behind the points: known by pattern, tint and name, true to the scale, and none where it has none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment_tool.charts.axis import ScoreAxis
from assessment_tool.charts.bands import ScaleBand, drawn_bands, shading
from assessment_tool.charts.marks import REACH
from assessment_tool.charts.trend_chart import trend_chart
from assessment_tool.charts.trend_strips import group_chart
from assessment_tool.core.instrument import Band, Direction, MethodName, Scale
from assessment_tool.core.trend import Whose
from assessment_tool.core.trend.conversion import Mapped
from tests.charts.drawn_series import AXIS, BANDS, DAY, parsed, seven_series, texts
from tests.core.builders import scale

SCORES = ScoreAxis(*AXIS, 40, 100)
OF_NINE = replace(scale("care", ["a"], MethodName.SUM), minimum=Decimal(0), maximum=Decimal(9))
SVG = "{http://www.w3.org/2000/svg}"


def rectangles(svg: str) -> list[tuple[float, float]]:
    """From where to where each rectangle reaches, downwards."""
    found = parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>').iter(f"{SVG}rect")
    places = [(float(one.get("y") or 0), float(one.get("height") or 0)) for one in found]
    return [(top, top + height) for top, height in places]


def test_a_band_reaches_from_half_a_score_below_its_first_to_half_a_score_above_its_last() -> None:
    partly, unmet = rectangles(drawn_bands(BANDS, SCORES, 500, is_whole=True))
    assert partly == (62.5, 77.5)
    assert unmet == (32.0, 62.5)


def test_where_a_score_is_not_whole_a_band_begins_at_its_first_score_and_not_below() -> None:
    partly, unmet = rectangles(drawn_bands(BANDS, SCORES, 500, is_whole=False))
    assert (partly, unmet) == ((55.0, 70.0), (32.0, 55.0))


def test_scores_below_the_first_band_have_none() -> None:
    [only] = rectangles(drawn_bands(BANDS[2:], SCORES, 500, is_whole=True))
    assert only == (32.0, 62.5)


def test_a_band_beyond_the_axis_is_not_drawn() -> None:
    beyond = ScaleBand("beyond", Decimal(9), 1)
    svg = drawn_bands((*BANDS[:2], beyond), SCORES, 500, is_whole=True)
    assert rectangles(svg) == [(32.0, 77.5)]
    assert "beyond" not in svg


def test_a_strip_knows_whether_its_scores_are_whole() -> None:
    [strip] = seven_series(2, 1).strips
    [one, *others] = strip.series
    [first, *rest] = one.points
    halved = replace(first, terms=replace(first.terms, mapped=Mapped("2.0.0", Decimal("2.5"), ())))
    assert strip.is_whole
    assert not replace(strip, series=(replace(one, points=(halved, *rest)), *others)).is_whole


def test_every_band_has_its_name_beside_it_and_the_best_no_pattern() -> None:
    svg = drawn_bands(BANDS, SCORES, 500, is_whole=True)
    assert [one for one in ("met", "partly", "unmet") if f">{one}</text>" in svg] == [
        "met",
        "partly",
        "unmet",
    ]
    assert list(shading(0, (0, 0), (100, 30))) == []


def test_a_mark_at_the_end_of_the_grid_does_not_touch_the_name() -> None:
    svg = drawn_bands(BANDS, SCORES, 500, is_whole=True)
    starts = [float(part.split('"')[1]) for part in svg.split("<text ")[1:]]
    assert min(starts) > 500 + REACH


def test_a_graver_band_is_darker_and_denser() -> None:
    drawn = [list(shading(place / 4, (0, 0), (100, 60))) for place in range(5)]
    rows = [len(one) for one in drawn]
    assert rows == sorted(set(rows))
    tints = [one[0].split('fill="#')[1][:6] for one in drawn[1:]]
    light = [int(tint[2:4], 16) for tint in tints]
    assert light == sorted(light, reverse=True)


def test_bands_lie_behind_all_else() -> None:
    svg = trend_chart(seven_series(3, 1))
    assert svg.index(">unmet<") < svg.index("up is worse")
    assert svg.rindex('stroke-dasharray="0.9') < svg.index("<polyline")


def group(one: Scale) -> str:
    return group_chart(
        key="k",
        title="Care",
        scales=[one],
        series_of_scale=lambda _: (),
        carers=[(Whose(20), "Mother")],
        period=(DAY, DAY),
        events=[],
    )


def test_graded_care_says_how_far_a_need_is_met() -> None:
    graded = replace(scale("care", ["a"], MethodName.GRADED_CARE), minimum=AXIS[0], maximum=AXIS[1])
    svg = group(graded)
    assert {"met", "partly", "unmet"} <= set(texts(svg))
    assert "Bands, from the lowest score up: met, partly, unmet. The table" in svg


@pytest.mark.parametrize(
    ("direction", "gravest"), [(Direction.LOW_IS_GOOD, "high"), (Direction.HIGH_IS_GOOD, "low")]
)
def test_bands_of_an_instrument_keep_their_names_and_the_worse_end_is_the_gravest(
    direction: Direction, gravest: str
) -> None:
    named = tuple(
        Band(name, f"{name}: all that is so", {"any": Decimal(lower)})
        for name, lower in (("low", 0), ("high", 4))
    )
    banded = replace(
        scale("care", ["a"], MethodName.SUM),
        bands=named,
        minimum=Decimal(0),
        maximum=Decimal(9),
        direction=direction,
    )
    svg = group(banded)
    assert {"low", "high", "low: all that is so", "high: all that is so"} <= set(texts(svg))
    [_, before] = svg.partition(f">{gravest}</text>")[0].rsplit("<rect", 1)
    assert "#f6dcd8" in before
    assert svg.count("#f6dcd8") == 2, "the band and its sample in the legend"


def test_a_scale_without_bands_or_with_bands_by_sex_has_none() -> None:
    plain = replace(scale("care", ["a"], MethodName.SUM), minimum=Decimal(0), maximum=Decimal(9))
    by_sex = (
        Band("low", "Low", {"female": Decimal(0), "male": Decimal(0)}),
        Band("high", "High", {"any": Decimal(4)}),
    )
    for one in (plain, replace(plain, bands=by_sex)):
        assert 'stroke-dasharray="0.9' not in group(one)
        assert "Bands" not in group(one)


def test_a_band_is_known_by_what_precedes_its_colon() -> None:
    assert ScaleBand("Level 2: clear danger", Decimal(2), 0.3).short == "Level 2"
    assert ScaleBand("met", Decimal(1), 0).short == "met"

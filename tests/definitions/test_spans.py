"""The range that lint reckons is the range that scoring reaches: tried with every set of answers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.instrument import (
    About,
    Direction,
    Instrument,
    Item,
    Kind,
    Method,
    MethodName,
    MissingRule,
    MissingRuleName,
    Option,
    Scale,
    Section,
)
from assessment_tool.core.labels import Label, Subject
from assessment_tool.core.observation import ObservationWindow
from assessment_tool.core.responses import NO_RESPONSE, Response
from assessment_tool.core.scoring import score
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.lint_rules.spans import Span, spans_at
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import HERE

ADULT = Circumstances(observed_on=date(2025, 3, 4))
MONOTONE = [
    *(MethodName.SUM, MethodName.MEAN, MethodName.MEDIAN, MethodName.WORST, MethodName.BEST),
    *(MethodName.COUNT, MethodName.WEIGHTED_SUM, MethodName.LINEAR),
]
POINTS = st.integers(-3, 4).map(Decimal)


def item(number: int, scores: list[Decimal]) -> Item:
    options = tuple(Option(f"o{place}", "An option", points) for place, points in enumerate(scores))
    return Item(
        f"item_{number}", Kind.SINGLE, "A question", Subject.CARER, Label.SHARED_WITH_FAMILY, options=options
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Up to four questions of up to three options, summed up by any monotone method and missing rule."""
    scores = st.lists(POINTS, min_size=2, max_size=3)
    items = tuple(item(number, draw(scores)) for number in range(draw(st.integers(1, 4))))
    name = draw(st.sampled_from(MONOTONE))
    rules = [MissingRuleName.ALL_REQUIRED, MissingRuleName.MIN_ANSWERED, MissingRuleName.FIXED]
    rule = draw(st.sampled_from([*rules, MissingRuleName.PRORATE] if name is MethodName.SUM else rules))
    weights = tuple(draw(POINTS) for _ in items) if name is MethodName.WEIGHTED_SUM else ()
    method = Method(
        name, weights=weights, factor=draw(POINTS), offset=draw(POINTS), at_least=draw(st.none() | POINTS)
    )
    fixed = draw(POINTS) if rule is MissingRuleName.FIXED else None
    scale = Scale(
        id="total",
        title="The total",
        level="total",
        method=method,
        missing=MissingRule(rule, at_least=draw(st.integers(1, len(items))), value=fixed),
        direction=draw(st.sampled_from(list(Direction))),
        of=tuple(one.id for one in items),
    )
    base = read_version(HERE / "instruments" / "sum" / "1.0.0.yaml").instrument
    section = Section("part", "part", "Part", items=items)
    return replace(
        base, about=About.ADULT, window=ObservationWindow(28), sections=(section,), scales=(scale,)
    )


def reached(instrument: Instrument) -> Span | None:
    """The lowest and highest value over every set of answers, blanks among them."""
    items = instrument.items.values()
    choices = [[NO_RESPONSE, *(Response(option.code) for option in one.options)] for one in items]
    results = (
        score(instrument, ADULT, dict(zip(instrument.items, answers, strict=True)))
        for answers in product(*choices)
    )
    values = [value for result in results if (value := result.scales[0].value) is not None]
    return (min(values), max(values)) if values else None


@given(instrument=instruments())
def test_the_reckoned_range_is_what_all_answers_reach(instrument: Instrument) -> None:
    assert spans_at(instrument, None).get("total") == reached(instrument)

"""Whatever moves a scale's value changes its hash and those of the scales built on it, and no other."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment_tool.core.identity import scale_hashes
from assessment_tool.core.instrument import Instrument, Item, MethodName, MissingRule, MissingRuleName, Scale
from tests.core.builders import choice, instrument, scale, with_item, with_scale

MEMBERS = {"first": ("a", "b", "shared"), "second": ("c", "d"), "third": ("shared", "e")}
BUILT_ON = {"first": {"first", "upper"}, "second": {"second", "upper"}, "third": {"third"}}
ITEM_IDS = sorted({item_id for members in MEMBERS.values() for item_id in members})

Change = Callable[[Instrument], Instrument]

words = st.text("abc xyz", min_size=1, max_size=12).filter(str.strip)
scores = st.integers(-20, 20).map(lambda tenths: Decimal(tenths) / 10)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Three scales over items, one item in two of them, and one scale over two of the scales."""
    items = [
        replace(choice(item_id, "no", "some", "yes"), title=f"{item_id} {draw(words)}")
        for item_id in (*ITEM_IDS, "unscored")
    ]
    methods = st.sampled_from([MethodName.SUM, MethodName.MEAN, MethodName.WORST])
    scales = [scale(scale_id, of, draw(methods)) for scale_id, of in MEMBERS.items()]
    return instrument(items, [*scales, scale("upper", ["first", "second"], MethodName.SUM)])


def above(item_id: str) -> set[str]:
    """The scales that the item counts in, and those built on them."""
    return {one for scale_id, of in MEMBERS.items() if item_id in of for one in BUILT_ON[scale_id]}


def changed(before: Instrument, after: Instrument) -> set[str]:
    then, now = scale_hashes(before), scale_hashes(after)
    return {scale_id for scale_id in then if then[scale_id] != now[scale_id]}


def with_option(item: Item, place: int, **parts: object) -> Item:
    options = list(item.options)
    options[place] = replace(options[place], **parts)  # type: ignore[arg-type]  # one part at a time
    return replace(item, options=tuple(options))


@given(instruments(), st.sampled_from([*ITEM_IDS, "unscored"]), st.integers(0, 2), words, scores, st.data())
def test_wording_options_and_scores_change_the_scales_of_their_item_alone(
    before: Instrument, item_id: str, place: int, text: str, score: Decimal, data: st.DataObject
) -> None:
    item = before.items[item_id]
    after = data.draw(
        st.sampled_from(
            [
                replace(item, title=f"{item.title} {text}"),
                with_option(item, place, label=f"{item.options[place].label} {text}"),
                with_option(item, place, code=f"{item.options[place].code}2"),
                with_option(item, place, score=score),
                replace(item, options=item.options[:place] + item.options[place + 1 :]),
                replace(item, options=(*item.options[1:], item.options[0])),
            ]
        )
    )
    assume(after != item)
    assert changed(before, with_item(before, after)) == above(item_id)


@given(instruments(), st.sampled_from(sorted(MEMBERS)), scores, st.integers(0, 1), st.data())
def test_method_missing_rule_and_membership_change_their_scale_and_those_built_on_it(
    before: Instrument, scale_id: str, figure: Decimal, place: int, data: st.DataObject
) -> None:
    of = before.scales_by_id[scale_id]
    after: Scale = data.draw(
        st.sampled_from(
            [
                replace(of, method=replace(of.method, name=MethodName.BEST)),
                replace(of, method=replace(of.method, at_least=figure)),
                replace(of, method=replace(of.method, weights=(figure,) * len(of.of))),
                replace(of, missing=MissingRule(MissingRuleName.ALL_REQUIRED)),
                replace(of, missing=replace(of.missing, at_least=2)),
                replace(of, missing=replace(of.missing, value=figure)),
                replace(of, of=of.of[:place] + of.of[place + 1 :]),
                replace(of, of=of.of[::-1]),
                replace(of, of=(*of.of, "unscored")),
            ]
        )
    )
    assert changed(before, with_scale(before, after)) == BUILT_ON[scale_id]


@given(instruments(), st.sampled_from(ITEM_IDS), words)
def test_guidance_alone_changes_no_scale(before: Instrument, item_id: str, text: str) -> None:
    item = replace(before.items[item_id], why=text, help=text, look_for=(text,), not_applicable=text)
    assert changed(before, with_item(before, item)) == set()

"""What moved on a group of scales, carer by carer: a statement where something did, one line for the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import (
    BreakReason,
    Claim,
    Comparison,
    Headline,
    Point,
    ScaleGroup,
    Series,
    Told,
)
from assessment_tool.core.trend.crosswalk import Linear, Link, LinkKind
from assessment_tool.documents.change_words import word_of
from assessment_tool.documents.days import day
from assessment_tool.documents.sentences import counted, listed
from assessment_tool.documents.trend_report import Claimed, Statement
from assessment_tool.services.trends import Trend


def statements(
    trend: Trend, group: ScaleGroup, told_by_scale: Mapping[str, Sequence[Told]]
) -> Iterator[Statement]:
    """The area's own statements first, then those of its parts; of each, only what moved."""
    for scale in (group.head, *group.parts):
        for told in told_by_scale[scale.id]:
            series = told.series
            if has_moved(series):
                sentences = _sentences(series, has_items=scale is not group.head or not group.parts)
                why = told.reasons[:1] if told.way else ()
                word = word_of(told.word, told.way)
                yield Statement(series.title, trend.carers[series.whose].name, word, (*why, *sentences))


def rest(trend: Trend, group: ScaleGroup, series_by_scale: Mapping[str, Sequence[Series]]) -> Iterator[str]:
    """On which scales nothing moved or nothing can be said yet; carers of whom the same is true, together."""
    found: dict[tuple[str, str], list[str]] = {}
    for whose, carer in trend.carers.items():
        mine = [one for scale in group.scales for one in series_by_scale[scale.id] if one.whose == whose]
        for words, series in _told_alike(mine).items():
            where = "" if len(series) == len(group.scales) else f" in {listed([one.title for one in series])}"
            found.setdefault((words, where), []).append(carer.name)
    for (words, where), carers in found.items():
        yield f"{listed(carers)}: {words}{where}."


_NOTHING_YET = {
    True: "assessed once, so there is nothing to compare with yet",
    False: "assessed on one day alone, so there is nothing to compare with yet",
}


def _told_alike(series: Iterable[Series]) -> dict[str, list[Series]]:
    alike: dict[str, list[Series]] = {}
    for one in series:
        if one.before_last is None:
            alike.setdefault(_NOTHING_YET[len(one.points) == 1], []).append(one)
        elif not has_moved(one):
            alike.setdefault("unchanged in grade and in every item answered both times", []).append(one)
    return alike


def has_moved(series: Series) -> bool:
    """Whether anything moved, or could not be compared, since the assessment before or since the first."""
    return any(_is_told(change) for change in (series.latest_change(), series.whole_change()))


def _is_told(change: Comparison | None) -> bool:
    if change is None:
        return False
    is_converted = change.told is not None
    return is_converted or change.headline is not Headline.SAME or len(change.same) < len(change.moves)


def _sentences(series: Series, *, has_items: bool) -> Iterator[str]:
    latest, whole = series.latest_change(), series.whole_change()
    first = series.points[0]
    if latest:
        care = with_care(series, series.before_last, latest)
        yield f"Since the assessment before: {latest.sentence()}{care}"
        if has_items:
            yield from _moves(latest)
    if whole and first is not series.before_last:
        told = f"{whole.sentence()}{with_care(series, first, whole)}"
        yield f"Since the first assessment, {day(first.observed_on)}: {told}"
        if has_items:
            yield from _moves(whole)


def with_care(series: Series, before: Point | None, comparison: Comparison | None) -> str:
    """What of the rating was another up to the last, where the two are compared all the same; else empty."""
    if before is None or comparison is None or not (comparison.moves or comparison.is_of_values):
        return ""
    last = series.points[-1].assessment
    return care_words(series.comparability.rated_otherwise(before.assessment, last))


def care_words(reasons: Iterable[BreakReason]) -> str:
    """“ With care: another worker rated.”; empty where nothing of the rating was another."""
    words = [reason.words for reason in reasons]
    return f" With care: {'; '.join(words)}." if words else ""


def _moves(comparison: Comparison) -> Iterator[str]:
    for word, moves in (("worse", comparison.worse), ("better", comparison.better)):
        if moves:
            told = "; ".join(f"{one.title} ({plain(one.before)} to {plain(one.after)})" for one in moves)
            yield f"Items {word}: {told}."


def claims(series: Iterable[Series]) -> Iterator[Claimed]:
    """By whose word scales that changed between versions are compared, and on what evidence."""
    found: dict[tuple[Link, str, str], tuple[Claim, dict[str, None]]] = {}
    for one in series:
        for claim in one.joined_by:
            key = claim.link, claim.rescored_by, claim.crosswalk.sha256
            found.setdefault(key, (claim, {}))[1][one.title] = None
    for claim, titles in found.values():
        walk = claim.crosswalk
        yield Claimed(
            sentence=f"{_joined_how(claim, listed(list(titles)))}: {claim.link.because}",
            approval=f"Approved by {walk.approved_by}, {day(walk.approved_on)}. Evidence: {walk.evidence}",
            sha256=walk.sha256,
            kind=claim.link.kind,
        )


def _joined_how(claim: Claim, titles: str) -> str:
    """What was done so that the earlier scores stand beside the later ones."""
    earlier, later = claim.crosswalk.earlier, claim.crosswalk.later
    match claim.link.kind:
        case LinkKind.RESCORE:
            return (
                f"Scores of version {earlier} on {titles} are worked out again with version "
                f"{claim.rescored_by} from the answers given then"
            )
        case LinkKind.LINEAR:
            return (
                f"Scores of version {earlier} on {titles} are converted to version {later}, "
                f"{_figures(claim.link.linear)}"
            )
        case LinkKind.TABLE:
            rows = (f"{plain(before)} becomes {plain(after)}" for before, after in claim.link.table)
            return (
                f"Scores of version {earlier} on {titles} are converted to version {later} by a table, "
                f"{', '.join(rows)}"
            )
        case _:
            return f"Versions {earlier} and {later} are compared as one scale on {titles}"


def _figures(linear: Linear | None) -> str:
    """A factor and an offset as a person would say them."""
    if linear is None:
        return ""
    sign = "minus" if linear.offset < 0 else "plus"
    told = f"times {plain(linear.factor)}, {sign} {plain(abs(linear.offset))}"
    if linear.decimals is None:
        return told
    rounded = "whole numbers" if linear.decimals == 0 else counted(linear.decimals, "decimal")
    return f"{told}, rounded to {rounded}"


def as_converted(by_scale: Mapping[str, Sequence[Series]]) -> dict[tuple[str, int], str]:
    """What stands beside a signed score that was converted, by scale and revision."""
    points = (point for series in by_scale.values() for one in series for point in one.points)
    return {
        (point.scale.id, point.assessment.revision_id): (
            f"as {point.mapped.version}: {plain(point.mapped.value)}"
        )
        for point in points
        if point.mapped
    }

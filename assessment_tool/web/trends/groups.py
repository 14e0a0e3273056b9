"""What the trend page shows of each group of scales: sentences, a chart, and the same as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from assessment_tool.charts.measures import NARROW
from assessment_tool.core.scoring import ScaleResult
from assessment_tool.core.trend import Comparison, ScaleGroup, Series, Told, Whose, outline
from assessment_tool.documents.area_chart import area_chart
from assessment_tool.documents.change_words import word_of
from assessment_tool.documents.movement import as_converted, care_words, claims, with_care
from assessment_tool.documents.trend_report import Claimed
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Rated, Trend


@dataclass(frozen=True, slots=True)
class CarerLine:
    """What is said of one carer on one scale.

    `latest` is the change since the assessment before; `whole` that since the first, where it is another.
    """

    told: Told
    carer: Rated
    first_on: date
    latest: Comparison | None
    whole: Comparison | None
    latest_care: str
    """What of the rating was another than in the assessment before, where the two are compared."""
    whole_care: str
    """The same of the first."""

    @property
    def figures_care(self) -> str:
        """What of the rating changed among the points of its figures."""
        return care_words(self.told.figures.cautions if self.told.figures else ())

    @property
    def title(self) -> str:
        """What the scale is called."""
        return self.told.series.title

    @property
    def word(self) -> str:
        """The word of change, with its direction."""
        return word_of(self.told.word, self.told.way)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One assessment with its result on each scale of the group; None where it has no such scale."""

    assessment: SignedAssessment
    carer: Rated
    results: tuple[ScaleResult | None, ...]
    converted: tuple[str, ...]
    """Beside each result what it comes to in a later version, where it is compared by that."""
    earlier_id: int | None
    """The revision of the carer's assessment before; None for the first."""


@dataclass(frozen=True, slots=True)
class TrendGroup:
    """One group of scales (an area with its sub-areas) as the page shows it."""

    group: ScaleGroup
    headlines: tuple[CarerLine, ...]
    parts: tuple[CarerLine, ...]
    claims: tuple[Claimed, ...]
    """By which approved crosswalks unlike versions are held against each other."""
    rows: tuple[TableRow, ...]
    chart: Markup
    narrow_chart: Markup | None
    """The same for a telephone; None where it has no room for so many assessments."""

    @property
    def series(self) -> tuple[Series, ...]:
        """The series of all its scales, the parts first."""
        return tuple(line.told.series for line in (*self.parts, *self.headlines))

    @property
    def told(self) -> tuple[CarerLine, ...]:
        """The lines at which a change is told: those of the parts, or of a scale that has none."""
        return self.parts or self.headlines


def trend_groups(trend: Trend, area: str = "") -> list[TrendGroup]:
    """The groups of the trend's instrument, in its order; of an area that alone."""
    return [_group(trend, group) for group in outline(trend.instrument) if area in {"", group.head.id}]


def _group(trend: Trend, group: ScaleGroup) -> TrendGroup:
    told = {scale.id: trend.told(scale.id) for scale in group.scales}
    by_scale = {scale_id: [one.series for one in lines] for scale_id, lines in told.items()}
    return TrendGroup(
        group=group,
        headlines=tuple(_lines(trend, told[group.head.id])),
        parts=tuple(line for part in group.parts for line in _lines(trend, told[part.id])),
        claims=tuple(claims([one for series in by_scale.values() for one in series])),
        rows=tuple(_rows(trend, group, as_converted(by_scale))),
        chart=Markup(area_chart(trend, group, by_scale)),  # noqa: S704 - charts/ escapes every text it draws
        narrow_chart=_narrow_chart(trend, group, by_scale),
    )


def _narrow_chart(trend: Trend, group: ScaleGroup, by_scale: Mapping[str, Sequence[Series]]) -> Markup | None:
    if not NARROW.has_room_for(len(trend.assessments)):
        return None
    return Markup(area_chart(trend, group, by_scale, NARROW))  # noqa: S704 - charts/ escapes every text it draws


def _lines(trend: Trend, told: Sequence[Told]) -> Iterator[CarerLine]:
    for line in told:
        one = line.series
        latest, first = one.latest_change(), one.points[0]
        whole = None if first is one.before_last else one.whole_change()
        yield CarerLine(
            told=line,
            carer=trend.carers[one.whose],
            first_on=first.observed_on,
            latest=latest,
            whole=whole,
            latest_care=with_care(one, one.before_last, latest),
            whole_care=with_care(one, first, whole),
        )


def _rows(trend: Trend, group: ScaleGroup, converted: Mapping[tuple[str, int], str]) -> Iterator[TableRow]:
    newest: dict[Whose, int] = {}
    for assessment in trend.assessments:
        scored = assessment.scored
        yield TableRow(
            assessment=assessment,
            carer=trend.carers[scored.whose],
            results=tuple(scored.result.by_id.get(scale.id) for scale in group.scales),
            converted=tuple(converted.get((scale.id, scored.revision_id), "") for scale in group.scales),
            earlier_id=newest.get(scored.whose),
        )
        newest[scored.whose] = scored.revision_id

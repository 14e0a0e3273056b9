"""What is told of one line of a trend: a word of change where its scale allows one, with its arithmetic.

A score made of other scores is a headline: it can move against its items, so no change is called by it.
A level that was reached by conditions, and a scale of which neither end is the better, are told as they
stand.
"""

from dataclasses import dataclass
from enum import StrEnum

from assessment_tool.core.instrument import Direction, Instrument, MethodName, Scale
from assessment_tool.core.trend.judgement import Judgement, judged
from assessment_tool.core.trend.lasting import LastingItem, lasting_items
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.series import Series
from assessment_tool.core.trend.signals import Way
from assessment_tool.core.trend.statistics import TrendFigures, figures
from assessment_tool.core.trend.why import reasons


class Telling(StrEnum):
    """By what a scale's change is told; the value is the word that stands where none is called."""

    JUDGED = "judged"
    HEADLINE = "headline only"
    AS_IT_STANDS = "told as it stands"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a trend with what may be said of it; `judgement` None where no change is called."""

    series: Series
    telling: Telling
    judgement: Judgement | None
    is_graded: bool
    """Whether its items are graded, from a need met to one wholly unmet."""
    lasting: tuple[LastingItem, ...]
    """The items at grade 4 or 5 now, where they are graded."""
    rules: ChangeRules

    @property
    def word(self) -> str:
        """The word of change, or why there is none."""
        return self.judgement.word.value if self.judgement else self.telling.value

    @property
    def way(self) -> Way | None:
        """Which way the change goes; None where none is told."""
        return self.judgement.way if self.judgement else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The arithmetic behind the word: a text for each change that was found, the gravest first."""
        if self.judgement:
            return reasons(self.judgement, self.rules)
        latest = self.series.latest_change()
        return (latest.sentence() if latest else _of_one_day(self.series),)

    @property
    def figures(self) -> TrendFigures | None:
        """What describes a judged line in figures."""
        return figures(self.judgement.compared, self.series.comparability) if self.judgement else None


def tell(series: Series, instrument: Instrument, rules: ChangeRules) -> Told:
    """What is told of the series, by the instrument that gives the order of the scales."""
    scale = instrument.scales_by_id[series.scale_id]
    telling = telling_of(scale, instrument)
    is_judged = telling is Telling.JUDGED
    is_graded = is_judged and scale.method.name is MethodName.GRADED_CARE
    return Told(
        series=series,
        telling=telling,
        judgement=judged(series, rules, scale.method.published_error) if is_judged else None,
        is_graded=is_graded,
        lasting=lasting_items(series) if is_graded else (),
        rules=rules,
    )


def telling_of(scale: Scale, instrument: Instrument) -> Telling:
    """By what a change of the scale is told."""
    if any(member in instrument.scales_by_id for member in scale.of):
        return Telling.HEADLINE
    if scale.method.name is MethodName.COMPOSITE or scale.direction is Direction.NEUTRAL:
        return Telling.AS_IT_STANDS
    return Telling.JUDGED


def _of_one_day(series: Series) -> str:
    is_alone = len(series.points) == 1
    return "There is one assessment." if is_alone else "All assessments are of one day, so none is a change."

"""The words of change for a whole trend: line by line, which scales each is said of, the gravest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment_tool.core.trend import ChangeWord, LastingItem, Told, Way
from assessment_tool.documents.sentences import listed
from assessment_tool.services.change_rules import Measure
from assessment_tool.services.trends import Trend

_GRAVITY = (
    (ChangeWord.RELIABLE_DECLINE, Way.WORSE),
    (ChangeWord.POSSIBLE_CHANGE, Way.WORSE),
    (ChangeWord.POSSIBLE_CHANGE, Way.BETTER),
    (ChangeWord.RELIABLE_IMPROVEMENT, Way.BETTER),
    (ChangeWord.NO_RELIABLE_CHANGE, None),
    (ChangeWord.NOTHING_TO_COMPARE, None),
)


@dataclass(frozen=True, slots=True)
class SaidOf:
    """One word, and the lines that it is said of."""

    word: ChangeWord
    way: Way | None
    lines: tuple[Told, ...]

    @property
    def titles(self) -> list[str]:
        """The titles of the scales."""
        return [one.series.title for one in self.lines]

    @property
    def words(self) -> str:
        """The word with its direction, where it does not name it itself."""
        return word_of(self.word, self.way)


@dataclass(frozen=True, slots=True)
class TitlesSaid:
    """One word, and the titles of the scales that it is said of."""

    word: ChangeWord
    way: Way | None
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CarerWords:
    """What is said of the care of one carer: word by word, and which needs stay unmet."""

    carer: str
    said: tuple[SaidOf, ...]
    lasting: tuple[tuple[str, LastingItem], ...]
    """Items at grade 4 or 5 now, each with the title of its scale."""


def word_of(word: str, way: Way | None) -> str:
    """“possible change, to be confirmed: worse”; the other words say their direction themselves."""
    return f"{word}: {way}" if way and word == ChangeWord.POSSIBLE_CHANGE else word


def carer_words(trend: Trend, told: Iterable[Told]) -> Iterator[CarerWords]:
    """For each line of the trend what its judged scales allow one to say; lines without any are left out."""
    judged = [one for one in told if one.judgement]
    for whose, carer in trend.carers.items():
        mine = [one for one in judged if one.series.whose == whose]
        if mine:
            lasting = tuple((one.series.title, item) for one in mine for item in one.lasting)
            yield CarerWords(carer.name, tuple(said_of(mine)), lasting)


def said_of(told: Iterable[Told]) -> Iterator[SaidOf]:
    """Each word that is said of any of the judged lines, the gravest first."""
    found: dict[tuple[str, Way | None], list[Told]] = {}
    for one in told:
        found.setdefault((one.word, one.way), []).append(one)
    for word, way in _GRAVITY:
        if lines := found.get((word, way)):
            yield SaidOf(word, way, tuple(lines))


def titles_said(told: Iterable[tuple[str, str, Way | None]]) -> Iterator[TitlesSaid]:
    """The same of titles, each with its word and direction."""
    found: dict[tuple[str, Way | None], list[str]] = {}
    for title, word, way in told:
        found.setdefault((word, way), []).append(title)
    for word, way in _GRAVITY:
        if titles := found.get((word, way)):
            yield TitlesSaid(word, way, tuple(titles))


def rule_sentences(measure: Measure) -> Iterator[str]:
    """By what a change is called one, for a reader who wants to know before they believe it."""
    rules = measure.rules
    yield (
        "One grade on one item is within what two careful workers differ by and is never called a change. "
        f"A change is possible when an item moved by {rules.large_step} grades or more with evidence beside "
        "it, or several items of one part of care moved the same way: of those answered both times at least "
        f"{listed(list(rules.numbers))}. It is reliable only when the next comparable assessment, of a later "
        "day, still shows it or shows it again, by the same worker in the same part and over a like length "
        "of time."
    )
    if measure.error:
        step = f"{measure.error.smallest_detectable_change:.1f}"
        yield (
            f"Two workers of this authority graded the same evidence in {measure.error.pairs} pairs; by "
            f"these, a step on one item of more than {step} grades is beyond what raters differ by."
        )
    else:
        yield (
            "How far two workers of this authority differ is not yet known: fewer than 30 grades were given "
            f"twice. The thresholds are those of the policy “{measure.policy.title}”."
        )

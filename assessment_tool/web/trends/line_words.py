"""What is said of one line of a trend where no trend is drawn: its changes and the needs that stay unmet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment_tool.core.trend import LastingItem
from assessment_tool.documents.change_words import SaidOf, said_of
from assessment_tool.services.changes import LineKey, ToldLine
from assessment_tool.services.trends import Rated, TrendChoice


@dataclass(frozen=True, slots=True)
class LineWords:
    """One carer's line; `changes` are the words that call a change, `quiet` is said where none is called."""

    carer: str
    changes: Sequence[SaidOf]
    quiet: str
    lasting: Sequence[LastingItem]

    @property
    def unmet(self) -> str:
        """How many items are at grade 4 or 5 now, and how many of them not for the first time."""
        if not self.lasting:
            return ""
        again = sum(1 for one in self.lasting if one.times > 1)
        items = f"{len(self.lasting)} item{'' if len(self.lasting) == 1 else 's'} at grade 4 or 5"
        return f"{items}, {again} of them not for the first time" if again else items


def words_of(line: ToldLine, carer: str) -> LineWords:
    """The line in words."""
    said = list(said_of(line.told))
    changes = [one for one in said if one.way]
    return LineWords(carer, changes, "" if changes else said[0].words, line.lasting)


def words_beside(
    choice: TrendChoice, told: Mapping[LineKey, ToldLine], names: Mapping[int, str]
) -> list[LineWords]:
    """The lines of one trend of a family's list, in the order of the trend."""
    child_id = choice.child.id if choice.child else None
    mine = [
        line
        for key, line in told.items()
        if (key.child_id, key.instrument_id) == (child_id, choice.instrument_id)
    ]
    mine.sort(key=lambda line: line.key.whose.place)
    return [words_of(line, _carer(line.key, names)) for line in mine]


def _carer(key: LineKey, names: Mapping[int, str]) -> str:
    name = names.get(key.whose.carer_id or 0)
    return Rated(name, key.whose.is_self_rating).name if name else ""

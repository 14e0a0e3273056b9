"""The families of a team on one page: what changed, which needs stay unmet, and a chart as small as words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from assessment_tool import clock
from assessment_tool.charts.sparkline import SparkScale, sparkline
from assessment_tool.core.text import shown
from assessment_tool.core.trend import LastingItem
from assessment_tool.documents.change_words import TitlesSaid, titles_said
from assessment_tool.records.engine import StaleError
from assessment_tool.services.line_summaries import keep_summaries
from assessment_tool.services.team import Team, TeamFamily, TeamLine
from assessment_tool.services.team import team as team_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import bookkeeping, parts, reading_session
from assessment_tool.web.trends.blueprint import as_id

PAGE_SIZE = 200
UNMET = "unmet"
"""What the filter for needs that are unmet now stands for in an address."""

pages = Blueprint("team", __name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the team is to be seen; empty where nothing is left out by it."""

    worker_id: int | None
    instrument_id: str
    is_unmet: bool
    page: int

    @property
    def is_any(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.worker_id or self.instrument_id or self.is_unmet)

    def lines(self, family: TeamFamily) -> list[TeamLine]:
        """The lines of the family that are to be seen."""
        return [
            line
            for line in family.lines
            if self.instrument_id in {"", line.key.instrument_id}
            and (line.summary.lasting or not self.is_unmet)
        ]

    def holds(self, family: TeamFamily) -> bool:
        """Whether the family is to be seen."""
        is_theirs = not self.worker_id or self.worker_id in {one.id for one in family.workers}
        is_about_lines = bool(self.instrument_id) or self.is_unmet
        return is_theirs and (not is_about_lines or bool(self.lines(family)))


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the page."""

    line: TeamLine
    days: int
    """Since the newest assessment."""
    said: Sequence[TitlesSaid]
    spark: Markup | None

    @property
    def lasting(self) -> Sequence[LastingItem]:
        """The needs that are unmet now."""
        return self.line.summary.lasting


@dataclass(frozen=True, slots=True)
class ShownFamily:
    """One row of the page."""

    family: TeamFamily
    lines: Sequence[ShownLine]


@pages.get("/team")
def page() -> str:
    """The families of the person, the most serious first; what was worked out for it is kept for the next."""
    at = clock.now()
    team = team_of(reading_session(), current_actor(), parts().catalogue, at)
    wanted = _wanted(request.args)
    found = [one for one in team.families if wanted.holds(one)]
    start = (wanted.page - 1) * PAGE_SIZE
    html = render_template(
        "team/page.html",
        page_title="Families of your team",
        rows=list(_shown(found[start : start + PAGE_SIZE], wanted, clock.today(at))),
        count=len(found),
        total=len(team.families),
        wanted=wanted,
        pages=range(1, -(-len(found) // PAGE_SIZE) + 1),
        workers=sorted({(one.name, one.id) for family in team.families for one in family.workers}),
        instruments=sorted({line.key.instrument_id for family in team.families for line in family.lines}),
        titles=parts().catalogue.titles(),
        asked=request.args,
    )
    _keep(team)
    return html


def _wanted(asked: MultiDict[str, str]) -> Wanted:
    """What cannot be read leaves nothing out: the page says what it shows."""
    return Wanted(
        worker_id=as_id(asked.get("worker", "")),
        instrument_id=asked.get("instrument", ""),
        is_unmet=asked.get("show", "") == UNMET,
        page=as_id(asked.get("page", "")) or 1,
    )


def _keep(team: Team) -> None:
    """A copy for the next reader; where the database is busy, they wait as long as this one did."""
    if team.fresh:
        try:
            with bookkeeping() as session:
                keep_summaries(session, team.fresh, clock.now())
        except StaleError:
            return


def _shown(families: Sequence[TeamFamily], wanted: Wanted, day: date) -> Iterator[ShownFamily]:
    lines = {family.family.id: wanted.lines(family) for family in families}
    scale = _scale(line for mine in lines.values() for line in mine)
    for family in families:
        shown_lines = [_line(line, scale, day) for line in lines[family.family.id]]
        yield ShownFamily(family, shown_lines)


def _line(line: TeamLine, scale: SparkScale | None, day: date) -> ShownLine:
    told = titles_said((one.title, one.word, one.way) for one in line.summary.told)
    return ShownLine(line, (day - line.observed_on).days, list(told), _spark(line, scale))


def _spark(line: TeamLine, scale: SparkScale | None) -> Markup | None:
    if scale is None or not line.summary.unmet:
        return None
    whose = line.key.whose
    key = f"s{line.key.child_id or 0}-{whose.carer_id or 0}-{whose.is_self_rating:d}-{line.key.instrument_id}"
    title = f"Items at grade 4 or 5 over time: {shown(line.carer)}"
    drawn = sparkline(line.summary.unmet, scale, key, title)
    return Markup(drawn)  # noqa: S704 - charts/ escapes every text it draws


def _scale(lines: Iterable[TeamLine]) -> SparkScale | None:
    points = [point for line in lines for point in line.summary.unmet]
    if not points:
        return None
    days = [point.observed_on for point in points]
    return SparkScale(min(days), max(days), max(point.count for point in points))

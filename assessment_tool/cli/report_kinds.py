"""The kinds of document that `report make` makes: what each needs to be told, and how it is printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from assessment_tool import __version__
from assessment_tool.cli.place import catalogue
from assessment_tool.core.permissions import Action
from assessment_tool.documents.parent_facts import gather
from assessment_tool.documents.parent_summary import Contact
from assessment_tool.jobs import parent_summary, trend_report
from assessment_tool.jobs.parent_summary import make_parent_summary
from assessment_tool.jobs.trend_report import make_trend_report
from assessment_tool.services.access import actor_of, require
from assessment_tool.services.audit import record_now
from assessment_tool.services.documents import MadeDocument
from assessment_tool.services.operator import NotToldApartError, named_carer
from assessment_tool.services.parent_summary import care_given
from assessment_tool.services.trends import TrendChoice, trend_of, trends_to_show

if TYPE_CHECKING:
    from assessment_tool.records.families import Family
    from assessment_tool.records.users import User

Printing = Callable[[], MadeDocument]
"""The long part of the work, for which nothing is held open in the database."""


class WrongOptionError(ValueError):
    """An option that this kind of document does not take, or one that it needs."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which part of the family's history the document is to be."""

    child_id: int | None
    instrument_id: str | None
    carer: str | None


def trend(session: Session, family: "Family", maker: "User", wanted: Wanted, at: datetime) -> Printing:
    """The report of a trend: the one that was asked for, or that with most signed assessments."""
    if wanted.carer is not None:
        raise WrongOptionError("A trend report is of every carer: leave out --carer.")
    actor = actor_of(maker)
    require(session, actor, Action.MAKE_REPORT, family.id, at)
    choices = trends_to_show(session, actor, family.id, at)
    fitting = [one for one in choices if _is_wanted(one, wanted)]
    if not fitting:
        raise NotToldApartError(f"Family {family.reference} has no signed assessment of that kind.")
    chosen = max(fitting, key=lambda one: one.count)
    child_id, instruments = chosen.child.id if chosen.child else None, catalogue()
    found = trend_of(session, actor, family.id, chosen.instrument_id, child_id, catalogue=instruments, at=at)
    record = record_now(session)
    return lambda: make_trend_report(found, maker, at, __version__, record=record)


def _is_wanted(choice: TrendChoice, wanted: Wanted) -> bool:
    child_id = choice.child.id if choice.child else None
    return wanted.child_id in {None, child_id} and wanted.instrument_id in {None, choice.instrument_id}


def summary(session: Session, family: "Family", maker: "User", wanted: Wanted, at: datetime) -> Printing:
    """The plain summary for one parent. Nothing that the parent said is in it: nobody has read it here."""
    if wanted.carer is None:
        raise WrongOptionError("Say for whom the summary is: --carer and the carer's name or id.")
    if wanted.instrument_id is not None:
        raise WrongOptionError("A summary is of the newest assessments: leave out --instrument.")
    actor = actor_of(maker)
    require(session, actor, Action.MAKE_REPORT, family.id, at)
    carer = named_carer(session, family, wanted.carer)
    found = care_given(session, actor, family.id, carer.id, wanted.child_id, catalogue=catalogue(), at=at)
    told = gather(found, Contact(maker.name, maker.post), at, record=record_now(session))
    if not told.children:
        raise NotToldApartError(f"Nothing that can be told to {carer.name} has been countersigned yet.")
    return lambda: make_parent_summary(told, __version__)


KINDS: Mapping[str, Callable[[Session, "Family", "User", Wanted, datetime], Printing]] = {
    trend_report.KIND: trend,
    parent_summary.KIND: summary,
}
"""How each kind is prepared, by its name."""

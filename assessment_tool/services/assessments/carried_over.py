"""What a draft that is restarted in a newer version takes along, and what stays in the closed one."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.carrying import LeftBehind, sort_answers
from assessment_tool.core.identity import normalised
from assessment_tool.core.instrument import Instrument, Kind
from assessment_tool.core.responses import Responses
from assessment_tool.core.visibility import AskedItem, items_for_age
from assessment_tool.records.assessments import Revision
from assessment_tool.records.responses import Response as ResponseRow
from assessment_tool.services.assessments.opened import OpenedAssessment, response_of
from assessment_tool.services.assessments.summary import Summary, summary_of
from assessment_tool.services.kept_definitions import instrument_of


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What goes from one version to another, and what does not."""

    before: Instrument
    after: Instrument
    carried: tuple[str, ...]
    """The ids of the items whose answers are carried."""
    left: tuple[LeftBehind, ...]
    summary: Summary
    """As far as it is carried: the days, and what is asked in the same words."""
    parts_left: Mapping[str, str | int]
    """The parts of the summary that are not, by name."""

    def new_questions(self, child: ChildAge | None) -> list[AskedItem]:
        """What the newer version asks at this age and the older one had not."""
        return [
            asked
            for asked in items_for_age(self.after, child)
            if asked.item.id not in self.before.items and asked.item.kind is not Kind.NOTE
        ]


def carried_over(
    revision: Revision, responses: Responses, before: Instrument, after: Instrument
) -> CarriedOver:
    """What becomes of a draft's content in a newer version, told in the words in which both were written."""
    before, after = before.as_written, after.as_written
    answers, stored = sort_answers(before, after, responses), summary_of(revision)
    parts_left = dict(_parts_left(stored, before, after))
    return CarriedOver(
        before=before,
        after=after,
        carried=answers.carried,
        left=answers.left,
        summary=Summary(**{name: value for name, value in asdict(stored).items() if name not in parts_left}),
        parts_left=parts_left,
    )


def left_behind(session: Session, opened: OpenedAssessment) -> CarriedOver | None:
    """What a restarted draft did not take along, as long as it is read; None where it was not restarted."""
    if not opened.revision.is_restart:
        return None
    closed = session.get_one(Revision, opened.revision.based_on_id)
    rows = session.scalars(select(ResponseRow).where(ResponseRow.revision_id == closed.id))
    responses = {row.item_id: response_of(row) for row in rows}
    before = instrument_of(session, closed.definition_sha256)
    return carried_over(closed, responses, before, opened.instrument)


def _parts_left(stored: Summary, before: Instrument, after: Instrument) -> Iterator[tuple[str, str | int]]:
    """The analysis under another question, and what is said of another time that is looked at."""
    if stored.analysis and normalised(before.analysis_prompt) != normalised(after.analysis_prompt):
        yield "analysis", stored.analysis
    if stored.why_longer and before.window.days != after.window.days:
        yield "why_longer", stored.why_longer
    is_asked_alike = before.window.days == after.window.days and after.window.minimum_observations is not None
    if stored.times_observed is not None and not is_asked_alike:
        yield "times_observed", stored.times_observed

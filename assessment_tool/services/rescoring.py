"""Signed answers scored by a later version, where a crosswalk wants it: worked out anew, never stored."""

from collections.abc import Iterable

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.scoring import Result
from assessment_tool.core.stored import answers_from_json
from assessment_tool.core.trend.rescored import scored_again
from assessment_tool.definitions.version_file import version_order
from assessment_tool.records.assessments import Revision


class RescoredAnswers:
    """The answers of some revisions by the newest version of each major number that was used among them.

    Each is scored when it is first asked for.
    """

    def __init__(self, used: Iterable[tuple[Revision, Instrument]]) -> None:
        self._answers: dict[int, str] = {}
        self._by_major: dict[int, Instrument] = {}
        self._results: dict[tuple[int, int], Result] = {}
        for revision, instrument in used:
            self._answers[revision.id] = revision.responses_json or ""
            self._remember(instrument)

    def __call__(self, revision_id: int, major: int) -> Result | None:
        """The revision's result by that version; None where no version of the major number was used."""
        later = self._by_major.get(major)
        if later is None:
            return None
        if (revision_id, major) not in self._results:
            answers = answers_from_json(self._answers[revision_id])
            self._results[revision_id, major] = scored_again(later, *answers)
        return self._results[revision_id, major]

    def _remember(self, instrument: Instrument) -> None:
        order = version_order(instrument.version)
        known = self._by_major.setdefault(order[0], instrument)
        if version_order(known.version) < order:
            self._by_major[order[0]] = instrument

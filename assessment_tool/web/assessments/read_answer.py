"""One question with what stands for it, as a person reads it."""

from dataclasses import dataclass

from assessment_tool.core.responses import Response
from assessment_tool.core.rows import Rows
from assessment_tool.core.visibility import AskedItem
from assessment_tool.documents.answer_words import CONFIDENCES, absence_meaning
from assessment_tool.web.assessments.wording import in_words, table_of


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """One question with what stands for it, in words."""

    number: int
    asked: AskedItem
    response: Response

    @property
    def answer(self) -> str:
        """The answer, or the reason for none, or that there is neither."""
        return in_words(self.asked.item, self.response) or "Not answered"

    @property
    def rows(self) -> list[list[str]]:
        """The rows of a repeated group, a cell for each column; none for any other answer."""
        value = self.response.value
        return table_of(self.asked.item, value) if isinstance(value, Rows) else []

    @property
    def detail(self) -> str:
        """What the chosen grade looks like at this age, or what the reason for none means."""
        if self.response.absence:
            return absence_meaning(self.asked.item, self.response.absence)
        value = self.response.value
        return self.asked.anchors.get(value, "") if isinstance(value, str) else ""

    @property
    def confidence(self) -> str:
        """How sure the rater is, in words."""
        return CONFIDENCES[self.response.confidence] if self.response.confidence else ""

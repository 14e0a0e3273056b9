"""A form that is tried out: its answers are those that were just sent, and nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import Result, score
from assessment_tool.core.visibility import AskedItem, Circumstances, asked_items


@dataclass(frozen=True, slots=True)
class PreviewedForm:
    """The form of an instrument in some circumstances with some answers."""

    instrument: Instrument
    circumstances: Circumstances
    responses: Mapping[str, Response]
    asked: Mapping[str, AskedItem]
    result: Result
    versions: Mapping[str, int] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()

    @property
    def age_bands(self) -> Mapping[str, str]:
        """The bands that are on the page: every answer is given by what stands beside it."""
        return {item_id: one.band.id for item_id, one in self.asked.items() if one.band}

    @property
    def blind_order(self) -> str:
        """One order for every preview of the version, where it is rated blind."""
        return f"preview {self.instrument.version}" if self.instrument.blind_rating else ""


def previewed(
    instrument: Instrument, circumstances: Circumstances, responses: Mapping[str, Response]
) -> PreviewedForm:
    """The form as these answers leave it; raises `ValueNotPermittedError` where an answer is none."""
    return PreviewedForm(
        instrument,
        circumstances,
        responses,
        asked=asked_items(instrument, circumstances, responses),
        result=score(instrument, circumstances, responses),
    )

"""Which version a blank form is of, and what must be known of one that is not in use."""

from dataclasses import dataclass
from datetime import date

from assessment_tool.core.days import in_full
from assessment_tool.definitions.catalogue import Catalogue, Definition, Status
from assessment_tool.definitions.registry import Entry
from assessment_tool.services.languages import in_language

DRAFT_NOTICE = (
    "This version is not published. Read it and try it out; nothing that is written on it can be entered "
    "as an assessment."
)
TRANSLATION_NOTICE = (
    "This translation is not published. Read it and try it out; nothing that is written on it can be entered "
    "as an assessment."
)
TO_COME_NOTICE = (
    "This version comes into use on {since}. What was observed before that day cannot be entered in it."
)
_SENTENCES = {
    Status.SUPERSEDED: (
        "A newer version is in use since {since}; only drafts begun in this one can be finished{until}."
    ),
    Status.RETIRED: "This version was retired on {since} and cannot be entered any more: {because}",
    Status.WITHDRAWN: "Do not use this version: it was withdrawn on {since} for a fault: {because}",
}


@dataclass(frozen=True, slots=True)
class VersionToPrint:
    """One version of an instrument, and a notice where it is not in use."""

    definition: Definition
    notice: str


def version_to_print(
    catalogue: Catalogue,
    instrument_id: str,
    version: str,
    on: date,
    language: str = "",
    *,
    with_unpublished: bool = False,
) -> VersionToPrint:
    """The version in the language (empty: as it was written) with what must be known of it on the day.

    `with_unpublished`: also in the words of a translation that is not published. Raises what the catalogue
    raises, and `NotInLanguageError`.
    """
    source = catalogue.find(instrument_id, version)
    definition = in_language(catalogue, source, language, with_unpublished=with_unpublished)
    if definition.status is Status.DRAFT:
        is_whole_draft = source.status is Status.DRAFT
        return VersionToPrint(definition, DRAFT_NOTICE if is_whole_draft else TRANSLATION_NOTICE)
    entry = catalogue.entry(definition.sha256)
    return VersionToPrint(definition, _notice(entry, on) if entry else "")


def _notice(entry: Entry, on: date) -> str:
    if entry.latest is None:
        return TO_COME_NOTICE.format(since=in_full(entry.effective_from)) if entry.is_to_come(on) else ""
    until = f" until {in_full(entry.finish_until)}" if entry.finish_until else ""
    return _SENTENCES[entry.status].format(
        since=in_full(entry.latest.on), because=entry.latest.because, until=until
    )

"""Publishing: a version that lints clean enters the registry with its hash, and never changes again."""

from datetime import date
from pathlib import Path

from assessment_tool.definitions.canonical import FORMAT_NUMBER
from assessment_tool.definitions.life import Decision, LifeError
from assessment_tool.definitions.lint import check, refuse_errors
from assessment_tool.definitions.registry import Entry, changing, read_registry, write_registry
from assessment_tool.definitions.schemas.registry import Status
from assessment_tool.definitions.version_file import VersionFile, read_version


class AlreadyPublishedError(ValueError):
    """The version is published; what is published stays as it is."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            f"{entry.id} {entry.version} was published on {entry.published_on}. "
            "Change a copy of the file under a higher version instead."
        )
        self.entry = entry


class ChangedFileError(ValueError):
    """The file is not the one that was decided on any more."""

    def __init__(self, instrument_id: str, version: str) -> None:
        super().__init__(
            f"The file of {instrument_id} {version} was changed after this was proposed. "
            "Read the file as it is now, and propose it anew."
        )


def publish(
    folder: Path,
    instrument_id: str,
    version: str,
    decision: Decision,
    *,
    sha256: str = "",
    effective_from: date | None = None,
) -> Entry:
    """Publish a version of a folder of instruments, in use from the day of the decision or a later one.

    Raises `LifeError` where one person decided alone or the day is past, `AlreadyPublishedError`,
    `ChangedFileError` where a hash was decided on and the file has another one, or `DefinitionError`
    with the errors that lint found.
    """
    decision.check_two_people()
    starts_on = effective_from or decision.on
    if starts_on < decision.on:
        raise LifeError(f"It cannot come into use on {starts_on}: that day is past.")
    with changing(folder):
        registry = read_registry(folder)
        if (instrument_id, version) in registry:
            raise AlreadyPublishedError(registry[instrument_id, version])
        file = read_version(folder / instrument_id / f"{version}.yaml")
        if sha256 not in {"", file.sha256}:
            raise ChangedFileError(instrument_id, version)
        refuse_errors(check(file))
        entry = _entry(file, version, decision, starts_on)
        write_registry(folder, [*registry.values(), entry])
    return entry


def _entry(file: VersionFile, version: str, decision: Decision, starts_on: date) -> Entry:
    return Entry(
        id=file.instrument.id,
        version=version,
        status=Status.ACTIVE,
        effective_from=starts_on,
        sha256=file.sha256,
        format=FORMAT_NUMBER,
        published_on=decision.on,
        published_by=decision.by,
        approved_by=decision.approved_by,
        because=decision.because,
    )

"""Which steps a version can take now, and what stands in the way of one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assessment_tool.core.version_step import VersionStep
from assessment_tool.definitions.catalogue import Catalogue, Status
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.life import next_steps
from assessment_tool.definitions.lint import check, has_errors
from assessment_tool.definitions.registry import Entry
from assessment_tool.definitions.version_file import VersionFile, read_version

LEADS_TO: Mapping[VersionStep, Status] = {
    VersionStep.PUBLISH: Status.ACTIVE,
    VersionStep.SUPERSEDE: Status.SUPERSEDED,
    VersionStep.RETIRE: Status.RETIRED,
    VersionStep.WITHDRAW: Status.WITHDRAWN,
}


class StepRefusedError(Exception):
    """The step cannot be taken now; the message says why and what to do instead."""


def possible_steps(entry: Entry | None) -> Sequence[VersionStep]:
    """The steps that a version can take from where it stands; a draft can only be published."""
    if entry is None:
        return [VersionStep.PUBLISH]
    after = next_steps(entry.status)
    return [step for step, status in LEADS_TO.items() if status in after]


def checked(catalogue: Catalogue, instrument_id: str, version: str, step: VersionStep) -> str:
    """The hash of the version's file, for which the step can be taken now.

    Raises `UnknownInstrumentError` where there is no such version, and `StepRefusedError`.
    """
    entry = catalogue.published(instrument_id, version)
    _refuse_impossible(entry, version, step)
    file = _read(catalogue.path(instrument_id, version), version)
    if entry is None and has_errors(check(file)):
        raise StepRefusedError(
            f"The check found errors in version {version}. Mend them first: “All versions” lists them."
        )
    if entry is not None and entry.sha256 != file.sha256:
        raise StepRefusedError(
            f"The file of version {version} is not the one that was published. Restore it first."
        )
    return file.sha256


def current_hash(catalogue: Catalogue, instrument_id: str, version: str) -> str:
    """The hash of the version's file as it is now; empty where it cannot be read."""
    try:
        return read_version(catalogue.path(instrument_id, version)).sha256
    except (DefinitionError, LookupError, OSError):
        return ""


def _refuse_impossible(entry: Entry | None, version: str, step: VersionStep) -> None:
    if step not in possible_steps(entry):
        stands = "a draft" if entry is None else f"{entry.status} already"
        raise StepRefusedError(f"Version {version} is {stands}: this step cannot follow.")


def _read(path: Path, version: str) -> VersionFile:
    try:
        return read_version(path)
    except (DefinitionError, OSError) as error:
        raise StepRefusedError(
            f"The file of version {version} cannot be read. Mend it first: the check says where."
        ) from error

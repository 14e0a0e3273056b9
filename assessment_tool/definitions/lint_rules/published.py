"""What is published stays as it is, and what comes after it is raised as much as it changes."""

from collections.abc import Iterator
from pathlib import Path

from assessment_tool.definitions.diff.difference import Difference, difference
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.registry import REGISTRY_FILE, Entry, read_registry
from assessment_tool.definitions.version_file import IDENTITY_FILE, VersionFile, read_version, version_order


def published(file: VersionFile) -> Iterator[Finding]:
    """A published version that says something else by now, or a new one that is raised too little."""
    path = Path(file.tree.file).absolute()
    try:
        registry = read_registry(path.parent.parent)
    except DefinitionError as error:
        yield from error.findings
        return
    entry = registry.get((file.instrument.id, file.instrument.version))
    if entry is None:
        yield from _raised_too_little(file, _newest_below(file, registry))
    elif entry.sha256 != file.sha256:
        yield changed_finding(file, entry)


def read_published(path: Path, entry: Entry) -> VersionFile:
    """The version as it was published; raises `DefinitionError` where the files are not that any more."""
    file = read_version(path)
    if entry.sha256 != file.sha256:
        raise DefinitionError([changed_finding(file, entry)])
    return file


def changed_finding(file: VersionFile, entry: Entry) -> Finding:
    """That the files of a published version are not what was published."""
    message = f"{entry.id} {entry.version} is not as it was published on {entry.published_on}."
    mend = f"Restore the file and {IDENTITY_FILE}, and make the change in a higher version ({REGISTRY_FILE})."
    return file.tree.finding(("version",), "published-changed", message, mend)


def _newest_below(file: VersionFile, registry: dict[tuple[str, str], Entry]) -> VersionFile | None:
    """The highest published version below this one; None where there is none that can be read."""
    mine = file.instrument
    below = [
        version
        for instrument_id, version in registry
        if instrument_id == mine.id and version_order(version) < version_order(mine.version)
    ]
    if not below:
        return None
    try:
        return read_version(Path(file.tree.file).with_name(f"{max(below, key=version_order)}.yaml"))
    except DefinitionError:
        return None  # told where that version is checked


def _raised_too_little(file: VersionFile, earlier: VersionFile | None) -> Iterator[Finding]:
    found = difference(earlier, file) if earlier else None
    if found and found.needed and not found.is_enough:
        message = f"After {found.before} this needs a {found.needed.word} version. {_reason(found)}"
        how = f"instruments diff {found.id} {found.before} {found.after}"
        mend = f"Raise the version, or take the change back; all of them: {how}."
        yield file.tree.finding(("version",), "bump-low", message, mend)


def _reason(found: Difference) -> str:
    """The first change that needs as much."""
    change = max(found.changes, key=lambda one: one.bump)
    return f"{change.part.title}{f': {change.key}' if change.key else ''} is {change.kind}."

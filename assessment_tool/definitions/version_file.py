"""One version of an instrument as it stands on disk: read, checked against the schemas, and built."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from marshmallow import Schema, ValidationError

from assessment_tool.core.instrument import Instrument
from assessment_tool.definitions.build import build
from assessment_tool.definitions.canonical import canonical_form, canonical_sha256
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.schemas.faults import faults_in
from assessment_tool.definitions.schemas.fields import VersionNumber
from assessment_tool.definitions.schemas.instrument import IdentitySchema, VersionSchema
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.yaml_tree import Tree, read_tree

IDENTITY_FILE = "instrument.yaml"


@dataclass(frozen=True)
class VersionFile:
    """A version with its identity, and the places of all its values."""

    identity: Loaded
    identity_tree: Tree
    version: Loaded
    tree: Tree
    instrument: Instrument

    @cached_property
    def canonical(self) -> str:
        """The canonical form."""
        return canonical_form(self.identity, self.version)

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical form."""
        return canonical_sha256(self.canonical)


def read_version(path: Path) -> VersionFile:
    """The version in the file, with the identity beside it.

    Raises `DefinitionError` with every fault of either file.
    """
    findings: list[Finding] = []
    read: list[tuple[Tree, Loaded]] = []
    for file, schema in ((path.parent / IDENTITY_FILE, IdentitySchema()), (path, VersionSchema())):
        try:
            tree = read_tree(file)
            read.append((tree, load(schema, tree)))
        except DefinitionError as error:
            findings += error.findings
    if findings:
        raise DefinitionError(findings)
    (identity_tree, identity), (tree, version) = read
    _check_names(path, identity_tree, identity, tree, version)
    return VersionFile(identity, identity_tree, version, tree, build(identity, version))


def load(schema: Schema, tree: Tree) -> Loaded:
    """The tree's data as the schema reads it; raises `DefinitionError` with all faults at their places."""
    try:
        loaded: Loaded = schema.load(tree.data)  # type: ignore[arg-type]  # not a mapping is a fault it reports
    except ValidationError as error:
        raise DefinitionError(
            tree.finding(path, fault.rule, fault.message, fault.mend)
            for path, fault in faults_in(error.messages)
        ) from error
    return loaded


def version_files(folder: Path) -> dict[str, Path]:
    """The version files of an instrument's folder by version, the oldest version first."""
    found = {file.stem: file for file in folder.glob("*.yaml") if is_version(file.stem)}
    return {version: found[version] for version in sorted(found, key=version_order)}


def is_version(text: str) -> bool:
    """Whether the text is a version as major.minor.patch."""
    return VersionNumber.pattern.fullmatch(text) is not None


def version_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: their numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def _check_names(path: Path, identity_tree: Tree, identity: Loaded, tree: Tree, version: Loaded) -> None:
    findings = list(_name_findings(path, identity_tree, identity, tree, version))
    if findings:
        raise DefinitionError(findings)


def _name_findings(
    path: Path, identity_tree: Tree, identity: Loaded, tree: Tree, version: Loaded
) -> Iterator[Finding]:
    folder = path.absolute().parent.name
    if identity["id"] != folder:
        message = f"The id is “{identity['id']}” and the folder “{folder}”."
        yield identity_tree.finding(("id",), "file-name", message, "Give both the same name.")
    if version["id"] != identity["id"]:
        message = f"The id is “{version['id']}” here and “{identity['id']}” in {IDENTITY_FILE}."
        yield tree.finding(("id",), "file-name", message, "Write the same id in both files.")
    if version["version"] != path.stem:
        message = f"The version is {version['version']} and the file is named {path.name}."
        yield tree.finding(("version",), "file-name", message, f"Name the file {version['version']}.yaml.")

"""Lint: everything that can be said about an instrument's files before anybody uses them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assessment_tool.definitions.findings import DefinitionError, Finding, Severity
from assessment_tool.definitions.lint_rules.ages import age_bands
from assessment_tool.definitions.lint_rules.anchors import anchors, blind_rating
from assessment_tool.definitions.lint_rules.bands import bands
from assessment_tool.definitions.lint_rules.composites import composites, unknown_judgements
from assessment_tool.definitions.lint_rules.conditions import condition_order, conditions
from assessment_tool.definitions.lint_rules.crosswalks import crosswalks
from assessment_tool.definitions.lint_rules.gate import gate
from assessment_tool.definitions.lint_rules.many_items import many_items
from assessment_tool.definitions.lint_rules.membership import members, membership
from assessment_tool.definitions.lint_rules.names import repeated_names, unknown_checked, unknown_members
from assessment_tool.definitions.lint_rules.published import published
from assessment_tool.definitions.lint_rules.ranges import ranges
from assessment_tool.definitions.lint_rules.reach import reach
from assessment_tool.definitions.lint_rules.readers import never_shown
from assessment_tool.definitions.lint_rules.reading_age import reading_age
from assessment_tool.definitions.lint_rules.retired import retired_names
from assessment_tool.definitions.lint_rules.reversed_items import reversed_items
from assessment_tool.definitions.lint_rules.translations import translations
from assessment_tool.definitions.lint_rules.trend_levels import trend_levels
from assessment_tool.definitions.lint_rules.worked_examples import readme, worked_examples
from assessment_tool.definitions.version_file import IDENTITY_FILE, VersionFile, read_version, version_files

Rule = Callable[[VersionFile], Iterator[Finding]]

STAGES: Sequence[Sequence[Rule]] = (
    (repeated_names, retired_names, unknown_members, unknown_judgements, unknown_checked),
    (
        gate,
        blind_rating,
        age_bands,
        anchors,
        conditions,
        condition_order,
        membership,
        members,
        composites,
        bands,
        never_shown,
        trend_levels,
        many_items,
        reversed_items,
    ),
    (ranges, reach),
    (readme, published, crosswalks, translations, worked_examples, reading_age),
)
"""Rules in stages: a later stage takes for granted that the ones before it found no error."""


def lint_folder(path: Path) -> list[Finding]:
    """Everything found in the instrument in this folder, or in all instruments of a folder of them.

    The path of a single version file checks that version.
    """
    if path.is_file():
        return lint_version(path)
    if (path / IDENTITY_FILE).is_file() or version_files(path):
        return _lint_instrument(path)
    folders = sorted(one.parent for one in path.glob(f"*/{IDENTITY_FILE}"))
    if folders:
        return [finding for folder in folders for finding in _lint_instrument(folder)]
    return [_not_here(path, "There is no instrument here.", f"Name a folder with {IDENTITY_FILE} in it.")]


def lint_version(path: Path) -> list[Finding]:
    """Everything found in one version, in the order of the files and their lines."""
    try:
        file = read_version(path)
    except DefinitionError as error:
        return error.findings
    return check(file)


def check(file: VersionFile) -> list[Finding]:
    """Everything found in a version that could be read."""
    return _checked(file, STAGES)


def check_without_examples(file: VersionFile) -> list[Finding]:
    """Everything found in the definition itself: what must be sound before it can be used at all."""
    return _checked(file, STAGES[:-1])


def read_sound(path: Path) -> VersionFile:
    """The version in the file, sound enough to be used; raises `DefinitionError` with the errors."""
    file = read_version(path)
    refuse_errors(check_without_examples(file))
    return file


def _checked(file: VersionFile, stages: Sequence[Sequence[Rule]]) -> list[Finding]:
    findings: list[Finding] = []
    for rules in stages:
        findings += (finding for rule in rules for finding in rule(file))
        if has_errors(findings):
            break
    return sorted(findings, key=lambda one: (one.file, one.line, one.column))


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether any finding stands in the way of use."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def refuse_errors(findings: Sequence[Finding]) -> None:
    """Raise `DefinitionError` with the findings that stand in the way of use, where there are any."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise DefinitionError(errors)


def _lint_instrument(folder: Path) -> list[Finding]:
    versions = version_files(folder)
    if not versions:
        mend = "Write a first version, named 1.0.0.yaml."
        return [_not_here(folder, "The instrument has no version.", mend)]
    # The identity is read with each version; what is found in it is told once.
    return list(dict.fromkeys(finding for path in versions.values() for finding in lint_version(path)))


def _not_here(path: Path, message: str, mend: str) -> Finding:
    return Finding(Severity.ERROR, "file", str(path), 1, 1, message, mend)

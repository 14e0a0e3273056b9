"""Worked examples: enough of them, and all agree with the scores reckoned by hand."""

from collections.abc import Iterator
from pathlib import Path

from assessment_tool.definitions.examples import Example, example_files, read_example, run_example
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.version_file import VersionFile

LEAST_EXAMPLES = 6


def worked_examples(file: VersionFile) -> Iterator[Finding]:
    """Examples that cannot be read or do not agree, and a version with too few of them."""
    examples = list(_read(file))
    for one in examples:
        if isinstance(one, Finding):
            yield one
        elif file.instrument.version in one.versions:
            yield from run_example(one, file.instrument)
    own = [one for one in examples if isinstance(one, Example) and file.instrument.version in one.versions]
    if len(own) < LEAST_EXAMPLES:
        message = f"Version {file.instrument.version} has {len(own)} worked examples of its own."
        mend = f"Work at least {LEAST_EXAMPLES} by hand, in the folder “examples”."
        yield file.tree.finding(("version",), "example-count", message, mend)


def _read(file: VersionFile) -> Iterator[Example | Finding]:
    for path in example_files(Path(file.tree.file).parent):
        try:
            yield read_example(path)
        except DefinitionError as error:
            yield from error.findings


def readme(file: VersionFile) -> Iterator[Finding]:
    """An instrument without a README."""
    path = Path(file.tree.file).parent / "README.md"
    if not path.is_file() or not path.read_text(encoding="utf-8", errors="replace").strip():
        message = "The instrument has no README.md."
        mend = "Write one: what it is for, for whom, how it is scored and why, its limits and sources."
        yield file.identity_tree.finding((), "readme", message, mend)

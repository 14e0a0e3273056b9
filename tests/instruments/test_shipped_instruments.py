"""Every version of every instrument that ships: without findings, and right in every worked example."""

from pathlib import Path

import pytest

from assessment_tool.core.labels import Label
from assessment_tool.definitions.canonical import canonical_sha256, from_canonical
from assessment_tool.definitions.examples import example_files, read_example, run_example
from assessment_tool.definitions.findings import Severity
from assessment_tool.definitions.lint import lint_folder
from assessment_tool.definitions.version_file import IDENTITY_FILE, read_version, version_files
from assessment_tool.resources import instruments_dir

FOLDERS = sorted(identity.parent for identity in instruments_dir().glob(f"*/{IDENTITY_FILE}"))
VERSIONS = [path for folder in FOLDERS for path in version_files(folder).values()]
EXAMPLES = [example for folder in FOLDERS for example in example_files(folder)]


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}" if path.parent.name != "examples" else path.stem


def test_the_instruments_of_the_first_release_ship() -> None:
    assert {"alcohol-and-care", "graded-care", "social-history"} <= {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_instrument_lints_without_an_error_or_a_warning(folder: Path) -> None:
    assert [one for one in lint_folder(folder) if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_the_worked_example_scores_as_reckoned_by_hand(path: Path) -> None:
    example = read_example(path)
    for version in example.versions:
        instrument = read_version(path.parent.parent / f"{version}.yaml").instrument
        assert run_example(example, instrument) == []


@pytest.mark.parametrize("path", VERSIONS, ids=named)
def test_the_canonical_form_alone_gives_the_instrument_back(path: Path) -> None:
    file = read_version(path)
    again = from_canonical(file.canonical)
    assert (again.sections, again.scales) == (file.instrument.sections, file.instrument.scales)
    assert canonical_sha256(file.canonical) == file.sha256


@pytest.mark.parametrize("path", VERSIONS, ids=named)
def test_what_others_told_is_never_labelled_as_shared_with_the_family(path: Path) -> None:
    shared = {Label.ADMINISTRATIVE, Label.SHARED_WITH_FAMILY}
    items = read_version(path).instrument.items.values()
    assert [item.id for item in items if item.subject == "third_party" and item.label in shared] == []

"""One tiny instrument for each feature of the format: it lints clean, scores right, and keeps its form."""

from pathlib import Path

import pytest

from assessment_tool.definitions.canonical import from_canonical
from assessment_tool.definitions.examples import example_files, read_example, run_example
from assessment_tool.definitions.lint import check_without_examples
from assessment_tool.definitions.version_file import read_version

FEATURES = sorted(folder for folder in (Path(__file__).parent / "instruments").iterdir())
EXAMPLES = [example for folder in FEATURES for example in example_files(folder)]


@pytest.mark.parametrize("folder", FEATURES, ids=lambda folder: folder.name)
def test_the_feature_lints_clean(folder: Path) -> None:
    assert check_without_examples(read_version(folder / "1.0.0.yaml")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_the_feature_scores_as_reckoned_by_hand(path: Path) -> None:
    example = read_example(path)
    (version,) = example.versions
    instrument = read_version(path.parent.parent / f"{version}.yaml").instrument
    assert run_example(example, instrument) == []


@pytest.mark.parametrize("folder", FEATURES, ids=lambda folder: folder.name)
def test_the_canonical_form_alone_gives_the_whole_instrument_back(folder: Path) -> None:
    file = read_version(folder / "1.0.0.yaml")
    again = from_canonical(file.canonical)
    names = [name for name in vars(file.instrument) if name not in {"items", "scales_by_id"}]
    assert {name: getattr(again, name) for name in names} == {
        name: getattr(file.instrument, name) for name in names
    }

"""The canonical form ignores layout and nothing else."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from assessment_tool.definitions.canonical import UnknownFormatError, from_canonical
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import HERE, MakeVersion

FEATURES = ("graded", "age-bands", "sex-bands", "flags", "weighted-sum", "fixed", "lookup", "every-kind")


def text_of(feature: str) -> str:
    text = (HERE / "instruments" / feature / "1.0.0.yaml").read_text(encoding="utf-8")
    return text.replace(f"id: {feature}\n", "id: tiny\n", 1)


def shuffled(data: Any, order: random.Random) -> Any:
    if isinstance(data, dict):
        keys = list(data)
        order.shuffle(keys)
        return {key: shuffled(data[key], order) for key in keys}
    return [shuffled(one, order) for one in data] if isinstance(data, list) else data


def mutants(data: Any) -> Iterator[Any]:
    """The data with one value changed, for every value in it in turn."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from ({**data, key: other} for other in mutants(value))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from ([*data[:place], other, *data[place + 1 :]] for other in mutants(value))
        if len(data) > 1:
            yield [*data[1:], data[0]]
            yield data[:-1]
    elif isinstance(data, bool):
        yield not data
    elif isinstance(data, int | float):
        yield data + 1
    else:
        yield f"{data} more"
        yield f"{data}2"


@pytest.mark.parametrize("feature", FEATURES)
def test_comments_layout_and_the_order_of_keys_do_not_change_the_hash(
    feature: str, version_file_of: MakeVersion
) -> None:
    text = text_of(feature)
    before = read_version(version_file_of(text)).sha256
    data = yaml.safe_load(text)
    commented = "# a comment\n" + text.replace("\nlanguage", "  # another\n\n\nlanguage")
    assert read_version(version_file_of(commented)).sha256 == before
    for seed in range(5):
        written = json.dumps(shuffled(data, random.Random(seed)))  # noqa: S311 - repeatable on purpose
        assert read_version(version_file_of(written)).sha256 == before


@pytest.mark.parametrize("feature", FEATURES)
def test_every_change_of_any_value_changes_the_hash(feature: str, version_file_of: MakeVersion) -> None:
    data = yaml.safe_load(text_of(feature))
    hashes = [read_version(version_file_of(json.dumps(data))).sha256]
    for mutant in mutants(data):
        try:
            hashes.append(read_version(version_file_of(json.dumps(mutant))).sha256)
        except DefinitionError:
            continue
    assert len(hashes) > 20
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize("key", ["title", "summary", "training", "steward", "licence"])
def test_a_change_of_the_identity_changes_the_hash(key: str, version_file_of: MakeVersion) -> None:
    path = version_file_of(text_of("flags"))
    before = read_version(path).sha256
    identity = path.parent / "instrument.yaml"
    identity.write_text(identity.read_text().replace(f'{key}: "', f'{key}: "Another: '))
    assert read_version(path).sha256 != before


def test_writing_out_a_default_does_not_change_the_hash(version_file_of: MakeVersion) -> None:
    text = text_of("flags")
    before = read_version(version_file_of(text)).sha256
    explicit = text.replace(
        "        kind: single\n",
        "        kind: single\n        required: true\n        scored: true\n        who_else: []\n"
        "        absences: [not_applicable, not_observed, not_asked, not_safe_to_ask, declined, unknown]\n",
    ).replace("    direction:", "    bands: []\n    direction:")
    assert explicit.count("required: true") == 2
    assert read_version(version_file_of(explicit)).sha256 == before


def test_letters_count_however_they_are_composed(version_file_of: MakeVersion) -> None:
    text = text_of("flags")
    composed = text.replace("Speak with", "Café caf\u00e9")
    taken_apart = text.replace("Speak with", "Cafe\u0301 cafe\u0301")
    assert read_version(version_file_of(composed)).sha256 == read_version(version_file_of(taken_apart)).sha256


def test_the_form_of_a_version_stays_what_it_was_when_it_was_published() -> None:
    """Guards every stored hash: this number may never change."""
    file = read_version(HERE / "instruments" / "flags" / "1.0.0.yaml")
    assert file.sha256 == "b658b809c210c2e344ca55c34462717b05a05542506b88308dd5ef85ec3cd8a0"


def test_a_format_of_a_later_program_is_refused() -> None:
    file = read_version(HERE / "instruments" / "flags" / "1.0.0.yaml")
    with pytest.raises(UnknownFormatError):
        from_canonical(file.canonical.replace('"format":1', '"format":2'))

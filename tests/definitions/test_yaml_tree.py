"""YAML is read with places, and what two readers could read differently is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.yaml_tree import MAXIMUM_BYTES, MAXIMUM_DEPTH, parse_tree, read_tree


def faults(content: str | bytes) -> list[tuple[str, int, int]]:
    """Rule, line and column of everything that is refused."""
    encoded = content.encode() if isinstance(content, str) else content
    with pytest.raises(DefinitionError) as caught:
        parse_tree(encoded, "tiny.yaml")
    return [(finding.rule, finding.line, finding.column) for finding in caught.value.findings]


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "Yes", "NO", "y", "n", "True", "FALSE", "~", "Null"]
)
def test_a_bare_word_that_some_readers_take_for_true_or_false_is_refused(word: str) -> None:
    assert faults(f"code: {word}\n") == [("yaml-bare-word", 1, 7)]


@pytest.mark.parametrize("word", ["yes", "no", "on", "1.10", "010", "12:30", "~"])
def test_the_same_word_in_quotes_is_text(word: str) -> None:
    assert parse_tree(f'code: "{word}"\n'.encode(), "tiny.yaml").data == {"code": word}


@pytest.mark.parametrize(
    "number",
    [
        *("1.10", "1.0", "010", "00", "0x1F", "0o17", "0b11", "12:30", "12:30:15", "1_000", "+5", ".5", "5."),
        *("1e3", ".inf", ".nan", "-.INF", "1234567890123456"),
    ],
)
def test_a_number_that_is_not_the_same_everywhere_is_refused(number: str) -> None:
    assert faults(f"a: 1\nscore: {number}\n") == [("yaml-number", 2, 8)]


def test_plain_numbers_are_exact() -> None:
    data = parse_tree(b"[0, -3, 12, 0.1, -2.25]", "tiny.yaml").data
    assert data == [0, -3, 12, Decimal("0.1"), Decimal("-2.25")]
    assert isinstance(data, list)
    assert [type(one) for one in data] == [int, int, int, Decimal, Decimal]


def test_a_date_stays_text_until_a_date_is_wanted() -> None:
    data = parse_tree(b"{day: 2025-03-04, month: 2025-10}", "tiny.yaml").data
    assert data == {"day": "2025-03-04", "month": "2025-10"}


def test_a_duplicate_key_is_refused_at_its_second_place() -> None:
    assert faults("a: 1\nb: 2\na: 3\n") == [("yaml-duplicate-key", 3, 1)]


def test_a_grade_written_as_a_number_and_as_text_is_one_key() -> None:
    assert faults("{1: good, '1': poor}") == [("yaml-duplicate-key", 1, 11)]


def test_anchors_aliases_and_tags_are_refused_before_anything_is_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"a{n}: [*a, *a]\n" for n in range(3))
    assert {rule for rule, _, _ in faults(bomb)} == {"yaml-anchor", "yaml-alias"}
    assert faults("a: !!python/object:os.system x\n") == [("yaml-tag", 1, 4)]
    assert faults("a: !mine {b: 1}\n") == [("yaml-tag", 1, 4)]


def test_every_refusal_of_a_file_is_told_at_once() -> None:
    rules = [rule for rule, _, _ in faults("a: no\nb: 010\nc:\nd: &x 1\n")]
    assert rules == ["yaml-bare-word", "yaml-number", "yaml-empty", "yaml-anchor"]


def test_a_key_without_a_value_is_refused() -> None:
    assert faults("a: 1\ntitle:\n") == [("yaml-empty", 2, 7)]


@pytest.mark.parametrize("key", ["[1]", "{a: 1}", "true", "no"])
def test_a_key_is_a_word(key: str) -> None:
    assert len(faults(f"? {key}\n: 1\n")) == 1


def test_content_that_is_not_utf_8_is_refused_where_it_stands() -> None:
    assert faults(b"a: 1\nb: caf\xe9\n") == [("yaml-encoding", 2, 7)]


@pytest.mark.parametrize("content", ["", "# only a comment\n"])
def test_an_empty_file_is_refused(content: str) -> None:
    assert [rule for rule, _, _ in faults(content)] == ["yaml-empty"]


def test_two_documents_are_refused() -> None:
    assert faults("a: 1\n---\nb: 2\n") == [("yaml-documents", 2, 1)]


@pytest.mark.parametrize("content", ["a: [1\n", "a: 'x\n", "a: 1\n b: 2\n", "\ta: 1\n", "a: \x07\n"])
def test_what_is_not_yaml_is_a_finding_and_not_a_crash(content: str) -> None:
    assert [rule for rule, _, _ in faults(content)] == ["yaml-syntax"]


def test_depth_and_size_have_limits() -> None:
    deepest = "[" * MAXIMUM_DEPTH + "]" * MAXIMUM_DEPTH
    assert parse_tree(deepest.encode(), "tiny.yaml").data
    assert [rule for rule, _, _ in faults(f"[{deepest}]")] == ["yaml-depth"]
    assert [rule for rule, _, _ in faults("[" * 100_000)] == ["yaml-depth"]
    assert [rule for rule, _, _ in faults(b"#" * (MAXIMUM_BYTES + 1))] == ["yaml-size"]


def test_text_is_composed() -> None:
    assert parse_tree("a: cafe\u0301".encode(), "tiny.yaml").data == {"a": "café"}


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse_tree(b"\xef\xbb\xbfa: 1", "tiny.yaml").data == {"a": 1}


def test_places_are_found_by_path_and_fall_back_to_what_is_around() -> None:
    tree = parse_tree(b"items:\n  - id: first\n    title: One\n  - id: second\n", "tiny.yaml")
    assert tree.place(("items",)) == (1, 1)
    assert tree.place(("items", 0, "title")) == (3, 5)
    assert tree.place(("items", 1)) == (4, 5)
    assert tree.place(("items", 1, "title")) == (4, 5)
    assert tree.place(("items", 7, "title")) == (1, 1)


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_tree(tmp_path / "missing.yaml")
    assert [finding.rule for finding in caught.value.findings] == ["file"]


def test_a_finding_is_one_line_that_begins_with_its_place() -> None:
    with pytest.raises(DefinitionError) as caught:
        parse_tree(b"a: no\n", "tiny.yaml")
    finding = caught.value.findings[0]
    assert str(finding).startswith("tiny.yaml:1:4: error: ")
    assert set(finding.as_json()) == {"severity", "rule", "file", "line", "column", "message", "mend"}

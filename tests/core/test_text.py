"""Typed text keeps every word and script, and loses what hides."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.text import cleaned, is_turning, named, shown

TURNING = [
    chr(one)
    for one in range(0x110000)
    if unicodedata.bidirectional(chr(one))
    in {*("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")}
] + ["\u200e", "\u200f", "\u061c"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("nul\x00l", "null"),
        ("bell\x07\x1b[0m", "bell[0m"),
        ("\x7f\x85\x9fx", "x"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("e\u0301", "é"),
        ("أم، 李, Zoë, 👩‍👧", "أم، 李, Zoë, 👩‍👧"),
        ("  spaces  stay ", "  spaces  stay "),
    ],
)
def test_only_what_hides_is_dropped(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text(st.characters(codec=None)))
def test_what_is_clean_stays_as_it_is_and_can_be_written(typed: str) -> None:
    once = cleaned(typed)
    assert cleaned(once) == once
    assert once.encode().decode() == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\t\n" for letter in once)


def test_every_character_that_turns_the_reading_about_is_shown_by_its_name_and_stays_as_typed() -> None:
    assert len(TURNING) == 12
    for character in TURNING:
        typed = f"She said {character}no{character}{character} to him"
        assert is_turning(character)
        assert cleaned(typed) == typed
        name = unicodedata.name(character).lower()
        assert shown(typed) == f"She said [{name}]no[{name}, {name}] to him"


@given(st.text())
def test_what_is_shown_turns_nothing_about_and_leaves_the_rest_alone(typed: str) -> None:
    assert not any(map(is_turning, shown(typed)))
    assert shown(shown(typed)) == shown(typed)
    if not any(map(is_turning, typed)):
        assert shown(typed) == typed


def test_a_character_without_a_name_is_told_by_its_number() -> None:
    assert named("\x01\u202e") == "[u+0001, right-to-left override]"

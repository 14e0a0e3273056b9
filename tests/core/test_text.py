"""Typed text keeps every word and script, and loses what hides."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.text import cleaned


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

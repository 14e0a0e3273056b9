"""Texts in other languages say so wherever a page shows them, and are the same words everywhere else."""

import json

import pytest
from jinja2 import Environment

from assessment_tool.core.languages import (
    InLanguage,
    changed,
    in_a_row,
    language_name,
    paragraphs,
    together,
)

DA = InLanguage("Da & <da>", "cy")
SHOWN = '<span lang="cy">Da &amp; &lt;da&gt;</span>'


def shown(template: str, **texts: object) -> str:
    return Environment(autoescape=True).from_string(template).render(**texts)


def test_a_page_shows_the_words_with_their_language_and_nothing_of_them_as_markup() -> None:
    assert shown("{{ text }}", text=DA) == SHOWN


def test_a_language_that_is_written_from_the_right_is_shown_so() -> None:
    assert shown("{{ text }}", text=InLanguage("نعم", "ar")) == '<span lang="ar" dir="rtl">نعم</span>'


def test_everywhere_else_they_are_the_words_alone() -> None:
    assert (json.dumps([DA]), {"Da & <da>": 1}[DA], f"{DA}") == ('["Da & <da>"]', 1, "Da & <da>")


def test_texts_put_together_stay_each_in_its_language() -> None:
    both = together("Grade <2>: ", DA)
    assert both == "Grade <2>: Da & <da>"
    assert shown("{{ text }}", text=both) == f"Grade &lt;2&gt;: {SHOWN}"
    assert shown("{{ text }}", text=in_a_row([DA, both], "; ")) == f"{SHOWN}; Grade &lt;2&gt;: {SHOWN}"


def test_texts_of_the_page_alone_are_put_together_as_plain_text() -> None:
    assert type(together("a", "b")) is str
    assert in_a_row([], ", ") == ""


def test_what_is_changed_or_cut_into_paragraphs_keeps_its_language() -> None:
    assert shown("{{ text }}", text=changed(together("a ", InLanguage("b", "cy")), str.upper)) == (
        'A <span lang="cy">B</span>'
    )
    assert [shown("{{ text }}", text=one) for one in paragraphs(InLanguage("a\n\n b \n", "cy"))] == [
        '<span lang="cy">a</span>',
        '<span lang="cy">b</span>',
    ]
    assert changed("a", str.upper) == "A"


@pytest.mark.parametrize(
    ("code", "name"), [("cy", "Welsh"), ("pt-BR", "Portuguese (BR)"), ("xx", "the language “xx”")]
)
def test_a_language_is_called_by_its_english_name(code: str, name: str) -> None:
    assert language_name(code) == name

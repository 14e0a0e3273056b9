"""`instruments blank`: the blank form of a version, written to a file."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run, refused
from tests.published import in_two_languages


def first_page(file: Path) -> str:
    return " ".join(PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text().split())


def test_the_form_is_written_and_is_the_same_each_time(run: Run, tmp_path: Path) -> None:
    out, again = tmp_path / "form.pdf", tmp_path / "again.pdf"
    result = run("instruments", "blank", "social-history@1.1.0", "--out", out)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{out}: blank form of Social history, version 1.1.0.\n"
    assert "Social history" in first_page(out)
    run("instruments", "blank", "social-history@1.1.0", "--out", again)
    assert out.read_bytes() == again.read_bytes()


def test_a_form_is_for_an_age_or_an_unborn_child(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    run("instruments", "blank", "graded-care@1.0.0", "--out", out, "--age-months", 0)
    assert "For a child 0 months." in first_page(out)
    run("instruments", "blank", "graded-care-antenatal@1.0.0", "--out", out, "--unborn")
    assert "For a child not born yet." in first_page(out)


def test_a_form_is_in_a_language_in_which_the_version_is_offered(run: Run, tmp_path: Path) -> None:
    out, folder = tmp_path / "form.pdf", in_two_languages(tmp_path / "own")
    words = ("instruments", "blank", "translated@1.0.0", "--out", out, "--language", "cy")
    result = run(*words, ASSESSMENT_TOOL_INSTRUMENT_DIRS=str(folder))
    assert result.stdout == f"{out}: blank form of A form in two languages, version 1.0.0.\n"
    assert "Ffurflen mewn dwy iaith" in first_page(out)
    assert "Welsh (translated by A. Cyfieithydd, checked by B. Darllenydd)" in first_page(out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("graded-car",), "Did you mean graded-care"),
        (("graded-care@9.0.0",), "Did you mean graded-care"),
        (("graded-care@1.0.0", "--age-months", "216"), "is not in the range"),
        (("graded-care@1.0.0", "--age-months", "-1"), "is not in the range"),
        (("graded-care@1.0.0", "--age-months", "5", "--unborn"), "not both"),
        (("graded-care@1.0.0", "--unborn"), "asks nothing about a child of this age"),
        (("social-history@1.0.0", "--age-months", "5"), "the same for every age"),
        (("graded-care@1.0.0", "--language", "cy"), "is not offered in Welsh"),
        (("graded-care@1.0.0", "--language", "../cy"), "names no language"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_writes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    assert told in refused(run("instruments", "blank", *words, "--out", tmp_path / "form.pdf"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "form.pdf"
    assert "There is no folder" in refused(run("instruments", "blank", "social-history@1.0.0", "--out", out))

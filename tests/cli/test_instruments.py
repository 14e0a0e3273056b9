"""`instruments`: listed, checked, shown."""

import json
import shutil
from pathlib import Path

import pytest

from assessment_tool.resources import instruments_dir
from tests.cli.conftest import Run, refused
from tests.definitions.conftest import HERE as DEFINITIONS
from tests.definitions.conftest import completed

BY = ("--by", "Practice lead", "--approved-by", "Head of service")


def test_every_shipped_version_is_listed(run: Run) -> None:
    listed = json.loads(run("instruments", "list", "--json").stdout)
    files = sorted(instruments_dir().glob("*/*.0.yaml"))
    assert [(one["id"], one["version"]) for one in listed] == [(one.parent.name, one.stem) for one in files]
    active = {one["id"] for one in listed if one["status"] == "active"}
    assert {"alcohol-and-care", "graded-care", "social-history"} <= active
    assert all(len(one["hash"]) == 64 for one in listed)
    assert "graded-care@2.0.0\tactive\tGraded care scale" in run("instruments", "list").stdout


def test_a_shipped_instrument_has_notes_at_most(run: Run) -> None:
    result = run("instruments", "lint", instruments_dir() / "social-history", "--json")
    assert result.exit_code == 0
    notes = json.loads(result.stdout)
    assert {frozenset(note) for note in notes} == {
        frozenset({"severity", "rule", "file", "line", "column", "message", "mend"})
    }
    assert {(note["severity"], note["rule"]) for note in notes} == {("info", "reading-age")}
    plain = run("instruments", "lint", instruments_dir() / "social-history")
    assert plain.stdout.endswith("Errors: 0. Warnings: 0.\n")


def test_findings_are_told_with_their_place_and_exit_1(run: Run, tmp_path: Path) -> None:
    result = run("instruments", "lint", tmp_path)
    assert result.exit_code == 1
    assert "There is no instrument here" in result.stdout
    assert json.loads(run("instruments", "lint", tmp_path, "--json").stdout)[0]["line"] == 1


def test_a_path_that_is_not_there_is_bad_input(run: Run, tmp_path: Path) -> None:
    refused(run("instruments", "lint", tmp_path / "nowhere"))


def test_an_instrument_is_shown_with_its_items_and_scales(run: Run) -> None:
    said = run("instruments", "show", "graded-care").stdout
    assert "meals_regular\tgraded" in said
    assert "= food\tgraded_care of meals_regular" in said
    shown = json.loads(run("instruments", "show", "graded-care@1.0.0", "--json").stdout)
    assert set(shown) == {"hash", "status", "definition"}


@pytest.mark.parametrize("name", ["graded-car", "graded-care@9.0.0"])
def test_an_instrument_that_is_not_there_is_one_line_with_near_names(run: Run, name: str) -> None:
    assert "Did you mean graded-care" in refused(run("instruments", "show", name))


@pytest.fixture
def bilingual(tmp_path: Path) -> Path:
    """A folder with one instrument that is translated, and not published."""
    shutil.copytree(DEFINITIONS / "instruments" / "translated", tmp_path / "own" / "translated")
    return completed(tmp_path / "own", "translated")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of instruments with one that is not published."""
    shutil.copytree(instruments_dir() / "social-history", tmp_path / "own" / "social-history")
    return tmp_path / "own"


def test_the_schema_for_editors_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    printed = run("instruments", "schema").stdout
    assert json.loads(printed)["$ref"] == "#/$defs/Version"
    run("instruments", "schema", "--out", tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == printed
    assert json.loads(run("instruments", "schema", "--crosswalk").stdout)["$ref"] == "#/$defs/Crosswalk"
    refused(run("instruments", "schema", "--out", tmp_path / "nowhere" / "schema.json"))


def raised(own: Path, version: str, *changes: tuple[str, str]) -> None:
    """A higher version of the instrument beside the first, with some of its words changed."""
    folder = (own / "social-history").rename(own / "histories")
    identity = folder / "instrument.yaml"
    text = (folder / "1.0.0.yaml").read_text(encoding="utf-8")
    for old, new in [("id: social-history", "id: histories"), *changes]:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / f"{version}.yaml").write_text(text.replace('"1.0.0"', f'"{version}"'), encoding="utf-8")
    for file in (identity, folder / "1.0.0.yaml"):
        words = file.read_text(encoding="utf-8").replace("id: social-history", "id: histories", 1)
        file.write_text(words, encoding="utf-8")


def test_two_versions_are_compared_and_too_small_a_bump_is_exit_1(run: Run, own: Path) -> None:
    raised(own, "1.0.1", ("kind: text", "kind: date"))
    words = ("instruments", "diff", "histories", "1.0.0", "1.0.1")
    result = run(*words, ASSESSMENT_TOOL_INSTRUMENT_DIRS=str(own))
    assert result.exit_code == 1
    first, *_, last = result.stdout.splitlines()
    assert first.startswith(f"major: {own}/histories/1.0.0.yaml:")
    assert last == "Declared: a patch. Needed: a major. Make 1.0.1 a major version."


def test_a_bump_that_is_enough_is_exit_0_and_the_changes_are_data(run: Run, own: Path) -> None:
    raised(own, "1.1.0")
    words = ("instruments", "diff", "histories", "1.0.0", "1.1.0", "--json")
    result = run(*words, ASSESSMENT_TOOL_INSTRUMENT_DIRS=str(own))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["changes"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("graded-care", "1.0.0", "1.0.0"), "1.0.0 is not a higher version than 1.0.0"),
        (("graded-care", "1.0.0", "9.9.9"), "There is no instrument"),
        (("graded-car", "1.0.0", "2.0.0"), "Did you mean graded-care"),
        (("graded-care", "1.0.0"), "Missing argument"),
    ],
)
def test_what_cannot_be_compared_is_bad_input(run: Run, words: tuple[str, ...], said: str) -> None:
    assert said in refused(run("instruments", "diff", *words))


def test_a_version_is_published_once_and_never_again(run: Run, own: Path) -> None:
    words = ("instruments", "publish", own, "social-history@1.0.0", *BY)
    assert "is published" in run(*words).stdout
    entries = json.loads((own / "registry.lock").read_text(encoding="utf-8"))["entries"]
    assert [(one["id"], one["status"], one["published_by"]) for one in entries] == [
        ("social-history", "active", "Practice lead")
    ]
    assert "was published on" in refused(run(*words))


def test_a_version_is_published_for_a_later_day_and_for_none_that_is_past(run: Run, own: Path) -> None:
    words = ("instruments", "publish", own, "social-history@1.0.0", *BY, "--from")
    assert "that day is past" in refused(run(*words, "2020-01-01"))
    assert "Leave --from out" in refused(run(*words, "2090-01-01", "--language", "cy"))
    assert "is published" in run(*words, "2090-01-01").stdout
    entries = json.loads((own / "registry.lock").read_text(encoding="utf-8"))["entries"]
    assert [one["effective_from"] for one in entries] == ["2090-01-01"]


def test_a_version_with_faults_is_not_published(run: Run, own: Path) -> None:
    (own / "social-history" / "README.md").unlink()
    file = own / "social-history" / "1.0.0.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    words = ("instruments", "publish", own, "social-history@1.0.0", *BY)
    assert "nonsense" in refused(run(*words))
    assert not (own / "registry.lock").exists()


@pytest.mark.parametrize(
    "name", ["social-history", "social-history@9.9.9", "nonsense@1.0.0", "@", "../x@1.0.0"]
)
def test_what_is_not_there_is_not_published(run: Run, own: Path, name: str) -> None:
    assert "ID@VERSION" in refused(run("instruments", "publish", own, name, *BY))


def test_a_version_goes_out_of_use_step_by_step(run: Run, own: Path) -> None:
    name = "social-history@1.0.0"
    run("instruments", "publish", own, name, *BY)
    why = ("--because", "A better one is there.")
    one = ("--by", "Practice lead")
    until = ("--finish-until", "2999-12-31")
    assert "is superseded" in run("instruments", "supersede", own, name, *one, *why, *until).stdout
    assert "is retired" in run("instruments", "retire", own, name, *one, *why).stdout
    assert "is withdrawn" in run("instruments", "withdraw", own, name, *BY, *why).stdout
    assert "it cannot become retired" in refused(run("instruments", "retire", own, name, *one, *why))
    (entry,) = json.loads((own / "registry.lock").read_text(encoding="utf-8"))["entries"]
    assert [step["status"] for step in entry["steps"]] == ["superseded", "retired", "withdrawn"]
    assert {step["because"] for step in entry["steps"]} == {"A better one is there."}


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_one_person_alone_neither_publishes_nor_withdraws(run: Run, own: Path, step: str) -> None:
    words = ("instruments", step, own, "social-history@1.0.0", "--because", "x", "--by", "Practice lead")
    assert "--approved-by" in refused(run(*words))
    assert "Two people are needed" in refused(run(*words, "--approved-by", "practice LEAD"))


@pytest.mark.parametrize("name", ["social-history", "social-history@9.9.9", "@", ""])
def test_what_is_not_published_is_not_retired(run: Run, own: Path, name: str) -> None:
    words = ("instruments", "retire", own, name, "--by", "Practice lead", "--because", "x")
    assert "There is no published version" in refused(run(*words))


@pytest.mark.usefixtures("loaded")
def test_the_assessments_made_with_a_version_are_listed(run: Run) -> None:
    listed = json.loads(run("instruments", "affected", "graded-care@1.0.0", "--json").stdout)
    assert {"DEMO-001"} <= {one["family"] for one in listed}
    assert all(set(one) == {"family", "assessment", "revision", "observed_on"} for one in listed)
    plain = run("instruments", "affected", "graded-care@1.0.0").stdout.splitlines()
    assert len(plain) == len(listed)


def test_without_a_database_or_such_a_version_nothing_is_listed(run: Run) -> None:
    refused(run("instruments", "affected", "graded-care@1.0.0"))
    refused(run("instruments", "affected", "graded-care@9.0.0"))


@pytest.mark.parametrize(
    ("wanted", "suggested"),
    [
        ("graded-care@9.9.9", "graded-care@1.0.0"),
        ("graded-care@", "graded-care@1.0.0"),
        ("graded-car@", "graded-care"),
    ],
)
def test_what_is_suggested_for_a_version_that_is_not_there_is_there(
    run: Run, wanted: str, suggested: str
) -> None:
    words = refused(run("instruments", "show", wanted))
    assert suggested in words
    offered = words.partition("Did you mean ")[2].partition("?")[0].split(" or ")
    assert all(run("instruments", "show", one).exit_code == 0 for one in offered)


def test_a_translation_is_asked_for_published_and_named(run: Run, bilingual: Path) -> None:
    own = bilingual
    name = "translated@1.0.0"
    sheet = run("instruments", "translation", own, name, "cy")
    assert (sheet.exit_code, 'text: "A oes amser gwely?"' in sheet.stdout) == (0, True)
    assert "not in use" in refused(run("instruments", "publish", own, name, *BY, "--language", "cy"))
    assert run("instruments", "publish", own, name, *BY).exit_code == 0
    assert run("instruments", "publish", own, name, *BY, "--language", "cy").exit_code == 0
    listed = run("instruments", "list", "--json", ASSESSMENT_TOOL_INSTRUMENT_DIRS=str(own))
    languages = {one["id"]: one["languages"] for one in json.loads(listed.stdout)}
    assert (languages["translated"], languages["graded-care"]) == (["en", "cy"], ["en"])


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [("translated@9.0.0", "cy", "There is no"), ("translated@1.0.0", "../cy", "names no language")],
)
def test_a_sheet_of_no_version_or_in_no_language_is_refused(
    name: str, language: str, said: str, run: Run, bilingual: Path
) -> None:
    assert said in refused(run("instruments", "translation", bilingual, name, language))
    publishing = ("instruments", "publish", bilingual, name, *BY, "--language", language)
    assert said in refused(run(*publishing))

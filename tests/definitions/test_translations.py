"""A translation has other words and nothing else changed, and is used only while it is current."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.identity import band_hashes, scale_forms, scale_hashes
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring.score import score
from assessment_tool.core.stored import result_to_json
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.canonical import canonical_sha256, from_canonical
from assessment_tool.definitions.catalogue import Catalogue, Definition, Status
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.life import Decision, LifeError, retire
from assessment_tool.definitions.lint import lint_folder
from assessment_tool.definitions.publish import publish
from assessment_tool.definitions.publish_translation import publish_translation
from assessment_tool.definitions.registry import REGISTRY_FILE, read_registry
from assessment_tool.definitions.translation_file import read_translation, translated_version
from assessment_tool.definitions.translation_sheet import translation_sheet
from assessment_tool.definitions.version_file import VersionFile, read_version
from assessment_tool.definitions.wording import texts_of
from assessment_tool.resources import instruments_dir
from tests.definitions.test_catalogue import copied_as
from tests.definitions.test_lint import changed, linted

ON = date(2025, 3, 4)
DECISION = Decision("A. Lead", ON, "Families asked for it.", approved_by="B. Lead")
NAME = ("translated", "1.0.0")
WELSH_TITLE = '    text: "A oes amser gwely?"\n'


@pytest.fixture
def welsh(bilingual: Path) -> Path:
    """The file of the translation."""
    return bilingual / "translated" / "lang" / "cy.yaml"


@pytest.fixture
def offered(bilingual: Path) -> Path:
    """A folder with a version that is in use in two languages."""
    publish(bilingual, *NAME, DECISION)
    publish_translation(bilingual, NAME, "cy", DECISION)
    return bilingual


def source_in(folder: Path) -> VersionFile:
    return read_version(folder / "translated" / "1.0.0.yaml")


def in_welsh(folder: Path) -> Definition:
    return Catalogue([folder]).translations(*NAME)["cy"]


def only(path: Path) -> Finding:
    (found,) = linted(path)
    return found


def test_a_whole_and_current_translation_has_no_findings(bilingual: Path) -> None:
    assert linted(bilingual) == []


def test_every_text_is_told_in_the_other_language_and_nothing_else_changes(
    bilingual: Path, welsh: Path
) -> None:
    source = source_in(bilingual)
    found = translated_version(read_translation(welsh), source).instrument
    assert (found.language, found.title) == ("cy", "Ffurflen mewn dwy iaith")
    item = found.items["bedtime"]
    assert (item.title, item.why) == ("A oes amser gwely?", "Mae cwsg yn helpu plentyn i dyfu.")
    assert item.look_for == ("Gwely i'r plentyn ei hun.",)
    assert item.anchors == {"1": "Bob nos.", "2": "Ar ychydig o nosweithiau."}
    assert [option.label for option in item.options] == ["Da", "Gwael"]
    assert found.items["waking"].flags[0].message == "Siaradwch â'ch rheolwr."
    assert found.items["hours"].number.unit == "awr"
    assert [band.label for band in found.scales[0].bands] == ["Isel", "Uchel"]
    assert [(o.code, o.score) for o in item.options] == [
        (o.code, o.score) for o in source.instrument.items["bedtime"].options
    ]
    assert list(found.items) == list(source.instrument.items)


def test_every_shipped_text_for_people_has_a_key_and_no_id_or_code_has_one() -> None:
    for path in instruments_dir().glob("*/*.0.yaml"):
        source = read_version(path)
        texts = texts_of(source.identity, source.version)
        shown = {item.title for item in source.instrument.items.values()}
        shown |= {text for item in source.instrument.items.values() for text in item.anchors.values()}
        shown |= {scale.title for scale in source.instrument.scales}
        shown |= {flag.message for item in source.instrument.flagged for flag in item.flags}
        assert shown <= set(texts.values())
        assert not {"sections", "total"} & set(texts.values())
        assert source.instrument.version not in texts.values()


def test_the_translated_scale_is_the_scale_that_it_translates(bilingual: Path, welsh: Path) -> None:
    source = source_in(bilingual)
    found = translated_version(read_translation(welsh), source).instrument
    child = ChildAge(30)
    assert scale_hashes(found) == scale_hashes(source.instrument)
    assert scale_forms(found, child) == scale_forms(source.instrument, child)
    assert band_hashes(found) == band_hashes(source.instrument)
    assert scale_hashes(replace(found, source=None)) != scale_hashes(source.instrument)


def test_the_same_answers_give_the_same_result_in_every_language(bilingual: Path, welsh: Path) -> None:
    source = source_in(bilingual)
    found = translated_version(read_translation(welsh), source).instrument
    answers = {"bedtime": Response(value="2"), "waking": Response(value="no")}
    circumstances = Circumstances(ON, ChildAge(30))
    results = {result_to_json(score(one, circumstances, answers)) for one in (found, source.instrument)}
    assert len(results) == 1
    assert "Speak with your manager." in results.pop()


def test_the_canonical_form_alone_gives_the_whole_translation_back(offered: Path) -> None:
    kept = in_welsh(offered)
    again = from_canonical(kept.canonical)
    assert canonical_sha256(kept.canonical) == kept.sha256
    assert again.translation is not None
    assert again.items == kept.instrument.items
    assert (again.language, again.version) == ("cy", "1.0.0")
    assert again.translation.source_sha256 == source_in(offered).sha256
    assert (again.translation.translator, again.translation.checked_by) == ("A. Cyfieithydd", "B. Darllenydd")
    assert scale_hashes(again) == scale_hashes(source_in(offered).instrument)


def test_a_translation_moves_no_hash_of_the_version_that_it_translates(bilingual: Path, welsh: Path) -> None:
    before = source_in(bilingual).sha256
    welsh.unlink()
    assert source_in(bilingual).sha256 == before


def test_a_text_that_changed_makes_its_translation_out_of_date(bilingual: Path, welsh: Path) -> None:
    changed(bilingual / "translated" / "1.0.0.yaml", "Is there a bedtime?", "When is bedtime?")
    found = only(bilingual)
    assert (found.rule, found.file) == ("translation-outdated", str(welsh))
    assert welsh.read_text(encoding="utf-8").splitlines()[found.line - 1].endswith('bedtime/title":')
    assert "It reads now: “When is bedtime?”" in found.message


def test_letters_spaces_and_case_alone_make_no_translation_out_of_date(bilingual: Path) -> None:
    changed(bilingual / "translated" / "1.0.0.yaml", "Is there a bedtime?", "Is There  a bedtime?")
    assert linted(bilingual) == []


def test_a_text_without_a_translation_is_found(bilingual: Path, welsh: Path) -> None:
    lines = welsh.read_text(encoding="utf-8").splitlines(keepends=True)
    welsh.write_text("".join(lines[:-3]), encoding="utf-8")
    assert (only(bilingual).rule, "“High”" in only(bilingual).message) == ("translation-missing", True)


def test_a_translation_of_no_text_is_found_with_the_key_that_was_probably_meant(
    bilingual: Path, welsh: Path
) -> None:
    key = "scales/total/bands/high/label"
    changed(welsh, f'"{key}"', f'"{key}s"')
    assert {one.rule for one in linted(bilingual)} == {"translation-missing", "translation-unknown"}
    assert f"Did you mean “{key}”" in "".join(one.mend for one in linted(bilingual))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("translator:", "translater:", "unknown-key"),
        ('checked_by: "B. Darllenydd"', 'checked_by: "a.  cyfieithydd"', "value"),
        ('language: "cy"', 'language: "Welsh"', "value"),
        ('language: "cy"', 'language: "gd"', "translation"),
        ('language: "cy"', 'language: "en"', "translation"),
        ("id: translated", "id: another", "translation"),
        ('version: "1.0.0"', 'version: "9.0.0"', "translation"),
        (WELSH_TITLE, '    text: ""\n', "value"),
        (WELSH_TITLE, "", "missing-key"),
        (WELSH_TITLE, WELSH_TITLE + "    by: me\n", "unknown-key"),
    ],
)
def test_a_translation_is_as_strict_as_a_definition(
    old: str, new: str, rule: str, bilingual: Path, welsh: Path
) -> None:
    changed(welsh, old, new)
    assert rule in {one.rule for one in linted(bilingual)}


def test_a_translation_into_the_language_of_the_version_is_found(bilingual: Path, welsh: Path) -> None:
    changed(welsh, 'language: "cy"', 'language: "en"')
    welsh.rename(welsh.with_stem("en"))
    assert "written in en already" in only(bilingual).message


def test_a_translation_that_stayed_with_an_older_version_is_told_once_and_stands_in_no_way(
    bilingual: Path,
) -> None:
    for version in ("1.1.0", "1.2.0"):
        copied_as(bilingual / "translated", version)
    found = only(bilingual)
    assert (found.rule, found.severity) == ("translation-behind", "warning")


def test_a_published_translation_is_offered_with_its_own_hash_and_the_status_of_its_version(
    offered: Path,
) -> None:
    catalogue = Catalogue([offered])
    source, translation = catalogue.find(*NAME), in_welsh(offered)
    assert translation.sha256 != source.sha256
    assert translation.path.name == "cy.yaml"
    assert catalogue.entry(translation.sha256) == catalogue.entry(source.sha256)
    retire(offered, *NAME, DECISION)
    assert in_welsh(offered).status == "retired"


def test_the_registry_keeps_everybody_who_answers_for_the_words(offered: Path) -> None:
    (kept,) = read_registry(offered)[NAME].translations
    assert (kept.language, kept.translator, kept.checked_by) == ("cy", "A. Cyfieithydd", "B. Darllenydd")
    assert (kept.published_by, kept.approved_by, kept.because) == ("A. Lead", "B. Lead", DECISION.because)
    assert (kept.published_on, kept.sha256) == (ON, in_welsh(offered).sha256)


def test_a_draft_is_read_in_the_words_of_its_whole_translation_as_they_are_now(
    bilingual: Path, welsh: Path
) -> None:
    catalogue = Catalogue([bilingual])
    [(language, draft)] = catalogue.translations(*NAME).items()
    assert (language, draft.status, draft.instrument.language) == ("cy", Status.DRAFT, "cy")
    changed(welsh, "A oes amser gwely?", "A oes amser i'r gwely?")
    assert catalogue.translations(*NAME)["cy"].sha256 != draft.sha256
    changed(welsh, WELSH_TITLE.replace("A oes amser gwely?", "A oes amser i'r gwely?"), "")
    assert catalogue.translations(*NAME) == {}


def test_what_was_never_published_is_not_offered_in_a_version_that_was(bilingual: Path) -> None:
    publish(bilingual, *NAME, DECISION)
    assert Catalogue([bilingual]).translations(*NAME) == {}
    assert "translations" not in (bilingual / REGISTRY_FILE).read_text(encoding="utf-8")


def test_a_mended_translation_is_offered_once_it_is_published_anew_and_the_earlier_stays_known(
    offered: Path,
) -> None:
    earlier = in_welsh(offered)
    changed(offered / "translated" / "lang" / "cy.yaml", "A oes amser gwely?", "Oes amser gwely?")
    assert Catalogue([offered]).translations(*NAME) == {}
    assert (only(offered).rule, only(offered).severity) == ("translation-unpublished", "warning")
    publish_translation(offered, NAME, "cy", DECISION)
    assert in_welsh(offered).instrument.items["bedtime"].title == "Oes amser gwely?"
    assert Catalogue([offered]).entry(earlier.sha256) is not None
    assert linted(offered) == []


@pytest.mark.parametrize("text", ["half: [written", None])
def test_a_translation_that_cannot_be_read_is_not_offered_and_its_version_is(
    text: str | None, offered: Path
) -> None:
    path = offered / "translated" / "lang" / "cy.yaml"
    path.write_text(text) if text else path.unlink()
    assert Catalogue([offered]).translations(*NAME) == {}
    assert Catalogue([offered]).find("translated", "1.0.0").instrument.language == "en"


def test_no_translation_of_a_version_that_was_changed_is_offered(offered: Path) -> None:
    changed(offered / "translated" / "1.0.0.yaml", "Is there a bedtime?", "IS there a bedtime?")
    assert Catalogue([offered]).translations(*NAME) == {}


def test_a_translation_is_published_by_two_people_once_and_of_a_version_in_use(bilingual: Path) -> None:
    with pytest.raises(LifeError, match="not in use"):
        publish_translation(bilingual, NAME, "cy", DECISION)
    publish(bilingual, *NAME, DECISION)
    with pytest.raises(LifeError, match="Two people"):
        publish_translation(bilingual, NAME, "cy", replace(DECISION, approved_by="a. lead"))
    publish_translation(bilingual, NAME, "cy", DECISION)
    with pytest.raises(LifeError, match="was published on 2025-03-04"):
        publish_translation(bilingual, NAME, "cy", DECISION)
    retire(bilingual, *NAME, DECISION)
    with pytest.raises(LifeError, match="not in use"):
        publish_translation(bilingual, NAME, "cy", DECISION)


def test_a_translation_that_is_not_there_half_or_of_another_version_is_not_published(
    bilingual: Path, welsh: Path
) -> None:
    publish(bilingual, *NAME, DECISION)
    with pytest.raises(DefinitionError):
        publish_translation(bilingual, NAME, "gd", DECISION)
    changed(welsh, "scales/total/bands/high/label", "scales/total/bands/high/word")
    with pytest.raises(DefinitionError):
        publish_translation(bilingual, NAME, "cy", DECISION)
    changed(welsh, 'version: "1.0.0"', 'version: "1.1.0"')
    with pytest.raises(LifeError, match=r"translates version 1\.1\.0"):
        publish_translation(bilingual, NAME, "cy", DECISION)
    assert read_registry(bilingual)[NAME].translations == ()


def test_a_sheet_for_a_new_language_asks_for_every_text(bilingual: Path) -> None:
    source = source_in(bilingual)
    path = bilingual / "translated" / "lang" / "gd.yaml"
    path.write_text(translation_sheet(source, "gd"), encoding="utf-8")
    found = [one for one in lint_folder(bilingual) if one.file == str(path)]
    assert len(found) == len(texts_of(source.identity, source.version)) + len(["translator", "checked_by"])
    filled = path.read_text(encoding="utf-8").replace('text: ""', 'text: "Facal"')
    filled = filled.replace('translator: ""', 'translator: "C"').replace('checked_by: ""', 'checked_by: "D"')
    path.write_text(filled, encoding="utf-8")
    assert linted(bilingual) == []


def test_a_sheet_keeps_what_holds_and_asks_anew_for_what_changed(bilingual: Path, welsh: Path) -> None:
    before = read_translation(welsh).facts["texts"]
    assert before == _texts(translation_sheet(source_in(bilingual), "cy"), welsh)
    changed(bilingual / "translated" / "1.0.0.yaml", "Is there a bedtime?", "When is bedtime?")
    sheet = translation_sheet(source_in(bilingual), "cy")
    assert "# Earlier words were translated: A oes amser gwely?\n" in sheet
    assert sheet.count('text: ""') == 1


def _texts(sheet: str, path: Path) -> object:
    path.write_text(sheet, encoding="utf-8")
    return read_translation(path).facts["texts"]


def test_the_stored_form_holds_the_words_and_who_answers_for_them(offered: Path) -> None:
    words = json.loads(in_welsh(offered).canonical)["words"]
    assert (words["language"], words["translator"], words["checked_by"]) == (
        "cy",
        "A. Cyfieithydd",
        "B. Darllenydd",
    )
    assert words["texts"]["title"] == "Ffurflen mewn dwy iaith"

"""The catalogue finds versions, and a published version never changes unseen."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assessment_tool.definitions.catalogue import Catalogue, Definition, Status, UnknownInstrumentError
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.life import Decision, LifeError, retire
from assessment_tool.definitions.publish import AlreadyPublishedError, publish
from assessment_tool.definitions.registry import REGISTRY_FILE, read_registry

ON = date(2025, 3, 4)
LATER = date(2027, 1, 1)
DECISION = Decision("A. Lead", ON, approved_by="B. Lead")


def copied_as(folder: Path, version: str) -> None:
    """A higher version of the same, with its examples."""
    text = (folder / "1.0.0.yaml").read_text(encoding="utf-8")
    (folder / f"{version}.yaml").write_text(text.replace('"1.0.0"', f'"{version}"'), encoding="utf-8")
    for example in list((folder / "examples").iterdir()):
        text = example.read_text(encoding="utf-8").replace('"1.0.0"', f'"{version}"')
        example.with_stem(f"{example.stem}-{version}").write_text(text, encoding="utf-8")


def test_a_draft_is_found_by_its_version_alone(complete: Path) -> None:
    catalogue = Catalogue([complete])
    assert catalogue.ids() == ("flags",)
    assert catalogue.versions("flags") == ("1.0.0",)
    assert catalogue.find("flags", "1.0.0").status is Status.DRAFT
    with pytest.raises(UnknownInstrumentError) as caught:
        catalogue.newest("flags", ON)
    assert caught.value.suggestions == ("flags@1.0.0",)


def test_the_latest_active_version_is_the_default(complete: Path) -> None:
    for version in ("1.9.0", "1.10.0", "2.0.0"):
        copied_as(complete / "flags", version)
    for version in ("1.0.0", "1.10.0", "1.9.0"):
        publish(complete, "flags", version, DECISION)
    found = Catalogue([complete]).newest("flags", ON)
    assert (found.instrument.version, found.status) == ("1.10.0", Status.ACTIVE)
    assert found.path == complete / "flags" / "1.10.0.yaml"


def test_a_version_published_for_a_later_day_is_not_in_use_before_it(complete: Path) -> None:
    copied_as(complete / "flags", "2.0.0")
    publish(complete, "flags", "1.0.0", DECISION)
    entry = publish(complete, "flags", "2.0.0", DECISION, effective_from=LATER)
    catalogue, day_before = Catalogue([complete]), LATER - timedelta(days=1)
    assert catalogue.newest("flags", day_before).instrument.version == "1.0.0"
    assert [one.instrument.version for one in catalogue.in_use(day_before)] == ["1.0.0"]
    assert catalogue.to_come(day_before) == (entry,)
    assert catalogue.newest("flags", LATER).instrument.version == "2.0.0"
    assert catalogue.to_come(LATER) == ()
    retire(complete, "flags", "2.0.0", replace(DECISION, because="Not needed."))
    assert catalogue.to_come(day_before) == ()


def test_an_instrument_that_is_wholly_to_come_is_nobodys_to_begin_yet(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION, effective_from=LATER)
    catalogue = Catalogue([complete])
    assert catalogue.in_use(ON) == ()
    with pytest.raises(UnknownInstrumentError):
        catalogue.newest("flags", ON)
    assert catalogue.in_use(LATER) != ()


def test_what_came_into_use_when_it_was_published_takes_what_was_observed_before(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    assert Catalogue([complete]).newest("flags", ON - timedelta(days=400)).instrument.version == "1.0.0"


def test_nothing_is_published_for_a_day_that_is_past(complete: Path) -> None:
    with pytest.raises(LifeError, match="that day is past"):
        publish(complete, "flags", "1.0.0", DECISION, effective_from=ON - timedelta(days=1))
    assert not (complete / REGISTRY_FILE).exists()


def test_a_draft_that_cannot_even_be_read_stands_in_nobodys_way(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    (complete / "flags" / "1.1.0.yaml").write_text("half: [written", encoding="utf-8")
    (complete / "begun").mkdir()
    (complete / "begun" / "instrument.yaml").write_text("id: begun", encoding="utf-8")
    (complete / "begun" / "1.0.0.yaml").write_text("id: begun", encoding="utf-8")
    catalogue = Catalogue([complete])
    assert catalogue.ids() == ("begun", "flags")
    assert [one.instrument.version for one in catalogue.in_use(ON)] == ["1.0.0"]
    assert catalogue.titles().keys() == {"flags"}


def test_publishing_writes_who_when_and_which_hash(complete: Path) -> None:
    entry = publish(complete, "flags", "1.0.0", DECISION)
    assert read_registry(complete) == {("flags", "1.0.0"): entry}
    assert (entry.published_by, entry.published_on, entry.effective_from) == ("A. Lead", ON, ON)
    assert entry.sha256 == Catalogue([complete]).newest("flags", ON).sha256
    assert [one.name for one in complete.iterdir() if one.is_file()] == [REGISTRY_FILE]


def test_a_version_is_published_once(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    with pytest.raises(AlreadyPublishedError):
        publish(complete, "flags", "1.0.0", DECISION)


def test_what_lint_refuses_is_not_published(complete: Path) -> None:
    (complete / "flags" / "examples" / "01-both.yaml").unlink()
    with pytest.raises(DefinitionError) as caught:
        publish(complete, "flags", "1.0.0", DECISION)
    assert [finding.rule for finding in caught.value.findings] == ["example-count"]
    assert not (complete / REGISTRY_FILE).exists()


@pytest.mark.parametrize("name", ["1.0.0.yaml", "instrument.yaml"])
def test_a_published_version_whose_files_say_something_else_is_refused(name: str, complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    path = complete / "flags" / name
    path.write_text(path.read_text().replace("Flags on answers", "Flags about answers"))
    with pytest.raises(DefinitionError) as caught:
        Catalogue([complete]).newest("flags", ON)
    assert [finding.rule for finding in caught.value.findings] == ["published-changed"]


def test_a_comment_in_a_published_file_is_no_change(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    path = complete / "flags" / "1.0.0.yaml"
    path.write_text("# read me first\n" + path.read_text())
    assert Catalogue([complete]).newest("flags", ON).status is Status.ACTIVE


@pytest.mark.parametrize(
    "content",
    ["[]", '{"entries": 1}', '{"entries": [{"id": "flags"}]}', "not json", '{"entries": [], "entries": []}'],
)
def test_a_registry_that_the_tool_did_not_write_is_refused(content: str, complete: Path) -> None:
    (complete / REGISTRY_FILE).write_text(content)
    with pytest.raises(DefinitionError):
        Catalogue([complete]).find("flags", "1.0.0")


def test_a_registry_in_which_a_version_stands_twice_is_refused(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    path = complete / REGISTRY_FILE
    facts = json.loads(path.read_text())
    path.write_text(json.dumps({"entries": facts["entries"] * 2}))
    with pytest.raises(DefinitionError):
        read_registry(complete)


def test_an_unknown_instrument_or_version_comes_with_what_was_meant(complete: Path) -> None:
    catalogue = Catalogue([complete])
    with pytest.raises(UnknownInstrumentError) as caught:
        catalogue.newest("flag", ON)
    assert caught.value.suggestions == ("flags@1.0.0",)
    for ask in (catalogue.find, catalogue.status):
        with pytest.raises(UnknownInstrumentError) as caught:
            ask("flags", "9.0.0")
        assert caught.value.suggestions == ("flags@1.0.0",)
    with pytest.raises(UnknownInstrumentError):
        catalogue.versions("../flags")


def test_a_draft_with_faults_is_refused_when_it_is_wanted_and_not_before(complete: Path) -> None:
    path = complete / "flags" / "1.0.0.yaml"
    path.write_text(path.read_text().replace("of: [first, second]", "of: [first, third]"))
    catalogue = Catalogue([complete])
    assert catalogue.versions("flags") == ("1.0.0",)
    with pytest.raises(DefinitionError):
        catalogue.find("flags", "1.0.0")


def test_several_folders_make_one_catalogue_in_which_no_id_stands_twice(
    folder_of: Callable[..., Path], tmp_path: Path
) -> None:
    folder = folder_of("flags", "sum")
    (tmp_path / "more").mkdir()
    (folder / "sum").rename(tmp_path / "more" / "sum")
    both = [folder, tmp_path / "more", tmp_path / "not-there"]
    assert Catalogue(both).ids() == ("flags", "sum")
    with pytest.raises(DefinitionError):
        Catalogue([folder, folder]).ids()


def test_a_version_is_read_once_however_many_threads_ask(complete: Path) -> None:
    catalogue = Catalogue([complete])
    found: list[Definition] = []
    threads = [
        threading.Thread(target=lambda: found.append(catalogue.find("flags", "1.0.0"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(one) for one in found}) == 1

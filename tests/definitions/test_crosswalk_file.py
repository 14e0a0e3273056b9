"""Only a sound crosswalk is read for use; a faulty one joins nothing."""

from datetime import date
from pathlib import Path

from assessment_tool.core.trend.crosswalk import LinkKind
from assessment_tool.definitions.catalogue import Catalogue
from tests.definitions.test_crosswalk_rule import CROSSWALK, LINKS, flags

__all__ = ["flags"]


def kept(flags: Path, text: str) -> Catalogue:
    (flags / "crosswalk" / "1-2.yaml").write_text(text, encoding="utf-8")
    return Catalogue([flags.parent])


def test_a_sound_crosswalk_is_read_with_its_approval_and_its_hash(flags: Path) -> None:
    [walk] = kept(flags, CROSSWALK.format(link=LINKS["same"])).crosswalks("flags")
    assert (walk.earlier, walk.later, walk.approved_by) == (1, 2, "Head of service")
    assert walk.approved_on == date(2025, 3, 4)
    assert walk.links["total"].kind is LinkKind.SAME
    assert len(walk.sha256) == 64


def test_a_crosswalk_that_nobody_approved_is_left_out(flags: Path) -> None:
    text = CROSSWALK.format(link=LINKS["same"]).replace('approved_by: "Head of service"\n', "")
    assert kept(flags, text).crosswalks("flags") == ()


def test_a_crosswalk_in_which_lint_finds_a_fault_is_left_out(flags: Path) -> None:
    text = CROSSWALK.replace("total:", "totle:").format(link=LINKS["same"])
    assert kept(flags, text).crosswalks("flags") == ()


def test_an_instrument_that_the_folders_do_not_hold_has_no_crosswalk(flags: Path) -> None:
    assert Catalogue([flags.parent]).crosswalks("unknown") == ()

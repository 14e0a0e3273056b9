"""Each change needs the bump of the table: guidance a patch, words beside scores a minor, scores a major."""

import pytest

from assessment_tool.definitions.diff.change import Bump
from tests.definitions.diff.conftest import Compare

WALKS_SHOWN = "        show: \"pet == 'yes'\"\n"
OPTION = '          - {code: "yes", label: "Yes", score: 1}\n'
REMARKS = """\
      - id: remarks
        kind: text
        title: "Remarks"
        subject: child
        label: L1
"""
LABEL = 'title: "Remarks"\n        subject: child\n        label: '
MORE = '  - id: more\n    kind: part\n    title: "More"\n    items:\n'

PATCHES = {
    "guidance": ("Read both.", "Read both, slowly."),
    "guidance removed": ('        help: "Read both."\n', ""),
    "an introduction": ("Two sentences", "Three sentences"),
    "a prompt": ("What did you see?", "What did you hear?"),
    "a heading": ('title: "Care"', 'title: "Daily care"'),
    "spelling with the same words": ("Meals come when needed", "meals  come when Needed"),
    "the reason of a missing rule": ("Each says enough.", "One is enough."),
    "a heading over the same items": (MORE, ""),
    "a name in other letters": ('label: "Low"', 'label: "LOW"'),
}

MINORS = {
    "words of an unscored item": ("Is there a pet?", "Is there an animal?"),
    "an option's words of an unscored item": ('"Yes"', '"Yes, one"'),
    "an option more for an unscored item": (OPTION, f"{OPTION}{OPTION.replace('yes', 'two')}"),
    "a new unscored item": (REMARKS, f"{REMARKS}{REMARKS.replace('remarks', 'notes')}"),
    "a condition removed": (WALKS_SHOWN, ""),
    "a lower minimum": ("minimum: 0", "minimum: -1"),
    "no maximum": ("        maximum: 9\n", ""),
    "fractions let in": ("        whole: true\n", ""),
    "more reasons for no answer": ("[declined]", "[declined, unknown]"),
    "an answer no longer required": (
        '        title: "Remarks"',
        '        required: false\n        title: "Remarks"',
    ),
    "fewer observations": ("minimum_observations: 2", "minimum_observations: 1"),
    "evidence no longer required": ("  evidence_required_from: 2\n", ""),
    "a band's name": ('label: "Low"', 'label: "Little"'),
    "a scale's title": ("The whole", "All of it"),
    "a flag's words": ("Speak with your manager.", "Speak with your manager today."),
}

MAJORS = {
    "words of a scored item": ("Meals come", "Food comes"),
    "an anchor": ("They fail.", "They are missing."),
    "an anchor of an age": ("Wakes.", "Wakes and cries."),
    "an age": ("before_months: 216", "before_months: 200"),
    "a grade's words": ('"Poor"', '"Bad"'),
    "a grade's score": ('"Good", score: 1', '"Good", score: 0'),
    "whose answer it is": (f"{LABEL}L1", f"{LABEL}L2"),
    "a condition": ("pet == 'yes'", "pet == 'no'"),
    "a higher minimum": ("minimum: 0", "minimum: 1"),
    "fewer reasons for no answer": ("        absences: [declined]\n", "        absences: []\n"),
    "an option's code": ('"yes", label', '"indeed", label'),
    "another kind": ("kind: text", "kind: date"),
    "an item less": (REMARKS, ""),
    "who rates": ("[worker]", "[worker, joint]"),
    "the time looked at": ("days: 28", "days: 14"),
    "a language": ("language: en", "language: cy"),
    "a method": ("name: sum", "name: mean"),
    "a missing rule": ("at_least: 1", "at_least: 2"),
    "membership": ("of: [meals, sleep]", "of: [meals]"),
    "the order of members": ("of: [meals, sleep]", "of: [sleep, meals]"),
    "a cut-off": ("from: 3", "from: 4"),
    "a band less": ('      - {id: high, from: 3, label: "High"}\n', ""),
    "when a flag fires": ("meals >= 2", "meals >= 1"),
    "how soon a flag is answered": ("urgency: soon", "urgency: note"),
    "more observations": ("minimum_observations: 2", "minimum_observations: 3"),
    "evidence required sooner": ("evidence_required_from: 2", "evidence_required_from: 1"),
}


@pytest.mark.parametrize("pair", PATCHES.values(), ids=PATCHES)
def test_guidance_layout_and_metadata_need_a_patch(pair: tuple[str, str], compared: Compare) -> None:
    assert compared(pair).needed is Bump.PATCH


@pytest.mark.parametrize("pair", MINORS.values(), ids=MINORS)
def test_what_no_score_hangs_on_needs_a_minor(pair: tuple[str, str], compared: Compare) -> None:
    assert compared(pair).needed is Bump.MINOR


@pytest.mark.parametrize("pair", MAJORS.values(), ids=MAJORS)
def test_what_moves_a_score_or_its_meaning_needs_a_major(pair: tuple[str, str], compared: Compare) -> None:
    assert compared(pair).needed is Bump.MAJOR


@pytest.mark.parametrize("pair", [*PATCHES.values(), *MINORS.values()], ids=[*PATCHES, *MINORS])
def test_below_a_major_every_scale_is_the_same_scale(pair: tuple[str, str], compared: Compare) -> None:
    assert all(scale.is_same and scale.has_same_bands for scale in compared(pair).scales)


@pytest.mark.parametrize(
    ("version", "declared"), [("1.0.1", Bump.PATCH), ("1.1.0", Bump.MINOR), ("2.0.0", Bump.MAJOR)]
)
def test_a_bump_is_enough_when_it_is_at_least_what_is_needed(
    version: str, declared: Bump, compared: Compare
) -> None:
    minor = compared(("Is there a pet?", "Is there an animal?"), version=version)
    assert minor.declared is declared
    assert minor.is_enough == (declared >= Bump.MINOR)
    assert ("Make 1.0.1 a minor version." in minor.sentence) is (declared is Bump.PATCH)


def test_two_versions_that_say_the_same_need_nothing(compared: Compare) -> None:
    same = compared(version="1.0.1")
    assert (same.changes, same.needed, same.is_enough) == ((), None, True)
    assert same.sentence == "The two say the same."

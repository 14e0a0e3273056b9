"""Which instruments are restricted follows from what they hold; nobody has to remember to say so."""

from dataclasses import replace

import pytest

from assessment_tool.core.labels import Label
from assessment_tool.core.restricted import is_restricted
from assessment_tool.definitions.version_file import read_version
from assessment_tool.resources import instruments_dir

RESTRICTED = {"safe-enquiry", "harm-to-others", "domestic-abuse-risk"}


def test_accounts_of_violence_are_restricted_and_what_is_shared_is_not() -> None:
    files = sorted(instruments_dir().glob("*/[0-9]*.yaml"))
    found = {path.parent.name: is_restricted(read_version(path).instrument) for path in files}
    assert {instrument_id for instrument_id, is_so in found.items() if is_so} == RESTRICTED
    assert len(found) > len(RESTRICTED)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ((Label.SHARED_WITH_FAMILY, Label.LOCATION), True),
        ((Label.THIRD_PARTY, Label.THIRD_PARTY), True),
        ((Label.THIRD_PARTY, Label.SUBJECT_ONLY), False),
        ((Label.ADMINISTRATIVE, Label.SHARED_WITH_FAMILY), False),
    ],
)
def test_one_item_that_tells_a_place_restricts_all_and_third_parties_only_alone(
    labels: tuple[Label, Label], *, expected: bool
) -> None:
    instrument = read_version(instruments_dir() / "graded-care" / "1.0.0.yaml").instrument
    [*_, section] = (one for area in instrument.sections for one in area.sections)
    items = tuple(replace(item, label=label) for item, label in zip(section.items, labels, strict=False))
    alone = replace(instrument, sections=(replace(section, items=items, sections=()),))
    assert is_restricted(alone) is expected

"""What checking a version of two hundred items costs, alone and after a published one."""

from datetime import date
from pathlib import Path

import pytest

from assessment_tool.definitions.life import Decision
from assessment_tool.definitions.lint import has_errors, lint_version
from assessment_tool.definitions.publish import publish
from tests.benchmarks.figures import Figures

pytestmark = pytest.mark.benchmark

DECISION = Decision("A. Lead", date(2025, 3, 4), approved_by="B. Lead")
AREAS, ITEMS_EACH, EXAMPLES = 20, 10, 6

IDENTITY = """\
id: wide
title: "A wide instrument"
summary: "For measuring."
about: child_and_carer
completed_by: [social_worker]
training: "None."
steward: "Nobody"
licence: "Own wording of this project."
"""
HEAD = """\
id: wide
version: "1.0.0"
language: en
title: "A wide instrument"
introduction: "Two sentences at most."
window: {days: 28}
rater_roles: [worker]
evidence_prompt: "What did you see?"
analysis_prompt: "What is it like for the child?"
not_a: "A diagnosis."
sections:
"""
AREA = """\
  - id: area_{area}
    kind: area
    title: "Area {area}"
    items:
"""
ITEM = """\
      - id: item_{area}_{item}
        kind: single
        title: "How often does the carer do what question {item} of area {area} asks about?"
        why: "A child needs it each day, and its absence is seen early."
        look_for: ["What the child does.", "What the carer says."]
        ask: ["When did it last happen?"]
        subject: child
        label: L1
        options:
          - {{code: never, label: "Never in these weeks", score: 0}}
          - {{code: seldom, label: "Seldom in these weeks", score: 1}}
          - {{code: often, label: "Often in these weeks", score: 2}}
          - {{code: always, label: "Always in these weeks", score: 3}}
"""
SHOW = """\
        show: "item_{area}_0 == 'often'"
"""
SCALE = """\
  - id: scale_{area}
    title: "Area {area}"
    level: area
    method: {{name: sum}}
    missing: {{rule: min_answered, at_least: 9, because: "One in ten may be blank."}}
    direction: high_is_good
    minimum: 0
    maximum: 30
    of: [{members}]
"""
EXAMPLE = """\
title: "Nothing was seen"
version: "{version}"
vignette: "Nobody was at home."
child: {{age_months: 30}}
observed_on: "2025-03-04"
responses: {{}}
others: {{absent: not_observed}}
expect:
  scales:
{scales}
  flags: []
  missing: []
reasoning: "Without answers there is no score."
"""


def area_text(area: int) -> str:
    """An area with its items, the last of which is asked on a condition."""
    items = "".join(ITEM.format(area=area, item=item) for item in range(ITEMS_EACH))
    return AREA.format(area=area) + items + SHOW.format(area=area)


def scale_text(area: int) -> str:
    """The scale over the items of an area."""
    members = ", ".join(f"item_{area}_{item}" for item in range(ITEMS_EACH))
    return SCALE.format(area=area, members=members)


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A version with two hundred items, twenty scales and six worked examples."""
    folder = tmp_path / "wide"
    (folder / "examples").mkdir(parents=True)
    (folder / "README.md").write_text("# Wide\n")
    (folder / "instrument.yaml").write_text(IDENTITY)
    parts = [HEAD, *map(area_text, range(AREAS)), "scales:\n", *map(scale_text, range(AREAS))]
    (folder / "1.0.0.yaml").write_text("".join(parts))
    write_examples(folder, "1.0.0")
    return folder / "1.0.0.yaml"


def write_examples(folder: Path, version: str) -> None:
    """Write the worked examples of a version."""
    expected = "\n".join(f"    scale_{area}: {{value: null, decided_by: none}}" for area in range(AREAS))
    for number in range(EXAMPLES):
        path = folder / "examples" / f"{version}-{number}.yaml"
        path.write_text(EXAMPLE.format(version=version, scales=expected))


def test_checking_a_version_of_two_hundred_items(figures: Figures, wide: Path) -> None:
    assert not has_errors(lint_version(wide))
    size = f"{wide.stat().st_size / 1024:.0f} KiB, {EXAMPLES} worked examples"
    name = f"Lint {AREAS * ITEMS_EACH} items"
    figures.measure(name, lambda: lint_version(wide), target=150, runs=9, remark=size)


def test_checking_a_version_against_the_published_one_before(figures: Figures, wide: Path) -> None:
    publish(wide.parent.parent, "wide", "1.0.0", DECISION)
    second = wide.with_name("1.0.1.yaml")
    second.write_text(wide.read_text().replace('"1.0.0"', '"1.0.1"').replace("seen early", "soon seen"))
    write_examples(wide.parent, "1.0.1")
    assert not has_errors(lint_version(second))
    name = f"Lint {AREAS * ITEMS_EACH} items after a published version"
    figures.measure(name, lambda: lint_version(second), runs=9)

"""Whether a condition can be met is looked for within bounds, however many codes it names."""

from pathlib import Path

from assessment_tool.definitions.lint_rules.reach import reach
from assessment_tool.definitions.version_file import read_version

HEAD = """\
id: many-codes
version: "1.0.0"
language: en
title: "Many codes"
introduction: "Two sentences at most."
window: {days: 28}
rater_roles: [worker]
evidence_prompt: "What did you see?"
analysis_prompt: "What is it like?"
not_a: "A diagnosis."
sections:
  - id: part_one
    kind: part
    title: "Part one"
    items:
      - id: helpers
        kind: multiple
        title: "Who helps?"
        subject: carer
        label: L1
        options:
"""
IDENTITY = """\
id: many-codes
title: "Many codes"
summary: "One question with many options."
about: adult
completed_by: [social_worker]
training: "None."
steward: "The tests"
licence: "Own wording of this project."
"""


def test_a_condition_that_names_thirty_codes_of_one_item_is_checked_in_a_moment(tmp_path: Path) -> None:
    codes = [f"code_{number}" for number in range(30)]
    options = "".join(f'          - {{code: {code}, label: "Label {code}"}}\n' for code in codes)
    when = " and ".join(f"'{code}' in helpers" for code in codes)
    flag = f'{{id: all, when: "{when}", urgency: note, message: "All of them."}}'
    folder = tmp_path / "many-codes"
    folder.mkdir()
    (folder / "instrument.yaml").write_text(IDENTITY, encoding="utf-8")
    file = folder / "1.0.0.yaml"
    file.write_text(f"{HEAD}{options}        flags:\n          - {flag}\nscales: []\n", encoding="utf-8")
    assert list(reach(read_version(file))) == []

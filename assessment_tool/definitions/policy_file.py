"""Policy profiles, read from the files that ship with the package."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assessment_tool.core.policy import Policy
from assessment_tool.core.trend import ChangeRules, ItemsNeeded
from assessment_tool.definitions.schemas.policy import PolicySchema
from assessment_tool.definitions.version_file import load
from assessment_tool.definitions.yaml_tree import read_tree

DEFAULT_POLICY = "scr-2010"
_FOLDER = Path(__file__).parents[1] / "policies"


@cache
def default_policy() -> Policy:
    """The profile that holds where an authority has chosen none."""
    return read_policy(_FOLDER / f"{DEFAULT_POLICY}.yaml")


def read_policy(path: Path) -> Policy:
    """The profile in the file; raises `DefinitionError` with every fault at its place."""
    facts = load(PolicySchema(), read_tree(path))
    change = facts["change"]
    return Policy(
        id=facts["id"],
        title=facts["title"],
        change=_rules({name: one["value"] for name, one in change.items()}),
        sources={f"change.{name}": one["source"] for name, one in change.items()},
    )


def _rules(values: Mapping[str, Any]) -> ChangeRules:
    return ChangeRules(
        large_step=values["large_step"],
        same_way=tuple(ItemsNeeded(**row) for row in values["same_way"]),
        assumed_error=float(values["assumed_error"]),
        window_factor=values["window_factor"],
    )

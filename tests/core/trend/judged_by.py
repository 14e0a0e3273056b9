"""The rules by which the tests of trends judge: those of a policy, written out."""

from assessment_tool.core.trend import ChangeRules, Comparability, ItemsNeeded

RULES = ChangeRules(
    large_step=2,
    same_way=(ItemsNeeded(up_to=2, at_least=2), ItemsNeeded(up_to=5, at_least=3), ItemsNeeded(9, 4)),
    assumed_error=1.0,
    window_factor=2,
)
ALIKE = Comparability(window_factor=2)
"""No crosswalk, nothing scored again."""

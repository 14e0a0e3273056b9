"""How often care must be observed before it is said to be known."""

import pytest

from assessment_tool.core.observation import ObservationWindow


@pytest.mark.parametrize(
    ("least", "times", "is_enough"),
    [(2, None, False), (2, 1, False), (2, 2, True), (2, 3, True), (1, None, False), (None, None, True)],
)
def test_a_number_that_nobody_knows_is_not_enough_where_one_is_needed(
    least: int | None, times: int | None, *, is_enough: bool
) -> None:
    assert ObservationWindow(28, least).is_enough(times) is is_enough

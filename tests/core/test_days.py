"""Days as one writes them: every month by its name, in full and in short."""

import calendar
from datetime import date

import pytest

from assessment_tool.core.days import in_full, in_short, month_in_full, month_in_short


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    on, name = date(2026, month, 4), calendar.month_name[month]
    assert (in_full(on), month_in_full(on)) == (f"4 {name} 2026", f"{name} 2026")
    assert (in_short(on), month_in_short(on)) == (f"4 {name[:3]} 2026", f"{name[:3]} 2026")

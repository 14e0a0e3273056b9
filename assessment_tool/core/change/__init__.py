"""How surely repeated measures of the same thing have changed."""

from assessment_tool.core.change.blocks import Friedman, PageTest, friedman, page_trend
from assessment_tool.core.change.mann_kendall import FEWEST_FOR_P, MannKendall, mann_kendall
from assessment_tool.core.change.reliable import PublishedError, ReliableChange, reliable_change
from assessment_tool.core.change.repeatability import FEWEST_PAIRS, Repeatability, repeatability
from assessment_tool.core.change.theil_sen import DAYS, theil_sen

__all__ = [
    "DAYS",
    "FEWEST_FOR_P",
    "FEWEST_PAIRS",
    "Friedman",
    "MannKendall",
    "PageTest",
    "PublishedError",
    "ReliableChange",
    "Repeatability",
    "friedman",
    "mann_kendall",
    "page_trend",
    "reliable_change",
    "repeatability",
    "theil_sen",
]

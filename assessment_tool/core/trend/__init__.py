"""What repeated results of one instrument allow one to say, and what they do not."""

from assessment_tool.core.trend.comparability import Comparability
from assessment_tool.core.trend.comparison import Comparison, ItemMove, compare
from assessment_tool.core.trend.conversion import Mapped, Rescoring, never_rescored
from assessment_tool.core.trend.crosswalk import Claim, Crosswalk
from assessment_tool.core.trend.headline import Headline
from assessment_tool.core.trend.held import BreakReason
from assessment_tool.core.trend.judgement import Change, ChangeWord, Confirmation, Judgement, judged
from assessment_tool.core.trend.lasting import GRAVE, LastingItem
from assessment_tool.core.trend.markers import letter
from assessment_tool.core.trend.outline import DroppedScale, ScaleGroup, dropped, outline
from assessment_tool.core.trend.pair import HeldScale, Pair, Relation
from assessment_tool.core.trend.plainly import MET, CareNow, PlainChange, care_now, plain_change
from assessment_tool.core.trend.point import Point, ScoredAssessment, Whose
from assessment_tool.core.trend.rules import ChangeRules, ItemsNeeded
from assessment_tool.core.trend.series import Break, Series, series_of
from assessment_tool.core.trend.signals import Ground, Way
from assessment_tool.core.trend.telling import Telling, Told, tell
from assessment_tool.core.trend.unmet import Unmet, unmet_over_time

__all__ = [
    "GRAVE",
    "MET",
    "Break",
    "BreakReason",
    "CareNow",
    "Change",
    "ChangeRules",
    "ChangeWord",
    "Claim",
    "Comparability",
    "Comparison",
    "Confirmation",
    "Crosswalk",
    "DroppedScale",
    "Ground",
    "Headline",
    "HeldScale",
    "ItemMove",
    "ItemsNeeded",
    "Judgement",
    "LastingItem",
    "Mapped",
    "Pair",
    "PlainChange",
    "Point",
    "Relation",
    "Rescoring",
    "ScaleGroup",
    "ScoredAssessment",
    "Series",
    "Telling",
    "Told",
    "Unmet",
    "Way",
    "Whose",
    "care_now",
    "compare",
    "dropped",
    "judged",
    "letter",
    "never_rescored",
    "outline",
    "plain_change",
    "series_of",
    "tell",
    "unmet_over_time",
]

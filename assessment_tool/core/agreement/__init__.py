"""How far two or more raters agree: on how many units, and beyond what chance would give."""

from assessment_tool.core.agreement.alpha import Level, krippendorff_alpha
from assessment_tool.core.agreement.chance_corrected import brennan_prediger, fleiss_kappa, gwet
from assessment_tool.core.agreement.coefficient import Coefficient
from assessment_tool.core.agreement.intraclass import IntraclassCorrelations, intraclass_correlations
from assessment_tool.core.agreement.kappa import cohen_kappa
from assessment_tool.core.agreement.observed import ObservedAgreement, observed_agreement
from assessment_tool.core.agreement.ratings import Rating, Ratings, RatingsError
from assessment_tool.core.agreement.weights import Weighting

__all__ = [
    "Coefficient",
    "IntraclassCorrelations",
    "Level",
    "ObservedAgreement",
    "Rating",
    "Ratings",
    "RatingsError",
    "Weighting",
    "brennan_prediger",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet",
    "intraclass_correlations",
    "krippendorff_alpha",
    "observed_agreement",
]

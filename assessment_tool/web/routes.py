"""Every route and what one must be allowed to do to open it: each stands here exactly once."""

from collections.abc import Mapping
from datetime import timedelta

from assessment_tool.core.permissions import Action

PUBLIC = frozenset(
    {
        "static",
        "sign_in.form",
        "sign_in.enter",
        "sign_in.leave",
        "sign_in.accessibility",
        "sign_in.health",
        "second_factor.form",
        "second_factor.enter",
        "second_factor.set_up_form",
        "second_factor.set_up",
    }
)
"""Routes that need no signed-in user; those of the second factor ask for the password by themselves."""

ACTIONS: Mapping[str, Action] = {
    "my_work.page": Action.READ_INSTRUMENTS,
    "instruments.catalogue": Action.READ_INSTRUMENTS,
    "instruments.versions": Action.READ_INSTRUMENTS,
    "instruments.page": Action.READ_INSTRUMENTS,
    "instruments.compare": Action.READ_INSTRUMENTS,
    "instruments.affected": Action.READ_INSTRUMENTS,
    "instruments.propose_form": Action.PROPOSE_VERSION_STEP,
    "instruments.propose": Action.PROPOSE_VERSION_STEP,
    "instruments.proposal": Action.DECIDE_VERSION_STEP,
    "instruments.approve": Action.DECIDE_VERSION_STEP,
    "instruments.refuse": Action.DECIDE_VERSION_STEP,
    "instruments.take_back": Action.PROPOSE_VERSION_STEP,
    "instruments.carry_out": Action.DECIDE_VERSION_STEP,
    "families.catalogue": Action.LIST_FAMILIES,
    "families.page": Action.READ_FAMILY,
    "families.event_form": Action.RECORD_EVENT,
    "families.save_event": Action.RECORD_EVENT,
    "families.strike_out_form": Action.STRIKE_OUT_EVENT,
    "families.strike_out_event": Action.STRIKE_OUT_EVENT,
    "families.access": Action.READ_ACCESS_LOG,
    "families.access_file": Action.READ_ACCESS_LOG,
    "audit.page": Action.READ_AUDIT,
    "security.page": Action.READ_SECURITY,
    "assessments.choose": Action.DRAFT_ASSESSMENT,
    "assessments.start": Action.DRAFT_ASSESSMENT,
    "assessments.overview": Action.READ_FAMILY,
    "assessments.section": Action.READ_FAMILY,
    "assessments.save_section": Action.DRAFT_ASSESSMENT,
    "assessments.save_item": Action.DRAFT_ASSESSMENT,
    "assessments.plan_attempt": Action.DRAFT_ASSESSMENT,
    "assessments.summary": Action.READ_FAMILY,
    "assessments.save_summary": Action.DRAFT_ASSESSMENT,
    "assessments.sign_form": Action.READ_FAMILY,
    "assessments.sign": Action.SIGN_ASSESSMENT,
    "assessments.read": Action.READ_FAMILY,
    "assessments.earlier": Action.READ_FAMILY,
    "assessments.countersign": Action.COUNTERSIGN_ASSESSMENT,
    "assessments.return_form": Action.RETURN_ASSESSMENT,
    "assessments.return_to_author": Action.RETURN_ASSESSMENT,
    "assessments.amend_form": Action.AMEND_ASSESSMENT,
    "assessments.amend": Action.AMEND_ASSESSMENT,
    "assessments.void_form": Action.VOID_ASSESSMENT,
    "assessments.void": Action.VOID_ASSESSMENT,
    "assessments.discard_form": Action.DISCARD_DRAFT,
    "assessments.discard": Action.DISCARD_DRAFT,
    "assessments.restart_form": Action.DRAFT_ASSESSMENT,
    "assessments.restart": Action.DRAFT_ASSESSMENT,
    "assessments.preview": Action.READ_INSTRUMENTS,
    "assessments.try_preview": Action.READ_INSTRUMENTS,
    "assessments.blank": Action.READ_INSTRUMENTS,
    "assessments.blank_pdf": Action.READ_INSTRUMENTS,
    "team.page": Action.READ_TEAM,
    "supervision.choose": Action.AUDIT_ASSESSMENT,
    "supervision.ask": Action.AUDIT_ASSESSMENT,
    "supervision.audit": Action.READ_FAMILY,
    "supervision.rate": Action.RATE_AGAIN,
    "supervision.discuss": Action.AUDIT_ASSESSMENT,
    "supervision.withdraw": Action.AUDIT_ASSESSMENT,
    "supervision.agreement": Action.READ_AGREEMENT,
    "trends.page": Action.READ_FAMILY,
    "trends.compare": Action.READ_FAMILY,
    "trends.siblings": Action.READ_FAMILY,
    "trends.table_file": Action.READ_FAMILY,
    "parent_summaries.page": Action.READ_FAMILY,
    "parent_summaries.make": Action.MAKE_REPORT,
    "documents.make_report": Action.MAKE_REPORT,
    "documents.page": Action.READ_FAMILY,
    "documents.show": Action.READ_FAMILY,
    "documents.download": Action.READ_FAMILY,
    "step_up.enter": Action.KEEP_OWN_ACCOUNT,
    "account.page": Action.KEEP_OWN_ACCOUNT,
    "account.end_sessions": Action.KEEP_OWN_ACCOUNT,
    "account.password_form": Action.KEEP_OWN_ACCOUNT,
    "account.change_password": Action.KEEP_OWN_ACCOUNT,
    "account.authenticator_form": Action.KEEP_OWN_ACCOUNT,
    "account.replace_authenticator": Action.KEEP_OWN_ACCOUNT,
    "account.make_recovery_codes": Action.KEEP_OWN_ACCOUNT,
}
"""What the role must be allowed; whether it holds for the family at hand is asked by the service."""

_TEN_MINUTES = timedelta(minutes=10)
_FIVE_MINUTES = timedelta(minutes=5)
SHOWN_WITHIN: Mapping[str, timedelta] = {
    "assessments.sign": _TEN_MINUTES,
    "assessments.countersign": _TEN_MINUTES,
    "assessments.void": _TEN_MINUTES,
    "documents.make_report": _TEN_MINUTES,
    "documents.show": _TEN_MINUTES,
    "documents.download": _TEN_MINUTES,
    "parent_summaries.make": _TEN_MINUTES,
    "account.end_sessions": _FIVE_MINUTES,
    "account.password_form": _FIVE_MINUTES,
    "account.change_password": _FIVE_MINUTES,
    "account.authenticator_form": _FIVE_MINUTES,
    "account.replace_authenticator": _FIVE_MINUTES,
    "account.make_recovery_codes": _FIVE_MINUTES,
}
"""How lately the second factor must have been shown for what weighs most; else it is asked for again.

ASVS 5.0 asks for it before sensitive acts (7.5.3), before what opens an account is changed (7.5.1) and before
somebody ends sessions (7.5.2), and leaves the time to us. Five minutes for one's account. Ten for the work:
read an assessment and sign it after signing in, and nobody is asked twice; find a desk that was left, and
nothing is signed.
"""


class UnlistedRouteError(LookupError):
    """A route that no list names: nobody may open it."""


def action_of(endpoint: str) -> Action:
    """What one must be allowed to do to open the route."""
    try:
        return ACTIONS[endpoint]
    except KeyError as error:
        raise UnlistedRouteError(endpoint) from error

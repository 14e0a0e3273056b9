"""The record of who saw what in words: what was done, what became of it, and why it stands out."""

from collections.abc import Mapping

from assessment_tool.core.audit_chain import Outcome
from assessment_tool.core.permissions import Action
from assessment_tool.core.unusual_access import MANY_FAMILIES, Unusual
from assessment_tool.web.routes import ACTIONS

_DONE: Mapping[str, str] = {
    "sign_in.enter": "Signed in",
    "sign_in.leave": "Signed out",
    "second_factor.enter": "Entered a code",
    "second_factor.set_up": "Set up an authenticator",
    "step_up.enter": "Entered a new code",
    "account.page": "Opened own account",
    "account.end_sessions": "Ended sessions of their own",
    "account.password_form": "Asked to change own password",
    "account.change_password": "Changed own password",
    "account.authenticator_form": "Asked to replace own authenticator",
    "account.replace_authenticator": "Replaced own authenticator",
    "account.make_recovery_codes": "Made new recovery codes",
    "my_work.page": "Opened own work",
    "families.page": "Opened the family’s page",
    "families.access_file": "Took along who looked at the family, as a file",
    "assessments.read": "Read a signed assessment",
    "assessments.overview": "Opened an assessment",
    "assessments.section": "Opened questions of an assessment",
    "assessments.summary": "Opened the analysis of an assessment",
    "assessments.save_section": "Saved answers",
    "assessments.save_item": "Saved an answer",
    "assessments.save_summary": "Saved the analysis",
    "assessments.start": "Started an assessment",
    "trends.page": "Opened a trend",
    "trends.compare": "Compared two assessments",
    "trends.siblings": "Compared the children of a carer",
    "trends.table_file": "Took a trend along as a file",
    "parent_summaries.page": "Opened a summary for a parent",
    "parent_summaries.make": "Made a summary for a parent",
    "documents.page": "Opened the page of a document",
    "documents.show": "Opened a document",
    "documents.download": "Downloaded a document",
    "command.add_user": "Entered a member of staff, by command",
    "command.forget_authenticator": "Let somebody set up another authenticator, by command",
    "command.make_report": "Made a report, by command",
    "command.backup": "Made a backup of everything, by command",
    "command.restore": "Restored everything from a backup, by command",
}
_OF_ACTION: Mapping[Action, str] = {
    Action.LIST_FAMILIES: "Opened the list of families",
    Action.READ_FAMILY: "Looked at something of the family",
    Action.RECORD_EVENT: "Recorded an event",
    Action.STRIKE_OUT_EVENT: "Struck out an event",
    Action.DRAFT_ASSESSMENT: "Worked on an assessment",
    Action.DISCARD_DRAFT: "Discarded a draft",
    Action.SIGN_ASSESSMENT: "Signed an assessment",
    Action.COUNTERSIGN_ASSESSMENT: "Countersigned an assessment",
    Action.RETURN_ASSESSMENT: "Returned an assessment",
    Action.AMEND_ASSESSMENT: "Amended an assessment",
    Action.VOID_ASSESSMENT: "Made an assessment void",
    Action.AUDIT_ASSESSMENT: "Had an assessment graded again",
    Action.RATE_AGAIN: "Graded an assessment again",
    Action.READ_TEAM: "Opened the team’s families",
    Action.READ_AGREEMENT: "Opened how alike raters grade",
    Action.MAKE_REPORT: "Made a report",
    Action.READ_INSTRUMENTS: "Read instruments",
    Action.READ_DRAFT_INSTRUMENTS: "Read draft instruments",
    Action.PROPOSE_VERSION_STEP: "Proposed a step for a version",
    Action.DECIDE_VERSION_STEP: "Decided on a step for a version",
    Action.READ_ACCESS_LOG: "Read who looked at the family",
    Action.READ_AUDIT: "Read the audit",
    Action.KEEP_OWN_ACCOUNT: "Looked after own account",
    Action.READ_SECURITY: "Read the security requirements",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.DONE: "",
    Outcome.REFUSED: "refused",
    Outcome.NOT_THERE: "told that it is not there",
    Outcome.NOT_TAKEN: "nothing was changed",
    Outcome.FAILED: "failed",
}
UNUSUAL: Mapping[Unusual, str] = {
    Unusual.OUTSIDE_ALLOCATION: "Not allocated",
    Unusual.REFUSED: "Refused",
    Unusual.AT_NIGHT: "At night",
    Unusual.MANY_FAMILIES: f"{MANY_FAMILIES} families or more in an hour",
}


def what(action: str) -> str:
    """What somebody did, or wanted to do; of a page that is no more, its name."""
    if action in _DONE:
        return _DONE[action]
    return _OF_ACTION[ACTIONS[action]] if action in ACTIONS else action


def what_became(action: str, outcome: Outcome) -> str:
    """The same with what became of it, where that is not that it was done."""
    became = OUTCOMES[outcome]
    return f"{what(action)}: {became}" if became else what(action)

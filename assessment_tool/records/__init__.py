"""What is kept: the tables, the database they live in, and the rule that a signed record never changes.

Only services read and write here. Rows are loaded with what they need (`joinedload`, `selectinload`): a
relationship that was not asked for raises instead of running a query from a template. The rule by which rows
are kept stands on each table (`base.Kept`) and is enforced by triggers (`guards`).
"""

from assessment_tool.records.assessments import (
    Assessment,
    AssessmentEvent,
    OpenedBecause,
    Revision,
    SummaryEdit,
)
from assessment_tool.records.attempts import FurtherAttempt
from assessment_tool.records.audit import AuditEntry
from assessment_tool.records.base import Base
from assessment_tool.records.chronology import (
    EventStrike,
    FamilyEvent,
    FamilyEventKind,
    Parent,
    ParentSlot,
    SlotState,
)
from assessment_tool.records.definitions import Definition
from assessment_tool.records.dip_audits import DipAudit, DipAuditEvent, DipAuditStep, SecondRating
from assessment_tool.records.documents import IssuedDocument
from assessment_tool.records.engine import (
    BusyError,
    Intent,
    StaleError,
    UnsupportedDatabaseError,
    create_engine_for,
    overtaken,
    reading,
    sessions,
    writing,
)
from assessment_tool.records.families import (
    Allocation,
    CareKind,
    CareRelationship,
    Family,
    MemberRole,
    Membership,
    ParentalResponsibility,
    Person,
    Sex,
)
from assessment_tool.records.line_summaries import LineSummary
from assessment_tool.records.responses import Response, ResponseHistory, Result
from assessment_tool.records.second_factors import Authenticator, RecoveryCode
from assessment_tool.records.submissions import Submission
from assessment_tool.records.users import SignIn, SignInAttempt, User
from assessment_tool.records.version_steps import VersionDecision, VersionProposal

__all__ = [
    "Allocation",
    "Assessment",
    "AssessmentEvent",
    "AuditEntry",
    "Authenticator",
    "Base",
    "BusyError",
    "CareKind",
    "CareRelationship",
    "Definition",
    "DipAudit",
    "DipAuditEvent",
    "DipAuditStep",
    "EventStrike",
    "Family",
    "FamilyEvent",
    "FamilyEventKind",
    "FurtherAttempt",
    "Intent",
    "IssuedDocument",
    "LineSummary",
    "MemberRole",
    "Membership",
    "OpenedBecause",
    "Parent",
    "ParentSlot",
    "ParentalResponsibility",
    "Person",
    "RecoveryCode",
    "Response",
    "ResponseHistory",
    "Result",
    "Revision",
    "SecondRating",
    "Sex",
    "SignIn",
    "SignInAttempt",
    "SlotState",
    "StaleError",
    "Submission",
    "SummaryEdit",
    "UnsupportedDatabaseError",
    "User",
    "VersionDecision",
    "VersionProposal",
    "create_engine_for",
    "overtaken",
    "reading",
    "sessions",
    "writing",
]

"""A signed assessment of the made-up family, and the dip audit of it as people make it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assessment_tool.core.responses import Response
from assessment_tool.services.dip_audits.ask import ask
from assessment_tool.services.dip_audits.close import discuss, withdraw
from assessment_tool.services.dip_audits.opened import OpenedAudit, open_audit
from assessment_tool.services.dip_audits.rate import save_ratings, submit
from tests.services.case import Case
from tests.web.family import AT

SECOND: Mapping[str, Response] = {
    "food": Response(value="3", evidence="Seen once."),
    "warmth": Response(value="1"),
}


@dataclass(frozen=True, slots=True)
class Audited:
    """What the tests do with dip audits; by default the supervisor asks the family support worker."""

    case: Case

    def ask(
        self,
        revision_id: int,
        items: Collection[str] = ("food", "warmth"),
        rater: str = "support",
        by: str = "supervisor",
    ) -> int:
        """The id of a new dip audit."""
        rater_id = self.case.example.users[rater]
        with self.case.acting(by) as (session, actor):
            return ask(session, actor, revision_id, item_ids=items, second_rater_id=rater_id, at=AT).id

    def asked(self) -> int:
        """A dip audit that waits for the second rater."""
        return self.ask(self.case.signed())

    def submitted(self) -> int:
        """One that is handed in."""
        audit_id = self.asked()
        self.submit(audit_id)
        return audit_id

    def save(
        self, audit_id: int, ratings: Mapping[str, Response] = SECOND, by: str = "support", seen: int = -1
    ) -> None:
        """Save ratings, by default over what stands."""
        newest = self.opened(audit_id, by).newest_rating if seen < 0 else seen
        with self.case.acting(by) as (session, actor):
            save_ratings(session, actor, audit_id, ratings, seen=newest, at=AT)

    def submit(
        self, audit_id: int, ratings: Mapping[str, Response] = SECOND, by: str = "support", seen: int = -1
    ) -> None:
        """Hand ratings in."""
        newest = self.opened(audit_id, by).newest_rating if seen < 0 else seen
        with self.case.acting(by) as (session, actor):
            submit(session, actor, audit_id, ratings, seen=newest, at=AT)

    def discuss(
        self, audit_id: int, note: str = "Two visits count as often.", by: str = "supervisor"
    ) -> None:
        """Mark it as discussed."""
        with self.case.acting(by) as (session, actor):
            discuss(session, actor, audit_id, note, AT)

    def withdraw(self, audit_id: int, reason: str = "On leave.", by: str = "supervisor") -> None:
        """Withdraw it."""
        with self.case.acting(by) as (session, actor):
            withdraw(session, actor, audit_id, reason, AT)

    def opened(self, audit_id: int, by: str = "support") -> OpenedAudit:
        """What the person sees."""
        with self.case.acting(by) as (session, actor):
            return open_audit(session, actor, audit_id, AT)

"""Making one's recovery codes anew."""

from flask import url_for

from assessment_tool.services import recovery_codes
from assessment_tool.web.account.blueprint import pages
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import current_user
from assessment_tool.web.second_factor import codes_page


@pages.post("/account/recovery-codes")
def make_recovery_codes() -> str:
    """Ten new codes, shown now and never again; those of before are void."""
    user_id = current_user().id
    with transaction() as session:
        codes = recovery_codes.make_anew(session, user_id)
    return codes_page(codes, url_for("account.page"))

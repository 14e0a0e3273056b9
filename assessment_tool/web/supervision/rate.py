"""Saving the second rater's grades as a draft, or handing them in."""

from flask import flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.services.dip_audits.rate import NotAllRatedError, save_ratings, submit
from assessment_tool.web.identity import current_actor
from assessment_tool.web.once import once
from assessment_tool.web.supervision.audit import audit_page, opened_audit
from assessment_tool.web.supervision.blueprint import pages
from assessment_tool.web.supervision.rating_form import given_ratings, seen_rating

SUBMITTED = "Submitted. Nobody can change these grades any more; both ratings stand below."
SAVED = "Saved. Come back to it whenever you can; nobody reads it before you submit."


@pages.post("/dip-audits/<record_id:audit_id>/ratings")
def rate(audit_id: int) -> Response | tuple[str, int]:
    """Save what was sent, or save it and hand it in."""
    opened = opened_audit(audit_id)
    ratings, seen = given_ratings(opened, request.form), seen_rating(request.form)
    is_final = request.form.get("do") == "submit"
    act = submit if is_final else save_ratings

    def save(session: Session) -> str:
        act(session, current_actor(), audit_id, ratings, seen=seen, at=clock.now())
        return url_for("supervision.audit", audit_id=audit_id)

    try:
        target = once(save)
    except NotAllRatedError as error:
        return audit_page(opened, ratings, error.item_ids), 400
    flash(SUBMITTED if is_final else SAVED, "success")
    return redirect(target, 303)

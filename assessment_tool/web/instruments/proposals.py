"""A proposal for a version: read by those who may decide, decided by one, and written into the registry."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.core.version_step import VersionStep
from assessment_tool.definitions.publish import ChangedFileError
from assessment_tool.records.engine import StaleError
from assessment_tool.services.version_steps import carry_out as carrying
from assessment_tool.services.version_steps import decide
from assessment_tool.services.version_steps.possible import StepRefusedError, current_hash
from assessment_tool.services.version_steps.proposals import Proposal, proposals_for
from assessment_tool.services.version_steps.proposals import proposal as find_proposal
from assessment_tool.services.version_steps.propose import StepFactError
from assessment_tool.web.identity import current_actor
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import pages
from assessment_tool.web.instruments.propose import affected_words
from assessment_tool.web.instruments.step_words import OUTCOMES, WORDS
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import parts, reading_session

Act = Callable[[Session, Actor], None]
TOO_LATE = "It was decided already: this is how it ended. Nothing was changed just now."
IN_FORCE = "Approved, and written into the registry. It is in force."


@pages.get("/version-steps/<record_id:proposal_id>")
def proposal(proposal_id: int) -> str:
    """The proposal, what it will do, and what the person who reads it can do about it."""
    return _page(proposal_id)


@pages.post("/version-steps/<record_id:proposal_id>/approve")
def approve(proposal_id: int) -> Response | tuple[str, int]:
    """Approve it; once that is kept, write it into the registry."""
    catalogue, at = parts().catalogue, clock.now()

    def act(session: Session, actor: Actor) -> None:
        decide.approve(session, actor, catalogue, proposal_id, at)

    return _decided(proposal_id, act, "") or _carried_out(proposal_id)


@pages.post("/version-steps/<record_id:proposal_id>/refuse")
def refuse(proposal_id: int) -> Response | tuple[str, int]:
    """Refuse it with a reason."""
    because, at = request.form.get("reason", ""), clock.now()

    def act(session: Session, actor: Actor) -> None:
        decide.refuse(session, actor, proposal_id, because, at)

    return _decided(proposal_id, act, "Refused. The version stays as it was.") or _back(proposal_id)


@pages.post("/version-steps/<record_id:proposal_id>/take-back")
def take_back(proposal_id: int) -> Response | tuple[str, int]:
    """Take one's own proposal back."""
    at = clock.now()

    def act(session: Session, actor: Actor) -> None:
        decide.take_back(session, actor, proposal_id, at)

    return _decided(proposal_id, act, "Taken back. The version stays as it was.") or _back(proposal_id)


@pages.post("/version-steps/<record_id:proposal_id>/carry-out")
def carry_out(proposal_id: int) -> Response | tuple[str, int]:
    """Write an approved step into the registry, where that did not succeed before."""
    return _carried_out(proposal_id)


def proposals_by_version(instrument_id: str) -> Mapping[str, Sequence[Proposal]]:
    """What was proposed for each version and is not done with; nothing for those who may not decide."""
    grouped: dict[str, list[Proposal]] = defaultdict(list)
    if refusal(current_actor(), Action.DECIDE_VERSION_STEP, Matter(is_allocated=False)) is None:
        for one in proposals_for(reading_session(), current_actor(), instrument_id):
            if one.is_open or _waits_for_registry(one):
                grouped[one.record.version].append(one)
    return grouped


def _waits_for_registry(one: Proposal) -> bool:
    return one.is_approved and not carrying.is_carried_out(parts().catalogue, one)


def _decided(proposal_id: int, act: Act, done: str) -> Response | tuple[str, int] | None:
    """Do it once; the page with what stands in the way, or None where it is done."""

    def acted(session: Session) -> str:
        act(session, current_actor())
        return url_for("instruments.proposal", proposal_id=proposal_id)

    try:
        once(acted)
    except decide.AlreadyDecidedError:
        flash(TOO_LATE, "important")
        return _back(proposal_id)
    except StepFactError as error:
        return _page(proposal_id, {error.field: error.message}), 400
    except (StepRefusedError, ChangedFileError) as error:
        return _page(proposal_id, {PLACE: str(error)}), 409
    except StaleError:
        return _page(proposal_id, {PLACE: NOT_NOW}), 503
    if done:
        flash(done, "success")
    return None


def _carried_out(proposal_id: int) -> Response | tuple[str, int]:
    found = find_proposal(reading_session(), current_actor(), proposal_id)
    if not found.is_approved:
        return _back(proposal_id)
    try:
        carrying.carry_out(parts().catalogue, found)
    except carrying.NotWrittenError as error:
        return _page(proposal_id, {PLACE: str(error)}), 409
    flash(IN_FORCE, "success")
    return _back(proposal_id)


def _back(proposal_id: int) -> Response:
    return redirect(url_for("instruments.proposal", proposal_id=proposal_id), 303)


def _page(proposal_id: int, faults: Mapping[str, str] | None = None) -> str:
    found, actor, faults = (
        find_proposal(reading_session(), current_actor(), proposal_id),
        current_actor(),
        faults or {},
    )
    record, catalogue = found.record, parts().catalogue
    title = catalogue.title(record.instrument_id)
    is_own = record.proposed_by_id == actor.user_id
    return render_template(
        "instruments/proposal.html",
        page_title=f"{WORDS[record.step].name} {title} {record.version}: proposal",
        window_title=window_title(record.instrument_id),
        title=title,
        found=found,
        words_of=WORDS[record.step],
        outcomes=OUTCOMES,
        affected=affected_words(record.instrument_id, record.version)
        if record.step is VersionStep.WITHDRAW and found.is_open
        else "",
        is_own=is_own,
        is_changed=found.is_open
        and current_hash(catalogue, record.instrument_id, record.version) != record.sha256,
        is_unwritten=_waits_for_registry(found),
        entered=request.form,
        faults=faults,
        errors=[{"text": text, "href": f"#{field}"} for field, text in faults.items()],
        back_href=url_for("instruments.versions", instrument_id=record.instrument_id),
    )

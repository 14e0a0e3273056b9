"""Proposing a step for a version: what it will do, why it is wanted, and then somebody else's turn."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.permissions import Action, Matter, refusal
from assessment_tool.core.version_step import VersionStep
from assessment_tool.definitions.registry import Entry
from assessment_tool.documents.sentences import counted
from assessment_tool.records.engine import StaleError
from assessment_tool.services.version_life import affected_count
from assessment_tool.services.version_steps.possible import StepRefusedError, checked, possible_steps
from assessment_tool.services.version_steps.propose import (
    AlreadyProposedError,
    NewProposal,
    StepFactError,
)
from assessment_tool.services.version_steps.propose import (
    propose as propose_step,
)
from assessment_tool.web.dates import is_empty, read_date
from assessment_tool.web.identity import current_actor
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import pages
from assessment_tool.web.instruments.step_words import WORDS
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import parts, reading_session

PROPOSED = "Proposed. It takes effect when a second person approves it: tell them where to find it."
ALREADY = "A proposal for this version is open already: this is it. Nothing new was proposed."


@pages.get("/instruments/<instrument:instrument_id>/<version>/steps/<step>")
def propose_form(instrument_id: str, version: str, step: str) -> str | tuple[str, int]:
    """What the step will do, and the form that asks why."""
    wanted = _step(step)
    try:
        checked(parts().catalogue, instrument_id, version, wanted)
    except StepRefusedError as error:
        return _page(instrument_id, version, wanted, {PLACE: str(error)}), 409
    return _page(instrument_id, version, wanted, {})


@pages.post("/instruments/<instrument:instrument_id>/<version>/steps/<step>")
def propose(instrument_id: str, version: str, step: str) -> Response | tuple[str, int]:
    """Propose it once, however often the form is sent."""
    wanted = _step(step)
    again = partial(_page, instrument_id, version, wanted)
    try:
        target = once(partial(_proposed, _new(instrument_id, version, wanted)))
    except AlreadyProposedError as error:
        flash(ALREADY, "important")
        return redirect(url_for("instruments.proposal", proposal_id=error.proposal_id), 303)
    except StepFactError as error:
        return again({error.field: error.message}), 400
    except StepRefusedError as error:
        return again({PLACE: str(error)}), 409
    except StaleError:
        return again({PLACE: NOT_NOW}), 503
    flash(PROPOSED, "success")
    return redirect(target, 303)


def steps_to_propose(entry: Entry | None) -> Sequence[VersionStep]:
    """The steps that the person who asks can propose for a version that stands where the entry says."""
    matter = Matter(is_allocated=False)
    is_refused = refusal(current_actor(), Action.PROPOSE_VERSION_STEP, matter) is not None
    return [] if is_refused else possible_steps(entry)


def _step(word: str) -> VersionStep:
    if word not in list(VersionStep):
        abort(404)
    return VersionStep(word)


def _new(instrument_id: str, version: str, step: VersionStep) -> NewProposal:
    parts().catalogue.path(instrument_id, version)  # first of all: whether there is such a version
    because = request.form.get("reason", "")
    if step is not VersionStep.SUPERSEDE and is_empty(request.form, "finish_until"):
        return NewProposal(instrument_id, version, step, because)
    finish_until = read_date(request.form, "finish_until")
    if not isinstance(finish_until, date):
        raise StepFactError("finish_until", finish_until)
    return NewProposal(instrument_id, version, step, because, finish_until)


def _proposed(new: NewProposal, session: Session) -> str:
    record = propose_step(session, current_actor(), parts().catalogue, new, clock.now())
    return url_for("instruments.proposal", proposal_id=record.id)


def _page(instrument_id: str, version: str, step: VersionStep, faults: Mapping[str, str]) -> str:
    title = parts().catalogue.title(instrument_id)
    versions_href = url_for("instruments.versions", instrument_id=instrument_id)
    return render_template(
        "instruments/propose.html",
        page_title=f"{WORDS[step].name} {title} {version}",
        window_title=window_title(instrument_id),
        title=title,
        version=version,
        step=step,
        words_of=WORDS[step],
        affected=affected_words(instrument_id, version) if step is VersionStep.WITHDRAW else "",
        entered=request.form,
        faults=faults,
        errors=[{"text": text, "href": f"#{field}"} for field, text in faults.items()],
        back_href=versions_href,
        is_refused=request.method == "GET" and bool(faults),
    )


def affected_words(instrument_id: str, version: str) -> str:
    """How many signed assessments a withdrawal will put under its warning."""
    count = affected_count(reading_session(), instrument_id, version)
    return f"{counted(count, 'signed assessment')} made with this version will carry the warning."

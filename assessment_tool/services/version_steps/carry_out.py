"""Writing an approved step into the registry: the same act as the command's, and safe to repeat."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from assessment_tool.clock import today
from assessment_tool.core.version_step import VersionStep
from assessment_tool.definitions import life
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.life import Decision, LifeError
from assessment_tool.definitions.publish import AlreadyPublishedError, ChangedFileError, publish
from assessment_tool.definitions.registry import Entry
from assessment_tool.services.version_steps.possible import LEADS_TO
from assessment_tool.services.version_steps.proposals import Proposal


class NotWrittenError(Exception):
    """The step is approved and does not stand in the registry; the message says why and how to go on."""


def is_carried_out(catalogue: Catalogue, approved: Proposal) -> bool:
    """Whether the registry says that the step was taken for this file, on the day of the decision."""
    entry = catalogue.published(approved.record.instrument_id, approved.record.version)
    if entry is None or entry.sha256 != approved.record.sha256:
        return False
    wanted, decision = LEADS_TO[approved.record.step], _decision(approved)
    if approved.record.step is VersionStep.PUBLISH:
        return (entry.published_on, entry.because) == (decision.on, decision.because)
    return any(
        (one.status, one.on, one.because) == (wanted, decision.on, decision.because) for one in entry.steps
    )


def carry_out(catalogue: Catalogue, approved: Proposal) -> None:
    """Write the approved step into the registry, unless it stands there; raises `NotWrittenError`."""
    if is_carried_out(catalogue, approved):
        return
    try:
        _write(catalogue, approved)
    except OSError as error:
        raise NotWrittenError(
            "The registry could not be written. Ask whoever runs the service to make the folder of "
            "instruments writable for it, then press “Write it into the registry”."
        ) from error
    except (LifeError, AlreadyPublishedError, ChangedFileError) as error:
        raise NotWrittenError(str(error)) from error
    except DefinitionError as error:
        raise NotWrittenError(
            "The registry or the version's file cannot be read any more. Ask whoever runs the service to "
            "restore it, then press “Write it into the registry”."
        ) from error


def _write(catalogue: Catalogue, approved: Proposal) -> None:
    record, decision = approved.record, _decision(approved)
    folder = catalogue.path(record.instrument_id, record.version).parents[1]
    if record.step is VersionStep.PUBLISH:
        publish(folder, record.instrument_id, record.version, decision, sha256=record.sha256)
        return
    entry = catalogue.published(record.instrument_id, record.version)
    if entry is None or entry.sha256 != record.sha256:
        raise ChangedFileError(record.instrument_id, record.version)
    if record.finish_until is not None:
        life.supersede(folder, record.instrument_id, record.version, decision, record.finish_until)
    else:
        _CLOSING[record.step](folder, record.instrument_id, record.version, decision)


_CLOSING: Mapping[VersionStep, Callable[[Path, str, str, Decision], Entry]] = {
    VersionStep.RETIRE: life.retire,
    VersionStep.WITHDRAW: life.withdraw,
}


def _decision(approved: Proposal) -> Decision:
    """The decision as the registry keeps it: the accounts' names, and the day on which it was approved."""
    by, approved_by = approved.proposer.name, approved.decider.name if approved.decider else ""
    return Decision(by, _day(approved), approved.record.because, approved_by)


def _day(approved: Proposal) -> date:
    return today(approved.decision.decided_at if approved.decision else approved.record.proposed_at)

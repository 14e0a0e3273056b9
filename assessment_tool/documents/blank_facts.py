"""From one version of an instrument to its blank form, for one age or for all."""

from collections.abc import Iterator, Mapping

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.instrument import About, Instrument, Kind, RaterRole, Section
from assessment_tool.core.labels import Label
from assessment_tool.definitions.catalogue import Status
from assessment_tool.documents.age_words import age_in_words
from assessment_tool.documents.answer_words import ABSENCES, CONFIDENCES, RATER_ROLES, URGENCIES
from assessment_tool.documents.blank_form import Alarm, BlankForm, Contradiction, Part
from assessment_tool.documents.blank_questions import QuestionWriter
from assessment_tool.documents.condition_words import where_in_words
from assessment_tool.documents.sentences import time_looked_at
from assessment_tool.documents.summary_questions import SummaryQuestion, summary_questions
from assessment_tool.services.blank_forms import VersionToPrint

_CHILD = ("Child", "Date of birth, or expected")
_SUBJECTS: Mapping[About, tuple[str, ...]] = {
    About.CHILD_AND_CARER: (*_CHILD, "Carer"),
    About.CHILD: _CHILD,
    About.ADULT: ("Person whom it is about",),
    About.HOUSEHOLD: ("Household",),
}


class NotForThisAgeError(ValueError):
    """The instrument asks nothing at the age that was chosen, or nobody's age plays a part in it."""


def gather(found: VersionToPrint, age: ChildAge | None) -> BlankForm:
    """The blank form of the version for a child of this age; None: for all ages.

    Raises `NotForThisAgeError` where there is no form for the age.
    """
    definition, instrument = found.definition, found.definition.instrument
    writer = QuestionWriter(instrument, age)
    _check_age(writer)
    return BlankForm(
        title=instrument.title,
        version=instrument.version,
        sha256=definition.sha256,
        summary=instrument.summary,
        is_draft=definition.status is Status.DRAFT,
        notice=found.notice,
        age=age_in_words(age) if age else "",
        is_for_every_age=age is None and _hangs_on_age(instrument),
        has_gaps_in_numbers=len(writer.asked) < len(instrument.items),
        is_for_worker_alone=_is_for_worker_alone(instrument),
        introduction=instrument.introduction,
        not_a=instrument.not_a,
        facts=tuple(_facts(instrument)),
        subjects=_SUBJECTS[instrument.about],
        rater_roles=tuple(RATER_ROLES[role] for role in instrument.rater_roles),
        evidence_prompt=instrument.evidence_prompt,
        summary_questions=tuple(_summary_questions(instrument)),
        parts=tuple(_parts(instrument.form, writer)),
        gate_otherwise=instrument.gate.otherwise if instrument.gate else "",
        alarms=tuple(_alarms(writer)),
        contradictions=tuple(_contradictions(writer)),
        is_graded=any(instrument.items[one].kind is Kind.GRADED for one in writer.asked),
        grades=_grades(instrument),
        reasons=tuple(ABSENCES.values()),
        confidences=tuple(CONFIDENCES.values()),
    )


def _check_age(writer: QuestionWriter) -> None:
    title = writer.instrument.title
    if writer.age is not None and not writer.instrument.about.has_child:
        raise NotForThisAgeError(f"“{title}” is the same for every age: leave the age out.")
    if all(writer.instrument.items[one].kind is Kind.NOTE for one in writer.asked):
        words = age_in_words(writer.age) if writer.age else ""
        raise NotForThisAgeError(f"“{title}” asks nothing about a child of this age ({words}).")


def _is_for_worker_alone(instrument: Instrument) -> bool:
    """Where a gate stands, nobody but the worker rates, or every line is about what others have told."""
    labels = {item.label for item in instrument.items.values() if item.kind is not Kind.NOTE}
    is_told_by_others = labels == {Label.THIRD_PARTY}
    return instrument.gate is not None or _is_by_worker(instrument) or is_told_by_others


def _is_by_worker(instrument: Instrument) -> bool:
    return set(instrument.rater_roles) == {RaterRole.WORKER}


def _hangs_on_age(instrument: Instrument) -> bool:
    return any(item.age_bands or item.ages for item in instrument.items.values())


def _facts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    if instrument.translation:
        yield "Language", instrument.translation.by_whom
    yield "Time looked at", time_looked_at(instrument.window)
    roles = (role.replace("_", " ") for role in instrument.completed_by)
    yield "Filled in by", ", ".join(roles).capitalize()
    if instrument.training:
        yield "Training", instrument.training
    if instrument.licence:
        yield "Licence", instrument.licence


def _summary_questions(instrument: Instrument) -> Iterator[SummaryQuestion]:
    """Those that fit: no child's view of an adult's form, no second view where the worker rates alone."""
    is_of_adult = instrument.about is About.ADULT
    left_out = {"child_view"} if is_of_adult else set()
    left_out |= {"disagreement"} if is_of_adult and _is_by_worker(instrument) else set()
    yield from (one for one in summary_questions(instrument.analysis_prompt) if one.name not in left_out)


def _grades(instrument: Instrument) -> tuple[tuple[str, str], ...]:
    graded = {item.options for item in instrument.items.values() if item.kind is Kind.GRADED}
    if len(graded) != 1 or instrument.blind_rating:
        return ()
    [options] = graded
    return tuple((option.code, option.label) for option in options)


def _parts(sections: tuple[Section, ...], writer: QuestionWriter) -> Iterator[Part]:
    """The parts that ask something at the age."""
    for section in sections:
        questions = tuple(writer.question(item) for item in section.items if item.id in writer.asked)
        below = tuple(_parts(section.sections, writer))
        if questions or below:
            is_gate = writer.instrument.gate is not None and section is writer.instrument.gate.section
            yield Part(section.title, section.introduction, is_gate, questions, below)


def _alarms(writer: QuestionWriter) -> Iterator[Alarm]:
    for item_id in writer.asked:
        for flag in writer.instrument.items[item_id].flags:
            where = where_in_words(flag.when, writer.instrument, writer.numbers)
            yield Alarm(URGENCIES[flag.urgency], where, flag.message)


def _contradictions(writer: QuestionWriter) -> Iterator[Contradiction]:
    for check in writer.instrument.checks:
        numbers = tuple(writer.numbers[item] for item in check.items if item in writer.asked)
        if numbers:
            yield Contradiction(numbers, check.message, check.severity is CheckSeverity.ERROR)

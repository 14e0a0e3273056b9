"""A history as a court would see it: five assessments of a mother, three of a father, all with evidence.

The grades follow the pattern of the demonstration: food becomes worse while its area stands flat, and
one assessment comes from paper. Nothing here touches a database: the records are made in memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from assessment_tool.core.ages import age_on
from assessment_tool.core.instrument import Absence, Instrument, Item, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import score
from assessment_tool.core.stored import answers_to_json, result_to_json
from assessment_tool.core.trend import Whose
from assessment_tool.core.visibility import Circumstances, asked_items
from assessment_tool.definitions.policy_file import default_policy
from assessment_tool.definitions.version_file import VersionFile, read_version
from assessment_tool.documents.trend_report import Maker
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.chronology import FamilyEvent
from assessment_tool.records.chronology import FamilyEventKind as Kind
from assessment_tool.records.families import Family, Person
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.resources import instruments_dir
from assessment_tool.services.change_rules import Measure
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Rated, Trend

MADE_AT = datetime(2026, 6, 24, 9, 30, tzinfo=UTC)
MAKER = Maker("Amina Rahman", "Social worker, long-term team", "SW104233")
BORN_ON = date(2018, 11, 8)
CHILD = Person(id=1, name="Rowan Hollis", born_on=BORN_ON)
MOTHER = Person(id=2, name="Jodie Hollis")
FATHER = Person(id=3, name="Marcus Bell")
FAMILY = Family(id=1, reference="DEMO-001", name="Hollis")

GRADES: Sequence[tuple[Person, date, Mapping[str, str]]] = (
    (MOTHER, date(2025, 1, 14), {"food": "2232", "sleep": "223", "people": "2222"}),
    (MOTHER, date(2025, 5, 6), {"food": "3233", "sleep": "223", "guidance": "3233"}),
    (FATHER, date(2025, 8, 30), {"food": "2122", "warmth": "112"}),
    (MOTHER, date(2025, 10, 7), {"food": "3343", "people": "2334", "watching_over": "343"}),
    (FATHER, date(2026, 1, 24), {"food": "2122", "warmth": "111", "learning": "332"}),
    (
        MOTHER,
        date(2026, 3, 3),
        {"food": "4343", "people": "3444", "watching_over": "443", "guidance": "4434"},
    ),
    (FATHER, date(2026, 5, 30), {"food": "2121", "warmth": "111", "learning": "222"}),
    (
        MOTHER,
        date(2026, 6, 9),
        {"food": "4444", "people": "3454", "watching_over": "443", "guidance": "4434"},
    ),
)
"""Carer, last day of observation, and the grades of the sub-areas that differ from 2, item by item."""

EVENTS = (
    (date(2025, 2, 3), Kind.SERVICE_STARTED, "Parenting course, second time", "At the same hour as before."),
    (date(2025, 3, 3), Kind.CONTACT_MISSED, "Parenting course: did not come", ""),
    (date(2025, 3, 22), Kind.HOUSEHOLD_CHANGE, "Lee Draycott moved in", "Rowan told his teacher."),
    (date(2025, 4, 9), Kind.PLAN_REVIEW, "Review: the same services go on", "Lee is not in the plan."),
    (date(2025, 5, 1), Kind.CONTACT_KEPT, "Home visit: Jodie and Rowan seen", ""),
    (date(2025, 5, 13), Kind.MOVE, "Moved to a flat two bus stops away", "Rowan kept his school."),
    (
        date(2025, 7, 23),
        Kind.CONFERENCE,
        "Child protection conference",
        "The health visitor had asked twice.",
    ),
    (date(2025, 8, 17), Kind.BIRTH, "Tilly was born", "At term, well."),
    (date(2025, 8, 28), Kind.CONTACT_MISSED, "Alcohol service: did not come", ""),
    (date(2026, 4, 18), Kind.NOTIFICATION, "Police called at 23.40", "Both children seen, unhurt."),
)


def graded_care() -> VersionFile:
    """The graded care scale as it ships."""
    return read_version(instruments_dir() / "graded-care" / "1.0.0.yaml")


def evidence_for(carer: Person, on: date, item_id: str) -> str:
    """What the assessment says for the item: different for every carer, day and item."""
    return (
        f"Seen on {on:%-d %B %Y} with {carer.name}, about {item_id.replace('_', ' ')}: on two of three "
        "visits it was so, and on the third the child waited until somebody else stepped in; the carer "
        "spoke of it without being asked."
    )


def history(*, is_countersigned: bool = True, said: Mapping[str, Response] | None = None) -> Trend:
    """The whole history; with `is_countersigned` false, the last assessment is signed only.

    What is `said` stands in every assessment instead of its own answers to those items.
    """
    definition = graded_care()
    assessments = [
        assessed(definition, number, carer, on, graded, said or {})
        for number, (carer, on, graded) in enumerate(GRADES, start=1)
    ]
    if not is_countersigned:
        last = assessments[-1]
        assessments[-1] = replace(last, standing=Standing.SIGNED)
    return Trend(
        family=FAMILY,
        child=CHILD,
        instrument=definition.instrument,
        carers={Whose(MOTHER.id): Rated(MOTHER.name), Whose(FATHER.id): Rated(FATHER.name)},
        assessments=assessments,
        measure=Measure(default_policy()),
        events=[
            FamilyEvent(id=place, happened_on=on, kind=kind, title=title, detail=detail, source="Minutes")
            for place, (on, kind, title, detail) in enumerate(EVENTS)
        ],
    )


def assessed(
    definition: VersionFile,
    number: int,
    carer: Person,
    on: date,
    graded: Mapping[str, str],
    said: Mapping[str, Response],
) -> SignedAssessment:
    """One signed assessment; the first of all was made on paper, and animals are never seen."""
    instrument, age = definition.instrument, age_on(BORN_ON, on)
    circumstances = Circumstances(on, age)
    asked = asked_items(instrument, circumstances, {})
    responses = {**dict(answers(instrument, [one.item for one in asked.values()], carer, on, graded)), **said}
    is_paper = number == 1
    revision = Revision(
        id=number,
        assessment_id=number,
        observed_from=on - timedelta(days=28),
        observed_on=on,
        times_observed=None if number == 1 else 3,
        definition_sha256=definition.sha256,
        signer_name=MAKER.name,
        signer_post=MAKER.post,
        registration_number=MAKER.registration_number,
        signed_at=datetime(on.year, on.month, on.day, 15, 40, tzinfo=UTC) + timedelta(days=3),
        original_assessor="Gwen Price" if is_paper else None,
        rater_role=RaterRole.WORKER,
        transcribed_from_paper=is_paper,
        responses_json=answers_to_json(circumstances, responses),
        analysis=told("Rowan", carer, on),
        carer_view=f"{carer.name} says the mornings are the hard part, and that nobody asked about the bus.",
        child_view="“When it is toast day I help.” Rowan drew the kitchen with the light on.",
        disagreement=""
        if number % 4
        else "The carer does not agree with the grade for drink and drugs around the child.",
    )
    assessment = Assessment(id=number, family_id=1, child_id=CHILD.id, carer_id=carer.id)
    stored = ResultRow(result_json=result_to_json(score(instrument, circumstances, responses)))
    return SignedAssessment(assessment, revision, stored, Standing.COUNTERSIGNED, instrument)


def answers(
    instrument: Instrument, items: Sequence[Item], carer: Person, on: date, graded: Mapping[str, str]
) -> Iterator[tuple[str, Response]]:
    """An answer with evidence for every item asked; the grades of a sub-area in the order of its items."""
    figure = {
        item_id: grade
        for scale_id, grades in graded.items()
        for item_id, grade in zip(instrument.scales_by_id[scale_id].of, grades, strict=False)
    }
    for item in items:
        if item.id == "animals":
            yield item.id, Response(absence=Absence.NOT_OBSERVED)
        else:
            evidence = evidence_for(carer, on, item.id)
            yield item.id, Response(figure.get(item.id, "2"), None, evidence, f"Own visits, {on:%B %Y}")


def told(child: str, carer: Person, on: date) -> str:
    """The analysis of one assessment."""
    return (
        f"For {child}, the day in {on:%B %Y} begins with looking whether {carer.name} is awake. He makes his "
        "own breakfast on most school days and says that this is what he is for.\n"
        "It is so because two changes of team left nobody to ask what had kept the family from coming; the "
        "offer did not change, so the answer did not either.\n"
        "What must change: breakfast before school on five days of five, by the review, with the support "
        "worker there on two of them."
    )

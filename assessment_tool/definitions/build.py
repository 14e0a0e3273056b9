"""From what the schemas have read to the plain values of the core; nothing deeper sees a mapping."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from assessment_tool.core.ages import AgeRange
from assessment_tool.core.change import PublishedError
from assessment_tool.core.declared import Cadence, Check, Retired
from assessment_tool.core.instrument import (
    AgeBand,
    Band,
    Flag,
    Gate,
    Instrument,
    Item,
    Kind,
    Method,
    MissingRule,
    NumberLimits,
    Option,
    RowLimits,
    Scale,
    Section,
)
from assessment_tool.core.levels import LevelRule, WorseningRule
from assessment_tool.core.observation import ObservationWindow
from assessment_tool.definitions.schemas.strict import Loaded

_PLAIN_ITEM_KEYS = (
    *(
        "id",
        "kind",
        "title",
        "subject",
        "label",
        "never_shown_to",
        "help",
        "why",
        "look_for",
        "ask",
        "who_else",
    ),
    *("not_applicable", "not_observed", "absences", "show", "required", "require", "scored", "reversed"),
)


@dataclass(frozen=True, slots=True)
class _Grades:
    """What every graded item of the version shares."""

    options: tuple[Option, ...] = ()
    evidence_required_from: Decimal | None = None


def build(identity: Loaded, version: Loaded) -> Instrument:
    """The instrument that an identity and a version, both read by their schemas, make together."""
    grades = _grades(version["grades"])
    return Instrument(
        id=identity["id"],
        version=version["version"],
        language=version["language"],
        title=version["title"],
        about=identity["about"],
        introduction=version["introduction"],
        window=ObservationWindow(**version["window"]),
        rater_roles=version["rater_roles"],
        evidence_prompt=version["evidence_prompt"],
        analysis_prompt=version["analysis_prompt"],
        not_a=version["not_a"],
        completed_by=identity["completed_by"],
        sections=tuple(_section(section, grades) for section in version["sections"]),
        scales=tuple(_scale(scale) for scale in version["scales"]),
        summary=identity["summary"],
        training=identity["training"],
        steward=identity["steward"],
        licence=identity["licence"],
        cadence=_cadence(version["cadence"]) if version["cadence"] else None,
        trend=tuple(level.value for level in version["trend"]),
        retired=_retired(version["retired_ids"]) if version["retired_ids"] else Retired(),
        checks=tuple(Check(**check) for check in version["checks"]),
        blind_rating=version["blind_rating"],
        gate=_gate(version["gate"], grades) if version["gate"] else None,
    )


def _grades(grades: Loaded | None) -> _Grades:
    return _Grades(_options(grades["options"]), grades["evidence_required_from"]) if grades else _Grades()


def _options(options: Sequence[Loaded]) -> tuple[Option, ...]:
    return tuple(Option(option["code"], option["label"], option["score"]) for option in options)


def _section(section: Loaded, grades: _Grades) -> Section:
    return Section(
        id=section["id"],
        kind=section["kind"].value,
        title=section["title"],
        introduction=section["introduction"],
        items=tuple(_item(item, grades) for item in section["items"]),
        sections=tuple(_section(inner, grades) for inner in section["sections"]),
    )


def _cadence(cadence: Loaded) -> Cadence:
    return Cadence(cadence["days"], MappingProxyType(dict(cadence["plans"])))


def _retired(retired: Loaded) -> Retired:
    return Retired(retired["ids"], MappingProxyType(dict(retired["codes"])))


def _gate(gate: Loaded, grades: _Grades) -> Gate:
    return Gate(
        section=Section(
            id="gate",
            kind="gate",
            title=gate["title"],
            introduction=gate["introduction"],
            items=tuple(_item(item, grades) for item in gate["items"]),
        ),
        opens=MappingProxyType(dict(gate["opens"])),
        otherwise=gate["otherwise"],
    )


def _item(item: Loaded, grades: _Grades) -> Item:
    is_graded = item["kind"] is Kind.GRADED
    return Item(
        **{key: item[key] for key in _PLAIN_ITEM_KEYS if key in item},
        options=grades.options if is_graded else _options(item.get("options", ())),
        anchors=MappingProxyType(dict(item.get("anchors") or {})),
        age_bands=tuple(_age_band(band) for band in item.get("age_bands", ())),
        ages=_age_range(item["ages"]) if item["ages"] else None,
        evidence_required_from=grades.evidence_required_from if is_graded else None,
        number=_limits(item) if item["kind"] is Kind.NUMBER else NumberLimits(),
        flags=tuple(Flag(**flag) for flag in item.get("flags", ())),
        columns=tuple(_column(column, item) for column in item.get("columns", ())),
        rows=RowLimits(item["minimum_rows"], item["maximum_rows"]) if "columns" in item else RowLimits(),
    )


def _column(column: Loaded, group: Loaded) -> Item:
    """A column is asked like an item, and held as closely as the group that it stands in."""
    return Item(
        id=column["id"],
        kind=column["kind"],
        title=column["title"],
        subject=group["subject"],
        label=group["label"],
        required=column["required"],
        options=_options(column.get("options", ())),
        number=_limits(column) if column["kind"] is Kind.NUMBER else NumberLimits(),
    )


def _limits(item: Loaded) -> NumberLimits:
    return NumberLimits(item["unit"], item["minimum"], item["maximum"], item["whole"])


def _age_range(ages: Loaded) -> AgeRange:
    return AgeRange(ages["from_months"], ages["before_months"], ages["unborn"])


def _age_band(band: Loaded) -> AgeBand:
    return AgeBand(
        id=band["id"],
        ages=_age_range(band),
        anchors=MappingProxyType(dict(band["anchors"])),
        title=band["title"],
        why=band["why"],
        look_for=band["look_for"],
        ask=band["ask"],
    )


def _scale(scale: Loaded) -> Scale:
    return Scale(
        id=scale["id"],
        title=scale["title"],
        level=scale["level"].value,
        method=_method(scale["method"]),
        missing=_missing_rule(scale["missing"]),
        direction=scale["direction"],
        of=scale["of"],
        minimum=scale["minimum"],
        maximum=scale["maximum"],
        bands=tuple(
            Band(band["id"], band["label"], MappingProxyType(dict(band["lower"]))) for band in scale["bands"]
        ),
    )


def _method(method: Loaded) -> Method:
    rules = {
        "levels": tuple(LevelRule(**rule) for rule in method.get("levels", ())),
        "raised_by": tuple(
            WorseningRule(**{**rule, "by": Decimal(rule["by"])}) for rule in method.get("raised_by", ())
        ),
    }
    published = method.get("published_error")
    error = {"published_error": PublishedError(**published)} if published else {}
    return Method(**{**method, **rules, **error})


def _missing_rule(missing: Loaded) -> MissingRule:
    return MissingRule(name=missing["rule"], **{key: one for key, one in missing.items() if key != "rule"})

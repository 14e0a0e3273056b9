"""Ranges: what a scale declares is what it can reach, and its method can take whatever comes."""

from collections.abc import Iterator

from assessment_tool.core.instrument import MethodName, Scale
from assessment_tool.core.scoring import MethodValueError, plain
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.lint_rules.age_classes import age_classes
from assessment_tool.definitions.lint_rules.spans import Span, UnlimitedError, spans_at
from assessment_tool.definitions.lint_rules.sums import TooManySumsError, first_without_options, sums
from assessment_tool.definitions.places import Placed, placed_scales
from assessment_tool.definitions.version_file import VersionFile


def ranges(file: VersionFile) -> Iterator[Finding]:
    """Declared ranges that are not the reachable ones, and sums that a table does not know."""
    try:
        by_age = [spans_at(file.instrument, child) for child in age_classes(file.instrument)]
    except UnlimitedError as error:
        message = f"The number “{error.item_id}” counts in a scale and has no minimum or no maximum."
        yield file.tree.finding(("scales",), "range", message, "Give the item both.")
        return
    except MethodValueError as error:
        message = f"The method {error.method} meets the value {error.value}."
        yield file.tree.finding(("scales",), "method-value", message, f"It takes this: {error.wanted}.")
        return
    for scale in placed_scales(file.instrument):
        if scale.part.method.name is MethodName.LOOKUP:
            yield from _table_findings(file, scale)
        else:
            spans = [spans[scale.part.id] for spans in by_age if scale.part.id in spans]
            yield from _range_findings(file, scale, spans)


def _range_findings(file: VersionFile, scale: Placed[Scale], spans: list[Span]) -> Iterator[Finding]:
    if not spans:
        message = f"“{scale.part.id}” never has a value: too few of its members are asked at any age."
        yield file.tree.finding(
            (*scale.path, "of"), "range", message, "Mend its members or its missing rule."
        )
        return
    reached = {"minimum": min(low for low, _ in spans), "maximum": max(high for _, high in spans)}
    for key, declared in (("minimum", scale.part.minimum), ("maximum", scale.part.maximum)):
        if declared != reached[key]:
            wanted = plain(reached[key])
            message = f"The {key} of “{scale.part.id}” is declared as {declared}; the scale reaches {wanted}."
            mend = f"Write {key}: {wanted}, or mend the members and their scores."
            yield file.tree.finding((*scale.path, key), "range", message, mend)


def _table_findings(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    """Members that a table cannot take, sums without a row, and a range other than that of its rows."""
    number = first_without_options(file.instrument, scale.part)
    if number is not None:
        message = "A table is made for the points of options; this member has none."
        mend = "Choose another method, or take it out."
        yield file.tree.finding((*scale.path, "of", number), "lookup-gap", message, mend)
        return
    try:
        reached = {
            one for child in age_classes(file.instrument) for one in sums(file.instrument, scale.part, child)
        }
    except TooManySumsError:
        return
    table = dict(scale.part.method.table)
    unknown = sorted(reached - table.keys())
    if unknown:
        listed = ", ".join(str(plain(one)) for one in unknown[:10])
        message = f"The table of “{scale.part.id}” has no row for the sum {listed}."
        yield file.tree.finding((*scale.path, "method", "table"), "lookup-gap", message, "Add the rows.")
        return
    values = [table[one] for one in reached]
    yield from _range_findings(file, scale, [(min(values), max(values))] if values else [])

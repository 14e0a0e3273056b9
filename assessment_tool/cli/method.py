"""`method`: what one scoring method makes of plain values."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import click

from assessment_tool.cli.output import print_json, refuse
from assessment_tool.core.instrument import Direction, Method, MethodName
from assessment_tool.core.responses import MAXIMUM_DIGITS
from assessment_tool.core.scoring import MethodValueError, apply, plain

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ROUNDED = (MethodName.MEAN, MethodName.MEDIAN, MethodName.LINEAR)
_TAKEN_BY: Mapping[str, tuple[MethodName, ...]] = {
    "weight": (MethodName.WEIGHTED_SUM,),
    "factor": (MethodName.LINEAR,),
    "offset": (MethodName.LINEAR,),
    "row": (MethodName.LOOKUP,),
    "at_least": (MethodName.COUNT,),
    "decimals": _ROUNDED,
}
_NEEDED_BY = {MethodName.WEIGHTED_SUM: "weight", MethodName.LOOKUP: "row"}


class PlainNumber(click.ParamType[Decimal]):
    """A number in plain figures."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:  # noqa: ANN401 - click's signature
        """The exact number."""
        if isinstance(value, Decimal):
            return value
        if not is_plain_number(value):
            self.fail(f"“{value}” is not a number: give plain figures.", param, ctx)
        return Decimal(value)


class TableRow(click.ParamType[tuple[Decimal, Decimal]]):
    """A row of a table."""

    name = "SUM=VALUE"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[Decimal, Decimal]:
        """The sum and the value that stands for it."""
        total, _, found = str(value).partition("=")
        if not (is_plain_number(total) and is_plain_number(found)):
            self.fail(f"“{value}” is not a row: give two plain numbers, as in 3=50.", param, ctx)
        return Decimal(total), Decimal(found)


def is_plain_number(text: str) -> bool:
    """Whether the text is a number in plain figures, not over-long."""
    return len(text) <= MAXIMUM_DIGITS and bool(_PLAIN_NUMBER.fullmatch(text))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", metavar="NAME", type=click.Choice([one.value for one in MethodName]))
@click.argument("values", nargs=-1, required=True)
@click.option("--high-is-good", is_flag=True, help="The higher values are the better ones.")
@click.option(
    "--weight", type=PlainNumber(), multiple=True, help="weighted_sum: one for each value, in order."
)
@click.option("--factor", type=PlainNumber(), help="linear: what the sum is multiplied by.")
@click.option("--offset", type=PlainNumber(), help="linear: what is then added.")
@click.option("--row", type=TableRow(), multiple=True, help="lookup: the value for one sum.")
@click.option("--at-least", type=PlainNumber(), help="count: only the values that reach this.")
@click.option("--decimals", type=click.IntRange(0, 6), help="mean, median, linear: by default 2.")
@click.option("--json", "as_json", is_flag=True, help="Print the value and the deciding step as JSON.")
def method(name: str, values: tuple[str, ...], *, high_is_good: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - click's options
    """What one scoring method makes of VALUES; a - is a blank.

    NAME is one of: sum, mean, median, mode, worst, best, count, weighted_sum, linear, lookup, graded_care.
    """
    given = {option: value for option, value in options.items() if value not in {None, ()}}
    faults = [*_value_faults(values), *_option_faults(MethodName(name), given, len(values))]
    if faults:
        refuse(faults)
    numbers = [None if value == "-" else Decimal(value) for value in values]
    direction = Direction.HIGH_IS_GOOD if high_is_good else Direction.LOW_IS_GOOD
    try:
        outcome = apply(_method(MethodName(name), given), numbers, direction)
    except MethodValueError as error:
        refuse([str(error)])
    if as_json:
        print_json({"value": plain(outcome.value), "decided_by": outcome.decided_by})
    else:
        click.echo(f"{plain(outcome.value) or 'no value'} (decided by {outcome.decided_by})")


def _method(name: MethodName, given: Mapping[str, Any]) -> Method:
    names: Mapping[str, str] = {"weight": "weights", "row": "table"}
    return Method(name, **{names.get(option, option): value for option, value in given.items()})


def _value_faults(values: tuple[str, ...]) -> Iterator[str]:
    for value in values:
        if value != "-" and not is_plain_number(value):
            yield f"“{value}” is not a number: give plain figures, or - for a blank."


def _option_faults(name: MethodName, given: Mapping[str, Any], values: int) -> Iterator[str]:
    """The first thing that keeps the method from being used with these options."""
    checks: tuple[Callable[[], str | None], ...] = (
        lambda: _needs_an_instrument(name),
        lambda: _foreign(name, given),
        lambda: _missing(name, given),
        lambda: _uneven(given, values),
    )
    fault = next((fault for check in checks if (fault := check())), None)
    yield from [fault] if fault else []


def _needs_an_instrument(name: MethodName) -> str | None:
    needs = "composite rests on an instrument’s answers, not on plain values: use assessment-tool score."
    return needs if name is MethodName.COMPOSITE else None


def _foreign(name: MethodName, given: Mapping[str, Any]) -> str | None:
    for option in given:
        if name not in _TAKEN_BY[option]:
            return f"--{option.replace('_', '-')} is not for {name}, but for {', '.join(_TAKEN_BY[option])}."
    return None


def _missing(name: MethodName, given: Mapping[str, Any]) -> str | None:
    needed = _NEEDED_BY.get(name)
    return f"{name} needs --{needed} at least once." if needed and needed not in given else None


def _uneven(given: Mapping[str, Any], values: int) -> str | None:
    weights, rows = given.get("weight", ()), given.get("row", ())
    if weights and len(weights) != values:
        return f"There are {len(weights)} weights for {values} values: give one for each, in their order."
    if len({total for total, _ in rows}) != len(rows):
        return "A sum stands in two rows: keep one of them."
    return None

"""The small language of conditions: parsed once, evaluated in three values, nothing executed.

A condition compares items and scales of the same instrument: `and or not == != < <= > >= in
answered(item)`, `+ - *`, numbers, texts and tuples of them. What has no answer is *undetermined*,
and a condition that hangs on it is undetermined too (Kleene's three-valued logic).
"""

import ast
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

from assessment_tool.core.condition_grammar import ANSWERED, ARITHMETIC, COMPARE, MEMBERSHIP, faults

ConditionValue = str | Decimal | frozenset[str]
"""The code of a single choice, points of a graded item, a number or scale, the codes of several."""

MAXIMUM_NODES = 200

_Operand = ConditionValue | tuple[str | Decimal, ...] | None

Truth = bool | None
"""True, False, or None where the answers do not decide it."""


class ConditionError(ValueError):
    """A condition that cannot be read."""

    def __init__(self, text: str, fault: str) -> None:
        super().__init__(f"The condition “{text}” cannot be read: {fault}.")
        self.text = text
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition; two conditions are equal when their texts are."""

    text: str
    expression: ast.expr = field(compare=False, repr=False)

    def names(self) -> frozenset[str]:
        """The items and scales that the condition looks at."""
        return frozenset(_names(self.expression))

    def evaluate(
        self, values: Mapping[str, ConditionValue | None], answered: AbstractSet[str] | None = None
    ) -> Truth:
        """True, False, or None where the answers do not decide it.

        `values` holds what is known by id; `answered` the ids that have an answer (by default those
        with a value), which free text has without having a value to compare.
        """
        if answered is None:
            answered = frozenset(name for name, value in values.items() if value is not None)
        return _truth(self.expression, values, answered)


def parse_condition(text: str) -> Condition:
    """The condition written in `text`; raises `ConditionError` that names the first fault."""
    try:
        expression = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ConditionError(text, "it is not a complete expression") from error
    if sum(1 for _ in ast.walk(expression)) > MAXIMUM_NODES:
        raise ConditionError(text, f"it has more than {MAXIMUM_NODES} parts")
    fault = next(faults(expression), None)
    if fault:
        raise ConditionError(text, fault)
    return Condition(text, expression)


def type_faults(condition: Condition, types: Mapping[str, type]) -> Iterator[str]:
    """What does not fit: unknown names, and comparisons of unlike kinds.

    `types` gives for every item and scale id what its value is: `str`, `Decimal` or `frozenset`.
    """
    for name in sorted(condition.names() - types.keys()):
        yield f"there is no item or scale named “{name}”"
    for node in ast.walk(condition.expression):
        if isinstance(node, ast.Compare):
            yield from _comparison_faults(node, types)
        elif isinstance(node, ast.BinOp):
            yield from _arithmetic_faults(node, types)


def _names(expression: ast.expr) -> Iterator[str]:
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and node.id != ANSWERED:
            yield node.id


def _truth(node: ast.expr, values: Mapping[str, ConditionValue | None], answered: AbstractSet[str]) -> Truth:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return _all(_truth(part, values, answered) for part in parts)
        case ast.BoolOp(values=parts):
            return _opposite(_all(_opposite(_truth(part, values, answered)) for part in parts))
        case ast.UnaryOp(operand=operand):
            return _opposite(_truth(operand, values, answered))
        case ast.Compare(left=left, ops=operators, comparators=comparators):
            return _compare([left, *comparators], operators, values)
        case ast.Call(args=[ast.Name(id=name)]):
            return name in answered
        case _:
            raise ConditionError(ast.unparse(node), "it was not checked when it was parsed")


def _all(truths: Iterator[Truth]) -> Truth:
    """Kleene's *and*: false if any is false, else undetermined if any is."""
    undetermined = False
    for truth in truths:
        if truth is False:
            return False
        undetermined = undetermined or truth is None
    return None if undetermined else True


def _opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _compare(
    nodes: list[ast.expr], operators: list[ast.cmpop], values: Mapping[str, ConditionValue | None]
) -> Truth:
    operands = [_operand(node, values) for node in nodes]
    links = zip(operands, operators, operands[1:], strict=False)
    return _all(
        None if left is None or right is None else COMPARE[type(comparison)](left, right)
        for left, comparison, right in links
    )


def _operand(node: ast.expr, values: Mapping[str, ConditionValue | None]) -> _Operand:
    match node:
        case ast.Name(id=name):
            return values.get(name)
        case ast.Tuple(elts=elements):
            return tuple(_literal(element) for element in elements)
        case ast.BinOp(left=left, op=operation, right=right):
            first, second = _operand(left, values), _operand(right, values)
            if isinstance(first, Decimal) and isinstance(second, Decimal):
                return ARITHMETIC[type(operation)](first, second)
            return None
        case _:
            return _literal(node)


def _literal(node: ast.expr) -> str | Decimal:
    value: object = ast.literal_eval(node)
    return value if isinstance(value, str) else Decimal(str(value))


def _comparison_faults(node: ast.Compare, types: Mapping[str, type]) -> Iterator[str]:
    operands = [node.left, *node.comparators]
    for left, comparison, right in zip(operands, node.ops, operands[1:], strict=False):
        if isinstance(comparison, MEMBERSHIP):
            yield from _membership_faults(left, right, types)
            continue
        first, second = _type_of(left, types), _type_of(right, types)
        if first and second and first is not second:
            yield f"“{ast.unparse(left)}” and “{ast.unparse(right)}” are of different kinds"
        elif first in {str, frozenset} and not isinstance(comparison, ast.Eq | ast.NotEq):
            yield f"“{ast.unparse(left)}” is a code: only == , != and in compare codes"


def _membership_faults(left: ast.expr, right: ast.expr, types: Mapping[str, type]) -> Iterator[str]:
    if isinstance(right, ast.Name) and types.get(right.id, frozenset) is not frozenset:
        yield f"“{right.id}” takes one answer: compare it with == , or give a list in brackets"
        return
    kinds = (
        {str} if isinstance(right, ast.Name) else {_type_of(one, types) for one in getattr(right, "elts", ())}
    )
    wanted = _type_of(left, types)
    if wanted and kinds - {wanted}:
        yield f"“{ast.unparse(left)}” and what is listed in {ast.unparse(right)} are of different kinds"


def _arithmetic_faults(node: ast.BinOp, types: Mapping[str, type]) -> Iterator[str]:
    for operand in (node.left, node.right):
        if _type_of(operand, types) not in {Decimal, None}:
            yield f"“{ast.unparse(operand)}” is not a number: nothing can be reckoned with it"


def _type_of(node: ast.expr, types: Mapping[str, type]) -> type | None:
    match node:
        case ast.Name(id=name):
            return types.get(name)
        case ast.Constant(value=value):
            return str if isinstance(value, str) else Decimal
        case ast.BinOp() | ast.UnaryOp():
            return Decimal
        case _:
            return None

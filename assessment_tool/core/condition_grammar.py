"""What a condition may be written with: an allow-list of syntax, checked before anything is evaluated."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

ANSWERED = "answered"
"""The one word that is written like a function: whether an item has an answer."""

MEMBERSHIP = (ast.In, ast.NotIn)

NUMBERS_BELOW = 10**15

COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, several: value in several,
    ast.NotIn: lambda value, several: value not in several,
}
ARITHMETIC: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


def faults(node: ast.expr) -> Iterator[str]:
    """What is not of the language in a node that stands where a truth value is wanted."""
    match node:
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from faults(part)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from faults(operand)
        case ast.Compare(left=left, ops=operators, comparators=comparators):
            yield from _operand_faults(left)
            if any(isinstance(comparison, MEMBERSHIP) for comparison in operators[:-1]):
                yield "after a list nothing may follow in the same comparison"
            for comparison, right in zip(operators, comparators, strict=True):
                yield from _comparison_faults(comparison, right)
        case ast.Call(func=ast.Name(id="answered"), args=[ast.Name(id=name)], keywords=[]) if (
            name != ANSWERED
        ):
            return
        case _:
            yield f"“{ast.unparse(node)}” is not a comparison, answered(…), and, or, not"


def _comparison_faults(comparison: ast.cmpop, right: ast.expr) -> Iterator[str]:
    if type(comparison) not in COMPARE:
        yield f"“{type(comparison).__name__}” is not a comparison of this language"
    elif not isinstance(comparison, MEMBERSHIP):
        yield from _operand_faults(right)
    elif isinstance(right, ast.Tuple):
        for element in right.elts:
            yield from () if _is_literal(element) else _not_an_operand(element)
    elif not isinstance(right, ast.Name):
        yield "after “in” stands a list in brackets, or an item with several answers"


def _operand_faults(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name(id=name) if name != ANSWERED:
            return
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in ARITHMETIC:
            yield from _operand_faults(left)
            yield from _operand_faults(right)
        case _:
            yield from () if _is_literal(node) else _not_an_operand(node)


def _not_an_operand(node: ast.expr) -> Iterator[str]:
    yield f"“{ast.unparse(node)}” is not an item, a scale, a number or a text"


def _is_literal(node: ast.expr) -> bool:
    """Whether the node is a text or a number of at most 15 figures, with or without a minus."""
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.Constant(value=bool()) | ast.UnaryOp(operand=ast.Constant(value=bool())):
            return False
        case (
            ast.Constant(value=int() | float() as number)
            | ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number))
        ):
            return abs(number) < NUMBERS_BELOW
        case _:
            return False

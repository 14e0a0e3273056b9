"""A condition as a person with a paper form reads it: questions by their numbers, answers by their labels."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment_tool.core.conditions import Condition
from assessment_tool.core.instrument import Instrument, Item, Kind
from assessment_tool.core.languages import InLanguage, together

_VERBS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "is",
    ast.NotEq: "is not",
    ast.Lt: "is less than",
    ast.LtE: "is at most",
    ast.Gt: "is more than",
    ast.GtE: "is at least",
}
_OPPOSITES: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times"}

_QUOTED = re.compile("(?<=“)([^”]*)(?=”)")
_OF_ONE_QUESTION = re.compile(r"(?P<what>[a-z ]*)question (?P<number>\d+) (?P<so>.+)")
_COUNTED_IN: Mapping[Kind, str] = {Kind.GRADED: "the grade of ", Kind.REPEATED: "the number of rows in "}

_LONG = 140
"""More letters than a reader takes in as one sentence."""
_LEADS: Mapping[type[ast.boolop], str] = {ast.Or: "any of these is so", ast.And: "all of these are so"}


@dataclass(frozen=True, slots=True)
class Where:
    """The end of a sentence that begins with “where”, and the list that it announces, if it is long.

    A part of the list that is long itself announces a list of its own.
    """

    words: str
    listed: tuple["Where", ...] = ()


def condition_in_words(condition: Condition, instrument: Instrument, numbers: Mapping[str, int]) -> str:
    """The condition as the end of a sentence that begins with “where”; `numbers` are those of the items."""
    return _shown(_Reader(instrument, numbers).truth(condition.expression), instrument)


def where_in_words(condition: Condition, instrument: Instrument, numbers: Mapping[str, int]) -> Where:
    """The same; a long one of several parts as a list."""
    return _where(condition.expression, _Reader(instrument, numbers))


def _where(node: ast.expr, reader: "_Reader") -> Where:
    said = Where(_shown(reader.truth(node), reader.instrument))
    if len(said.words) <= _LONG or not isinstance(node, ast.BoolOp):
        return said
    groups = reader.groups(node)
    if len(groups) == 1:
        return said
    listed = (
        _where(group[0], reader) if len(group) == 1 else Where(_shown(reader.group(group), reader.instrument))
        for group in groups
    )
    return Where(_LEADS[type(node.op)], tuple(listed))


def _shown(said: str, instrument: Instrument) -> str:
    return _quoting(said, instrument.language) if instrument.translation else said


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to say names and codes in words."""

    instrument: Instrument
    numbers: Mapping[str, int]

    def truth(self, node: ast.expr, *, is_inner: bool = False) -> str:
        """What stands where a truth value is wanted; one joined sentence within another is in brackets."""
        match node:
            case ast.BoolOp():
                word = " and " if isinstance(node.op, ast.And) else " or "
                said = [self.group(group, is_inner=True) for group in self.groups(node)]
                return _bracketed(word.join(said), is_inner and len(said) > 1)
            case ast.UnaryOp(operand=ast.Call(args=[ast.Name(id=name)])):
                return f"{self.name(name)} has no answer"
            case ast.UnaryOp(
                operand=ast.BoolOp(op=ast.And(), values=[ast.Call() as call, ast.Compare() as answer])
            ):
                no_answer = self.truth(ast.UnaryOp(ast.Not(), call))
                return _bracketed(f"{no_answer}, or {self.truth(_opposite(answer))}", is_inner)
            case ast.UnaryOp(operand=operand):
                return f"it is not so that {self.truth(operand, is_inner=True)}"
            case ast.Call(args=[ast.Name(id=name)]):
                return f"{self.name(name)} has an answer"
            case ast.Compare(left=left, ops=operators, comparators=rest):
                links = zip([left, *rest], operators, rest, strict=False)
                return " and ".join(self._compared(*link) for link in links)
            case _:
                raise TypeError(ast.unparse(node))

    def name(self, name: str) -> str:
        """An item by its number, a scale by its title."""
        if name in self.instrument.scales_by_id:
            return f"the score “{self.instrument.scales_by_id[name].title}”"
        return f"question {self.numbers[name]}"

    def groups(self, whole: ast.BoolOp) -> list[list[ast.expr]]:
        """The parts; where any of them will do, those that can be said together are one group."""
        groups: dict[tuple[str, ...] | int, list[ast.expr]] = {}
        for place, part in enumerate(whole.values):
            likeness = self._likeness(part) if isinstance(whole.op, ast.Or) else ()
            groups.setdefault(likeness or place, []).append(part)
        return list(groups.values())

    def group(self, parts: Sequence[ast.expr], *, is_inner: bool = False) -> str:
        """One part as it stands; several by what is common to them: boxes of one question, or questions."""
        if len(parts) == 1:
            return self.truth(parts[0], is_inner=is_inner)
        if name := _ticked_in(parts[0]):
            return f"{self._labels(name, [part.left for part in parts])} is ticked in {self.name(name)}"  # type: ignore[attr-defined]  # those that `_ticked_in` knows are comparisons
        found = [_OF_ONE_QUESTION.fullmatch(self.truth(part)) for part in parts]
        numbers = _any_of(sorted({one["number"] for one in found if one}, key=int))
        first = found[0]
        return f"{first['what']}question {numbers} {first['so']}" if first else ""

    def _likeness(self, part: ast.expr) -> tuple[str, ...]:
        """What is equal for parts that can be said together; empty for what is said alone."""
        if name := _ticked_in(part):
            return (name,)
        is_simple = isinstance(part, ast.Compare) and len(part.ops) == 1
        found = _OF_ONE_QUESTION.fullmatch(self.truth(part)) if is_simple else None
        return (found["what"], found["so"]) if found else ()

    def _compared(self, left: ast.expr, comparison: ast.cmpop, right: ast.expr) -> str:
        is_not = isinstance(comparison, ast.NotIn | ast.NotEq)
        match left, comparison, right:
            case ast.Constant(), ast.In() | ast.NotIn(), ast.Name(id=name):
                return f"{self._labels(name, [left])} is {'not ' * is_not}ticked in {self.name(name)}"
            case ast.Name(id=name), ast.In() | ast.NotIn(), ast.Tuple(elts=several):
                return self._answered(name, several, is_not=is_not)
            case ast.Name(id=name), ast.Eq() | ast.NotEq(), ast.Constant(value=str()):
                return self._answered(name, [right], is_not=is_not)
            case ast.Constant(value=str()), ast.Eq() | ast.NotEq(), ast.Name(id=name):
                return self._answered(name, [left], is_not=is_not)
            case _, ast.In() | ast.NotIn(), _:
                return f"{self._figure(left)} is {'not ' * is_not}among those of {self._figure(right)}"
            case _:
                return f"{self._figure(left)} {_VERBS[type(comparison)]} {self._figure(right)}"

    def _answered(self, name: str, codes: Sequence[ast.expr], *, is_not: bool) -> str:
        labels = self._labels(name, codes)
        if all(isinstance(ast.literal_eval(code), str) for code in codes):
            return f"{self.name(name)} is answered {'otherwise than ' * is_not}{labels}"
        return f"{self._figure(ast.Name(name))} is {'not ' * is_not}{labels}"

    def _labels(self, name: str, codes: Sequence[ast.expr]) -> str:
        item = self.instrument.items.get(name)
        return _any_of([_label(item, ast.literal_eval(code)) for code in codes])

    def _figure(self, node: ast.expr, *, is_inner: bool = False) -> str:
        match node:
            case ast.Name(id=name):
                item = self.instrument.items.get(name)
                return f"{_COUNTED_IN.get(item.kind, '') if item else ''}{self.name(name)}"
            case ast.BinOp(left=left, op=operation, right=right):
                parts = (self._figure(left, is_inner=True), self._figure(right, is_inner=True))
                said = f" {_SIGNS[type(operation)]} ".join(parts)
                return _bracketed(said, is_inner)
            case _:
                return str(ast.literal_eval(node))


def _bracketed(said: str, wanted: bool) -> str:  # noqa: FBT001 - a sentence and whether it is in brackets
    return f"({said})" if wanted else said


def _any_of(words: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _opposite(answer: ast.Compare) -> ast.expr:
    """What holds where the comparison does not."""
    if len(answer.ops) > 1:
        return ast.UnaryOp(ast.Not(), answer)
    return ast.Compare(answer.left, [_OPPOSITES[type(answer.ops[0])]()], answer.comparators)


def _quoting(said: str, language: str) -> str:
    """The sentence, in which what is quoted is in the language of the form: labels, and titles of scores."""
    pieces = enumerate(_QUOTED.split(said))
    return together(*(InLanguage(piece, language) if place % 2 else piece for place, piece in pieces))


def _ticked_in(part: ast.expr) -> str:
    """The question of which the part wants one box ticked; empty where it wants something else."""
    match part:
        case ast.Compare(left=ast.Constant(), ops=[ast.In()], comparators=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _label(item: Item | None, code: object) -> str:
    option = item.option(code) if item and isinstance(code, str) else None
    return f"“{option.label.rstrip('.')}”" if option else str(code)

"""YAML read with the place of every value, and without the parts of YAML that surprise people.

The tree is built from the parser's events, so that aliases, tags and depth are refused before anything
is expanded, and every fault of a file is reported at once where its syntax allows to read on.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import yaml

from assessment_tool.definitions.findings import DefinitionError, Finding, Severity
from assessment_tool.definitions.scalars import AmbiguousScalarError, Scalar, plain_scalar

MAXIMUM_BYTES = 2 * 1024 * 1024
MAXIMUM_DEPTH = 32

Plain = Scalar | list["Plain"] | dict[str, "Plain"]


class _Mark(Protocol):
    """Where the parser stands, as both of its builds say it."""

    line: int
    column: int


_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """Where one value stands, and the nodes inside it (and the keys of a mapping)."""

    line: int
    column: int
    inner: dict[str | int, "Node"] = field(default_factory=dict)
    keys: dict[str, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's plain data with the place of everything in it."""

    file: str
    data: Plain
    root: Node

    def place(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of the value at the path, or of the nearest thing around it that is there.

        A mapping's entry is placed at its key, an element of a list at itself.
        """
        node, place = self.root, (self.root.line, self.root.column)
        for step in path:
            if step not in node.inner:
                return place
            marked = node.keys[step] if isinstance(step, str) else node.inner[step]
            node, place = node.inner[step], (marked.line, marked.column)
        return place

    def finding(
        self,
        path: Sequence[str | int],
        rule: str,
        message: str,
        mend: str,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding about the value at the path."""
        line, column = self.place(path)
        return Finding(severity, rule, self.file, line, column, message, mend)


def read_tree(path: Path) -> Tree:
    """The tree of a YAML file; raises `DefinitionError` with every fault that can be told apart."""
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"The file cannot be read: {reason}."
        raise DefinitionError([_finding(str(path), "file", message, "Check its name.")]) from error
    return parse_tree(content, str(path))


def parse_tree(content: bytes, file: str) -> Tree:
    """The tree of YAML content; `file` names it in findings. Raises `DefinitionError`."""
    reader = _TreeReader(file)
    try:
        root = reader.read(_text(content, file))
    except yaml.MarkedYAMLError as error:
        raise DefinitionError([*reader.findings, _syntax_finding(file, error)]) from error
    except yaml.YAMLError as error:
        mend = "Remove invisible control characters."
        raise DefinitionError(
            [_finding(file, "yaml-syntax", f"This is not YAML: {' '.join(str(error).split())}.", mend)]
        ) from error
    if reader.findings or root is None:
        raise DefinitionError(reader.findings)
    node, data = root
    return Tree(file, data, node)


def _text(content: bytes, file: str) -> str:
    if len(content) > MAXIMUM_BYTES:
        message = f"The file is larger than {MAXIMUM_BYTES // 1024} KiB."
        raise DefinitionError([_finding(file, "yaml-size", message, "Split the instrument.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = "The file is not in UTF-8 here."
        mend = "Save it in the encoding UTF-8."
        finding = _finding(file, "yaml-encoding", message, mend, (line, column))
        raise DefinitionError([finding]) from error


def _syntax_finding(file: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    message = f"This is not YAML: {error.problem or error.context or 'it cannot be read'}."
    mend = "Check the indentation and the quotes here and in the line above."
    return _finding(file, "yaml-syntax", message, mend, _place(mark))


def _finding(file: str, rule: str, message: str, mend: str, place: tuple[int, int] = (1, 1)) -> Finding:
    return Finding(Severity.ERROR, rule, file, *place, message, mend)


def _place(mark: _Mark | None) -> tuple[int, int]:
    """Line and column, counted from 1; the file's beginning where the parser names none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _TreeReader:
    """Builds nodes and plain data from the parser's events, collecting what it must refuse."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.events: Iterator[yaml.Event] = iter(())

    def read(self, text: str) -> tuple[Node, Plain] | None:
        """The only document of the text; None where there is none."""
        self.events = yaml.parse(text, Loader=_Loader)
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self._refuse(event, "yaml-empty", "The file is empty.", "Write it, or remove it.")
            return None
        root = self._value(next(self.events), 1)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(after, "yaml-documents", "A second document begins here.", "Keep one in each file.")
        return root

    def _value(self, event: yaml.Event, depth: int) -> tuple[Node, Plain]:
        self._refuse_extras(event)
        place = _place(event.start_mark)
        if depth > MAXIMUM_DEPTH:
            message = f"The values are nested more than {MAXIMUM_DEPTH} deep."
            raise DefinitionError([_finding(self.file, "yaml-depth", message, "Use fewer levels.", place)])
        node = Node(*place)
        match event:
            case yaml.MappingStartEvent():
                return node, self._mapping(node, depth)
            case yaml.SequenceStartEvent():
                return node, self._sequence(node, depth)
            case yaml.ScalarEvent():
                return node, self._scalar(event)
            case _:
                return node, None

    def _mapping(self, node: Node, depth: int) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key_node, key = self._key(event, depth)
            inner, value = self._value(next(self.events), depth + 1)
            if key in data:
                message = f"“{key}” stands here twice; it is also in line {node.keys[key].line}."
                self._refuse(event, "yaml-duplicate-key", message, "Keep one of the two.")
                continue
            data[key], node.inner[key], node.keys[key] = value, inner, key_node
        return data

    def _key(self, event: yaml.Event, depth: int) -> tuple[Node, str]:
        """A mapping's key as text; grades may be written as numbers."""
        node, key = self._value(event, depth + 1)
        if isinstance(key, str | int) and not isinstance(key, bool):
            return node, str(key)
        if not isinstance(event, yaml.ScalarEvent) or isinstance(key, bool):
            self._refuse(event, "yaml-key", "A key must be a word.", "Write a word before the colon.")
        return node, str(key)

    def _sequence(self, node: Node, depth: int) -> list[Plain]:
        data: list[Plain] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            node.inner[len(data)], value = self._value(event, depth + 1)
            data.append(value)
        return data

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.style:
            return unicodedata.normalize("NFC", event.value)
        try:
            value = plain_scalar(event.value)
        except AmbiguousScalarError as error:
            self._refuse(event, error.rule, error.message, error.mend)
            return event.value
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    def _refuse_extras(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-alias", f"*{event.anchor} is an alias.", "Write the value out again.")
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            self._refuse(event, "yaml-anchor", f"&{event.anchor} is an anchor.", "Remove it.")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            self._refuse(event, "yaml-tag", f"{event.tag} is a tag.", "Remove it; quotes make text.")

    def _refuse(self, event: yaml.Event, rule: str, message: str, mend: str) -> None:
        self.findings.append(_finding(self.file, rule, message, mend, _place(event.start_mark)))

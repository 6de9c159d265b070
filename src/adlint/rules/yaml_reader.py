"""YAML → plain values with the place of every node, safe against hostile files.

Values are composed from the event stream, so depth and aliases are counted before anything is built. Only the core
schema is known: no tags, no merge keys; a key that stands twice is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from adlint.errors import Misconfigured
from adlint.record import NamedTuple

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 50
MAX_ALIASES = 100
#: Values in a file, those that aliases repeat counted each time.
MAX_NODES = 300_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{1,17}")
_WORDS = {"": None, "null": None, "~": None, "true": True, "false": False}

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """Line and column of a node, 1-based."""

    line: int
    column: int


def read_yaml(text: str, name: str) -> tuple[Any, dict[Path, Place]]:
    """The value of the one document in `text`, and where each of its nodes stands, by path.

    Raises Misconfigured (config.bad-yaml) with file, line and column.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise Misconfigured("config.too-large", name=name, limit="5 MiB")
    reader = _Reader(name)
    try:
        value = reader.document(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        detail = error.problem or ""
        raise Misconfigured("config.bad-yaml", name=name, line=line, column=column, detail=detail) from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise Misconfigured("config.bad-yaml", name=name, line=1, column=1, detail="") from error
    return value, reader.places


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path, Place] = {}
        self.anchors: dict[str, tuple[Any, int]] = {}  # the value, and how many nodes it has
        self.aliases = 0
        self.nodes = 0

    def document(self, events: Iterator[Any]) -> Any:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "config.yaml-documents")
                value = self.node(next(events), events, ())
        return value

    def node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self.places[path] = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        before = self.nodes
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(event, "config.too-large", limit=MAX_NODES)
        if len(path) > MAX_DEPTH:
            self.refuse(event, "config.yaml-depth", limit=MAX_DEPTH)
        if isinstance(event, yaml.AliasEvent):
            self.aliases += 1
            value, size = self.anchors.get(str(event.anchor), (None, 0))
            self.nodes += size
            if self.aliases > MAX_ALIASES or not size or self.nodes > MAX_NODES:
                self.refuse(event, "config.yaml-aliases", limit=MAX_ALIASES)
            return value
        if getattr(event, "tag", None) not in (None, "!"):
            self.refuse(event, "config.yaml-tag", detail=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            value = event.value if event.style else _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self.sequence(events, path)
        else:
            value = self.mapping(events, path)
        if event.anchor:
            self.anchors[event.anchor] = value, self.nodes - before
        return value

    def sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else "<<"
            if key == "<<":
                self.refuse(event, "config.yaml-key")
            if key in entries:
                self.refuse(event, "config.yaml-twice", detail=key)
            key_place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
            entries[key] = self.node(next(events), events, (*path, key))
            key_path = (*path, key, "key")
            self.places[key_path] = key_place
        return entries

    def refuse(self, event: Any, code: str, **facts: object) -> None:
        mark = event.start_mark
        raise Misconfigured(code, name=self.name, line=mark.line + 1, column=mark.column + 1, **facts)


def _scalar(event: Any) -> Any:
    value: str = event.value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value

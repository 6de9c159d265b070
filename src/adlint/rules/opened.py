"""YAML files as read: checked against a schema, with the places of their nodes for error messages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from adlint.errors import Misconfigured
from adlint.rules.schema import RulesetFile
from adlint.rules.yaml_reader import Path as NodePath
from adlint.rules.yaml_reader import Place, read_yaml

Shape = TypeVar("Shape")


class OpenedFile:
    """A YAML file as read, with the places of its nodes for error messages."""

    def __init__(self, path: Path | str, data: bytes) -> None:
        self.name = str(path)
        self.value, self.places = read_yaml(_text_of(data, self.name), self.name)

    def refuse(self, path: NodePath, code: str, **facts: object) -> Misconfigured:
        """The error that says `code` of the node at `path`, or of the closest one above it."""
        place = self.places.get(path)
        while place is None and path:
            path = path[:-1]
            place = self.places.get(path)
        line, column = place or Place(1, 1)
        return Misconfigured(code, name=self.name, line=line, column=column, **facts)

    def converted(self, shape: type[Shape]) -> Shape:
        """The value in that shape; raises Misconfigured, at the node that does not fit, where it has another."""
        try:
            return msgspec.convert(self.value, shape)
        except msgspec.ValidationError as error:
            raise self._refusal_of(str(error), shape) from error

    def allowed_at(self, path: NodePath) -> str:
        """The words that may stand at a node."""
        raise NotImplementedError

    def _refusal_of(self, sentence: str, shape: type) -> Misconfigured:
        """Our words for a validation error of msgspec, at the YAML node it speaks of."""
        what, path = _taken_apart(sentence)
        if "..." in path:
            at = path.index("...")
            path = *path[:at], _first_refused(self.value, path[:at], shape), *path[at + 1 :]
        if match := re.search(r"unknown field `(.+)`", what):
            return self.refuse((*path, match[1], "key"), "config.unknown-key", key=match[1])
        if match := re.search(r"missing required field `(.+)`", what):
            return self.refuse(path, "config.missing-key", key=match[1])
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if match := re.search(r"Invalid enum value (.+)", what):
            allowed = self.allowed_at(path)
            return self.refuse(path, "config.bad-value", key=key, value=match[1].strip("'"), allowed=allowed)
        return self.refuse(path, "config.bad-type", key=key, detail=what)


class Opened(OpenedFile):
    """A ruleset file as read: checked against the schema."""

    def __init__(self, path: Path | str, *, trusted: bool, data: bytes) -> None:
        super().__init__(path, data)
        self.trusted = trusted
        if isinstance(self.value, list):
            self.value = {"rules": self.value}
            self.places = {("rules", *path): place for path, place in self.places.items()}
        if not isinstance(self.value, dict):
            raise Misconfigured("config.not-a-ruleset", name=self.name, line=1, column=1)
        self.content = self.converted(RulesetFile)

    def allowed_at(self, path: NodePath) -> str:
        """The words that may stand at a node."""
        return _allowed_values(path)


def _text_of(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misconfigured("config.encoding", name=name) from error


def _node_path(where: str) -> NodePath:
    """msgspec's `$.rules[0].terms[1]` as a path; `[...]` stands for any key of a mapping."""
    parts: list[str | int] = []
    for name, number in re.findall(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]", where):
        parts.append(name or (int(number) if number.isdigit() else number))
    return tuple(parts)


def _taken_apart(sentence: str) -> tuple[str, NodePath]:
    """What a validation error says, and of which node."""
    what, _, where = sentence.partition(" - at `")
    return what, _node_path(where.rstrip("`"))


def _first_refused(value: Any, above: NodePath, shape: type) -> str:
    """The key of a mapping (classes, exemptions, campaigns) under which msgspec stopped: it does not say."""
    mapping = value
    for part in above:
        mapping = mapping[part]
    for key in mapping:
        try:
            msgspec.convert(_with_only(value, above, key), shape)
        except msgspec.ValidationError as error:
            if _taken_apart(str(error))[1][: len(above) + 1] == (*above, "..."):
                return str(key)
    return ""


def _with_only(value: Any, above: NodePath, key: str) -> Any:
    """The value with one key alone in the mapping at that path."""
    if not above:
        return {key: value[key]}
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[above[0]] = _with_only(value[above[0]], above[1:], key)
    return copy


def _allowed_values(path: NodePath) -> str:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    known = {
        "severity": "error、warning、info",
        "stage": "preview、stable、retired",
        "views": "folded、squeezed",
        "order": "any、forward",
        "effect": "drop、doubt",
        "before": "silent、info",
        "status": "verified、secondary",
        "version": "1",
        "where": "title、body、button、cell、alt、caption、speech、ocr、note",
    }
    return known.get(str(key), "")

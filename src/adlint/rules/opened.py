"""A ruleset file as read: checked against the schema, with the places of its nodes for error messages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from adlint.errors import Misconfigured
from adlint.rules.schema import RulesetFile
from adlint.rules.yaml_reader import Path as NodePath
from adlint.rules.yaml_reader import Place, read_yaml


class Opened:
    """A ruleset file as read, with the places of its nodes for error messages."""

    def __init__(self, path: Path | str, *, trusted: bool, data: bytes) -> None:
        self.name = str(path)
        self.trusted = trusted
        value, self.places = read_yaml(_text_of(data, self.name), self.name)
        if isinstance(value, list):
            value = {"rules": value}
            self.places = {("rules", *path): place for path, place in self.places.items()}
        if not isinstance(value, dict):
            raise Misconfigured("config.not-a-ruleset", name=self.name, line=1, column=1)
        try:
            self.content = msgspec.convert(value, RulesetFile)
        except msgspec.ValidationError as error:
            raise self.refusal_of(str(error), value) from error

    def refuse(self, path: NodePath, code: str, **facts: object) -> Misconfigured:
        """The error that says `code` of the node at `path`, or of the closest one above it."""
        place = self.places.get(path)
        while place is None and path:
            path = path[:-1]
            place = self.places.get(path)
        line, column = place or Place(1, 1)
        return Misconfigured(code, name=self.name, line=line, column=column, **facts)

    def refusal_of(self, sentence: str, value: dict[str, Any]) -> Misconfigured:
        """Our words for a validation error of msgspec, at the YAML node it speaks of."""
        what, _, where = sentence.partition(" - at `")
        path = _node_path(where.rstrip("`"))
        if path[1:2] == ("...",):
            path = path[0], _first_refused(str(path[0]), value), *path[2:]
        if match := re.search(r"unknown field `(.+)`", what):
            return self.refuse((*path, match[1], "key"), "config.unknown-key", key=match[1])
        if match := re.search(r"missing required field `(.+)`", what):
            return self.refuse(path, "config.missing-key", key=match[1])
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if match := re.search(r"Invalid enum value (.+)", what):
            allowed = _allowed_values(path)
            return self.refuse(path, "config.bad-value", key=key, value=match[1].strip("'"), allowed=allowed)
        return self.refuse(path, "config.bad-type", key=key, detail=what)


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


def _first_refused(section: str, value: dict[str, Any]) -> str:
    """The key of a section (classes, exemptions, evidence) under which msgspec stopped: it does not say."""
    for key, entry in value[section].items():
        try:
            msgspec.convert({section: {key: entry}}, RulesetFile)
        except msgspec.ValidationError:
            return str(key)
    return ""


def _allowed_values(path: NodePath) -> str:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    known = {
        "severity": "error、warning、info",
        "stage": "preview、stable、retired",
        "views": "folded、squeezed",
        "order": "any、forward",
        "effect": "drop、doubt",
        "version": "1",
        "where": "title、body、button、cell、alt、caption、speech、ocr、note",
    }
    return known.get(str(key), "")

"""TOML → a table, with the places of its keys for errors; used for settings and written waivers.

The parser tells no places, so they are looked for in the text: good enough to point at a line, nothing depends on it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from errno import ENOENT
from importlib import import_module
from pathlib import Path
from typing import Any

from adlint.errors import Misconfigured
from adlint.expression import expression
from adlint.record import NamedTuple

MAX_BYTES = 1024 * 1024

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_LINE = expression(rf"[ \t]*(?:(?P<table>\[\[?)[ \t]*(?P<name>{_KEYS})[ \t]*\]|(?P<key>{_KEYS})[ \t]*=)")
#: A key of very many parts keeps the parser busy for hours.
_MANY_PARTS = expression(r"(?<![\w\"'-])(?:[\w\"'-]+[ \t]*\.[ \t]*){50}")
_AT_LINE = expression(r"\(at line (\d+), column (\d+)\)$")

#: The way to a key; the number i stands for the i-th of several [[tables]].
KeyPath = tuple["str | int", ...]


class TomlFile(NamedTuple):
    """A TOML file as read; its text is kept to find the lines of keys."""

    name: str  # as shown
    folder: str  # absolute
    text: str
    values: Mapping[str, Any]
    above: tuple[str, ...] = ()  # the table that the values are of

    def line_of(self, *path: str | int) -> int:
        """The line of the key at that path, or of the closest thing above it."""
        return _place_of(self.text, (*self.above, *path))[0]

    def refuse(self, path: KeyPath, code: str, **facts: object) -> Misconfigured:
        """The error that says `code` of the key at that path."""
        line, column = _place_of(self.text, (*self.above, *path))
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        return Misconfigured(code, name=self.name, line=line, column=column, **{"key": key, **facts})

    def check(self, values: object, shape: Any, at: KeyPath = ()) -> None:
        """Raises Misconfigured where `values`, which stand at that path, are no table of this msgspec shape."""
        import msgspec

        if not isinstance(values, Mapping):
            raise self.refuse(at, "config.bad-type", detail="Expected `object`")
        known: tuple[str, ...] = shape.__struct_encode_fields__
        for key, value in values.items():
            if key not in known:
                raise self.refuse((*at, key), "config.unknown-key", suggestion=near_miss(key, known))
            # One entry at a time, since msgspec does not say which entry of a table is wrong.
            entries = list(value.items()) if isinstance(value, dict) else []
            for entry, part in entries or [(None, value)]:
                try:
                    msgspec.convert({key: part if entry is None else {entry: part}}, shape)
                except msgspec.ValidationError as error:
                    path = (*at, key) if entry is None else (*at, key, entry)
                    raise self.refuse(path, "config.bad-type", detail=str(error).partition(" - at")[0]) from error


def read_toml(path: Path) -> TomlFile:
    """The whole file. Raises Misconfigured where it is missing, too large, no UTF-8 or no TOML."""
    tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    name = shown(path)
    data = _bytes_of(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misconfigured("config.encoding", name=name) from error
    folder = os.path.dirname(os.path.abspath(path))
    if match := _MANY_PARTS.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise Misconfigured("config.bad-toml", name=name, line=line, column=1, detail="nested too deeply")
    try:
        return TomlFile(name, folder, text, tomllib.loads(text))
    except RecursionError as error:
        raise Misconfigured("config.bad-toml", name=name, line=1, column=1, detail="nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (text.rstrip().count("\n") + 1, 1)
        detail = str(error).rpartition(" (at ")[0] or str(error)
        raise Misconfigured("config.bad-toml", name=name, line=line, column=column, detail=detail) from error


def near_miss(word: str, known: tuple[str, ...]) -> str:
    """The known word that was probably meant, or nothing."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.replace("_", "-").lower(), known, 1)), "")


def shown(path: Path) -> str:
    """The path as people see it: from the current folder on if it lies there."""
    whole = Path(os.path.abspath(path))
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():  # a pipe would keep us waiting
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        detail = (error.strerror if isinstance(error, OSError) else "") or ""
        raise Misconfigured("config.missing-file", name=name, detail=detail) from error
    if len(data) > MAX_BYTES:
        raise Misconfigured("config.too-large", name=name, limit="1 MiB")
    return data


def _place_of(text: str, path: KeyPath) -> tuple[int, int]:
    """Line and column of the key at that path, or of what comes closest."""
    best, found = 0, (1, 1)
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if not match:
            continue
        if match["table"]:
            table = _parts(match["name"])
            if match["table"] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            here = table
        else:
            here = (*table, *_parts(match["key"]))
        common = min(len(here), len(path))
        if common > best and here[:common] == path[:common]:
            group = "name" if match["table"] else "key"
            best, found = common, (number, match.start(group) + 1)
    return found


def _parts(keys: str) -> KeyPath:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_KEY, keys))

"""What an adlint.toml may say, and what it comes to; only imported where there is one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import Any

from adlint.day import EARLIEST, is_day
from adlint.expression import expression
from adlint.finding import SCENES, VERDICTS
from adlint.globs import anchored, normal_path
from adlint.toml_reader import TomlFile, near_miss, read_toml

#: Read without being asked for if it lies beside the settings.
WAIVERS = "adlint-waivers.toml"

_LEVELS = ("error", "warning", "info")
#: What a key may be set to; of a list or table, what each of its entries may be.
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "scenes": SCENES,
    "fail-on": (*_LEVELS, "never"),
    "unchecked": ("error", "warn"),
    "lang": ("zh", "en"),
    "severity": _LEVELS,
    "verdict": ("block", "review", "pass"),
}
#: Tables that have certain keys only.
_ENTRIES: Mapping[str, tuple[str, ...]] = {"verdict": _LEVELS, "ocr": ("engine",)}
_PATHS = ("rules", "vi", "baseline", "waivers")
_SIZE = expression(r"([0-9]{1,12}) ?([KMG]?)(?:i?B)?", re.IGNORECASE)
_DEEPEST = 10  # files, each extending the next


def read_settings(path: Path) -> TomlFile:
    """The settings in a file; of pyproject.toml, the table that is ours."""
    file = read_toml(path)
    if path.name != "pyproject.toml":
        return file
    tool = file.values.get("tool")
    ours = tool.get("adlint") if isinstance(tool, dict) else None
    return file._replace(values={} if ours is None else ours, above=("tool", "adlint") if ours is not None else ())


def fields_of(file: TomlFile, origin: str, largest: int, *, trusted: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """What a file and those it extends set, child over parent, key by key; and where each was set.

    Raises Misconfigured, with file and line, where one says what settings may not say. One that is not trusted may
    not raise the largest document above `largest` bytes.
    """
    fields: dict[str, Any] = {"verdict": VERDICTS}
    origins: dict[str, str] = {}
    for part in reversed(list(_chain(file, origin, trusted=trusted))):
        for key, value in _values_of(part, largest, trusted=trusted).items():
            field = key.replace("-", "_")
            if key == "exclude" and part is not file:  # starts at the folder of the file that says so
                value = tuple(f"/{_glob_of(part, key, glob)}" for glob in value)
            if isinstance(value, dict):
                for entry in part.values[key]:
                    name = _glob_of(part, key, entry) if key == "per-file-ignores" else entry
                    origins[f"{key}.{name}"] = f"{part.name}:{part.line_of(key, entry)}"
                value = {**fields.get(field, {}), **value}
            else:
                origins[key] = f"{part.name}:{part.line_of(key)}" if key in part.values else part.name
            fields[field] = value
    return fields, origins


def _chain(file: TomlFile, origin: str, *, trusted: bool) -> Iterator[TomlFile]:
    """The file, the one it extends, the one that extends and so on, of the right shape each."""
    seen = [normal_path(origin)]
    while True:
        file.check(file.values, _shape())
        yield file
        if not file.values.get("extends"):
            return
        path = _path_of(file, "extends", file.values["extends"], trusted=trusted)
        if normal_path(path) in seen or len(seen) >= _DEEPEST:
            code = "config.extends-cycle" if normal_path(path) in seen else "config.extends-deep"
            raise file.refuse(("extends",), code, value=file.values["extends"], limit=_DEEPEST)
        if not os.path.isfile(path):
            raise file.refuse(("extends",), "config.extends-missing", value=file.values["extends"])
        seen.append(normal_path(path))
        file = read_settings(Path(path))


@cache
def _shape() -> Any:
    """What types the keys have. msgspec is not imported before there is a file to check."""
    from msgspec import Struct

    class SettingsFile(Struct, forbid_unknown_fields=True, rename="kebab"):
        extends: str = ""
        select: list[str] = []
        ignore: list[str] = []
        scenes: list[str] = []
        rules: list[str] = []
        vi: str | list[str] = ""
        as_of: Any = ""  # text, or a date of TOML
        fail_on: str = ""
        unchecked: str = ""
        baseline: str = ""
        waivers: str = ""
        exclude: list[str] = []
        lang: str = ""
        encoding: str = ""
        max_size: str | int = 0
        jobs: int = 0
        severity: dict[str, str] = {}
        verdict: dict[str, str] = {}
        per_file_ignores: dict[str, list[str]] = {}
        ocr: dict[str, str] = {}

    return SettingsFile


def _values_of(file: TomlFile, largest: int, *, trusted: bool) -> dict[str, Any]:
    """The keys of one file with values as Settings has them; raises Misconfigured where one may not be so."""
    _check_values(file)
    values: dict[str, Any] = {}
    for key, value in file.values.items():
        if key in _PATHS:
            paths = [_path_of(file, key, item, trusted=trusted) for item in _items(value).values() if item]
            values[key] = tuple(paths) if key in ("rules", "vi") else "".join(paths)
        elif key == "per-file-ignores":
            values[key] = {_glob_of(file, key, glob): tuple(rules) for glob, rules in value.items()}
        elif key == "max-size":
            values[key] = _size_of(file, value, largest, trusted=trusted)
        elif key == "as-of":
            values[key] = str(value)
        elif key != "extends":
            values[key] = tuple(value) if isinstance(value, list) else value
    if "waivers" not in values and os.path.isfile(beside := os.path.join(file.folder, WAIVERS)):
        values["waivers"] = beside
    return values


def _check_values(file: TomlFile) -> None:
    for key, known in _ENTRIES.items():
        for entry in file.values.get(key, {}):
            if entry not in known:
                raise file.refuse((key, entry), "config.unknown-key", suggestion=near_miss(entry, known))
    for key, allowed in _ALLOWED.items():
        found = file.values.get(key, ())
        for entry, value in _items(found).items():
            if value not in allowed:
                path = (key, entry) if isinstance(found, dict) else (key,)
                facts = {"value": value, "allowed": "、".join(allowed), "suggestion": near_miss(value, allowed)}
                raise file.refuse(path, "config.bad-value", **facts)
    as_of = str(file.values.get("as-of", EARLIEST))
    if not is_day(as_of) or as_of < EARLIEST:
        raise file.refuse(("as-of",), "config.bad-day", value=as_of, limit=EARLIEST)
    if (jobs := file.values.get("jobs", 0)) < 0:
        raise file.refuse(("jobs",), "config.bad-value", value=jobs, allowed="0、1、2 …", suggestion="")
    encoding = file.values.get("encoding", "auto")
    try:
        "a".encode("utf-8" if encoding == "auto" else encoding)
    except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
        facts = {"value": encoding, "allowed": "auto、utf-8、gb18030、big5 …", "suggestion": ""}
        raise file.refuse(("encoding",), "config.bad-value", **facts) from error


def _path_of(file: TomlFile, key: str, value: str, *, trusted: bool) -> str:
    """The absolute path of what a key names."""
    path = os.path.abspath(os.path.join(file.folder, value))
    outside = os.path.isabs(value) or PureWindowsPath(value).anchor != ""
    if key == "baseline" and not outside:  # it is written to
        outside = not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(file.folder))
    if "\0" in value or (outside and not trusted):
        raise file.refuse((key,), "config.untrusted-path", value=value)
    return path


def _glob_of(file: TomlFile, key: str, glob: str) -> str:
    """The glob for absolute paths."""
    try:
        return anchored(file.folder, glob)
    except ValueError as error:
        raise file.refuse(
            (key, glob), "config.bad-value", value=glob, allowed="法务/**、*.md", suggestion=""
        ) from error


def _size_of(file: TomlFile, value: str | int, largest: int, *, trusted: bool) -> int:
    match = _SIZE.fullmatch(str(value).strip())
    if not match:
        raise file.refuse(("max-size",), "config.bad-value", value=value, allowed="100MB、500KB …", suggestion="")
    size = int(match[1]) << (10 * " KMG".index(match[2].upper() or " "))
    if not (0 < size <= largest or trusted):  # 0: no limit
        raise file.refuse(("max-size",), "config.untrusted-limit", value=value, limit="100MB")
    return size


def _items(value: object) -> dict[str, Any]:
    """The entries of a table by their keys; those of a list, or a single value, by their own words."""
    items = value if isinstance(value, list | tuple) else (value,)
    return value if isinstance(value, dict) else {str(item): item for item in items}

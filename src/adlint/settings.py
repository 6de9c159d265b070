"""Settings: how to check. Read from adlint.toml or [tool.adlint] in pyproject.toml; the nearest one up the tree.

A file that was found, not named by the user, may have come with the copy: it chooses rules, but it cannot point at
absolute paths, keep its baseline outside its folder, or raise a limit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from adlint.expression import expression
from adlint.finding import VERDICTS

if TYPE_CHECKING:
    from pathlib import Path

    from adlint.toml_reader import TomlFile

_NOTHING: Mapping[str, Any] = {}

#: Trades and channels that rules can be for.
_SCENES = """cosmetics food health-food medical drug device beauty-clinic finance education real-estate franchise
alcohol agriculture infant live retail"""
SCENES = tuple(_SCENES.split())
#: Read without being asked for if it lies beside the settings.
WAIVERS = "adlint-waivers.toml"

_LARGEST = 100 * 1024 * 1024
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


class Settings(NamedTuple):
    """Everything that changes what a check says. Paths, and the globs of per_file_ignores, are absolute."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    vi: tuple[str, ...] = ()
    fail_on: str = "error"
    unchecked: str = "error"
    baseline: str = ""
    exclude: tuple[str, ...] = ()
    lang: str = "zh"
    encoding: str = "auto"
    max_size: int = _LARGEST  # bytes of one document; 0: no limit
    jobs: int = 0
    strict: bool = False
    severity: Mapping[str, str] = _NOTHING
    verdict: Mapping[str, str] = VERDICTS
    per_file_ignores: Mapping[str, tuple[str, ...]] = _NOTHING
    ocr: Mapping[str, str] = _NOTHING
    waivers: str = ""  # adlint-waivers.toml
    origin: str = ""  # the file it came from; empty: defaults
    waive: bool = True  # False: nothing is let stand, neither by review comments nor by written waivers
    origins: Mapping[str, str] = _NOTHING  # file:line of every key that a file sets


class Setting(NamedTuple):
    """One key in force, with its value and where it was set; an empty origin means the default."""

    key: str
    value: object
    origin: str


def load_settings(path: Path | str | None = None, start: Path | str | None = None) -> Settings:
    """The settings of the file at `path`, else of the nearest one up from `start` (the current folder), else defaults.

    Raises Misconfigured, with file and line, where a file is missing or says what settings may not say.
    """
    found = path or find_settings(start)
    if found is None:
        return Settings()
    from pathlib import Path

    found = Path(found)
    return _settled(_read(found), str(found.absolute()), trusted=path is not None)


def settings_from(mapping: Mapping[str, Any], origin: str, base_folder: Path) -> Settings:
    """The settings that a program hands over, with the keys of adlint.toml and paths relative to the folder.

    Raises Misconfigured as load_settings does.
    """
    from adlint.toml_reader import TomlFile

    return _settled(TomlFile(origin, str(base_folder.absolute()), "", mapping), origin, trusted=True)


def find_settings(start: Path | str | None = None) -> Path | None:
    """The nearest adlint.toml, or pyproject.toml with [tool.adlint], in the folder `start` or above it."""
    # Without pathlib until there is one: its import costs a fifth of a bare start, and its is_file fails in folders
    # that may not be looked into.
    folder, above = os.path.abspath(start or "."), ""
    while folder != above:
        for name in ("adlint.toml", "pyproject.toml"):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                from pathlib import Path

                if name == "adlint.toml" or _is_ours(Path(path)):
                    return Path(path)
        folder, above = os.path.dirname(folder), folder
    return None


def explain(settings: Settings) -> list[Setting]:
    """Every key with its value and where that was set, tables entry by entry."""
    told = []
    for field in Settings._fields:
        key, value = field.replace("_", "-"), getattr(settings, field)
        if isinstance(value, Mapping) and field != "origins":
            told += [Setting(f"{key}.{entry}", part, "") for entry, part in value.items()]
        elif field not in ("strict", "origin", "waive", "origins"):
            told.append(Setting(key, value, ""))
    return [item._replace(origin=settings.origins.get(item.key, "")) for item in told]


def _read(path: Path) -> TomlFile:
    """The settings in a file; of pyproject.toml, the table that is ours."""
    from adlint.toml_reader import read_toml

    file = read_toml(path)
    if path.name != "pyproject.toml":
        return file
    tool = file.values.get("tool")
    ours = tool.get("adlint") if isinstance(tool, dict) else None
    return file._replace(values={} if ours is None else ours, above=("tool", "adlint") if ours is not None else ())


def _is_ours(project: Path) -> bool:
    """True if a pyproject.toml has our table. Most have not, and are not parsed to find that out."""
    try:
        with project.open("rb") as file:
            if b"adlint" not in file.read():
                return False
    except OSError:
        return False
    return bool(_read(project).above)


def _settled(file: TomlFile, origin: str, *, trusted: bool) -> Settings:
    """One Settings of a file and those it extends, child over parent, key by key."""
    fields: dict[str, Any] = {"verdict": VERDICTS}
    origins: dict[str, str] = {}
    for part in reversed(list(_chain(file, origin, trusted=trusted))):
        for key, value in _values_of(part, trusted=trusted).items():
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
    return Settings(**fields, origin=origin, origins=origins)


def _chain(file: TomlFile, origin: str, *, trusted: bool) -> Iterator[TomlFile]:
    """The file, the one it extends, the one that extends and so on, of the right shape each."""
    from adlint.globs import normal_path

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
        from pathlib import Path

        file = _read(Path(path))


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


def _values_of(file: TomlFile, *, trusted: bool) -> dict[str, Any]:
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
            values[key] = _size_of(file, value, trusted=trusted)
        elif key != "extends":
            values[key] = tuple(value) if isinstance(value, list) else value
    if "waivers" not in values and os.path.isfile(beside := os.path.join(file.folder, WAIVERS)):
        values["waivers"] = beside
    return values


def _check_values(file: TomlFile) -> None:
    from adlint.toml_reader import near_miss

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
    from pathlib import Path, PureWindowsPath

    outside = os.path.isabs(value) or PureWindowsPath(value).anchor != ""
    if key == "baseline" and not outside:  # it is written to
        outside = not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(file.folder))
    if "\0" in value or (outside and not trusted):
        raise file.refuse((key,), "config.untrusted-path", value=value)
    return path


def _glob_of(file: TomlFile, key: str, glob: str) -> str:
    """The glob for absolute paths."""
    from adlint.globs import anchored

    try:
        return anchored(file.folder, glob)
    except ValueError as error:
        raise file.refuse(
            (key, glob), "config.bad-value", value=glob, allowed="法务/**、*.md", suggestion=""
        ) from error


def _size_of(file: TomlFile, value: str | int, *, trusted: bool) -> int:
    match = _SIZE.fullmatch(str(value).strip())
    if not match:
        raise file.refuse(("max-size",), "config.bad-value", value=value, allowed="100MB、500KB …", suggestion="")
    size = int(match[1]) << (10 * " KMG".index(match[2].upper() or " "))
    if not (0 < size <= _LARGEST or trusted):  # 0: no limit
        raise file.refuse(("max-size",), "config.untrusted-limit", value=value, limit="100MB")
    return size


def _items(value: object) -> dict[str, Any]:
    """The entries of a table by their keys; those of a list, or a single value, by their own words."""
    items = value if isinstance(value, list | tuple) else (value,)
    return value if isinstance(value, dict) else {str(item): item for item in items}

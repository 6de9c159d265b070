"""Settings: how to check. Read from adlint.toml or [tool.adlint] in pyproject.toml; the nearest one up the tree.

A file that was found, not named by the user, may have come with the copy: it chooses rules, but it cannot point at
absolute paths, keep its baseline outside its folder, or raise a limit.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adlint.day import EARLIEST, is_day, today
from adlint.errors import Misconfigured
from adlint.finding import SCENES, VERDICTS
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from adlint.toml_reader import TomlFile

__all__ = [
    "LARGEST",
    "SCENES",
    "Setting",
    "Settings",
    "day_of",
    "explain",
    "find_settings",
    "load_settings",
    "settings_from",
]

_NOTHING: Mapping[str, Any] = {}

#: The largest document that is read, in bytes, unless settings say otherwise.
LARGEST = 100 * 1024 * 1024


class Settings(NamedTuple):
    """Everything that changes what a check says. Paths, and the globs of per_file_ignores, are absolute."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    vi: tuple[str, ...] | str = ()  # brand specs
    fail_on: str = "error"
    unchecked: str = "error"
    baseline: str = ""
    exclude: tuple[str, ...] = ()
    lang: str = "zh"
    encoding: str = "auto"
    max_size: int = LARGEST  # bytes of one document; 0: no limit
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
    as_of: str = ""  # the day whose law applies, 2027-03-16; empty: today


class Setting(NamedTuple):
    """One key in force, with its value and where it was set; an empty origin means the default."""

    key: str
    value: object
    origin: str


def day_of(as_of: str) -> str:
    """The day whose law applies: the one that is asked for, else today.

    Raises Misconfigured (config.bad-day) where that is no day, or one before the law as we know it.
    """
    if as_of and not (is_day(as_of) and as_of >= EARLIEST):
        raise Misconfigured("config.bad-day", key="as-of", value=as_of, limit=EARLIEST)
    return as_of or today()


def load_settings(path: Path | str | None = None, start: Path | str | None = None) -> Settings:
    """The settings of the file at `path`, else of the nearest one up from `start` (the current folder), else defaults.

    Raises Misconfigured, with file and line, where a file is missing or says what settings may not say.
    """
    found = path or find_settings(start)
    if found is None:
        return Settings()
    from pathlib import Path

    from adlint.settings_file import read_settings

    found = Path(found)
    return _settled(read_settings(found), str(found.absolute()), trusted=path is not None)


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


def _is_ours(project: Path) -> bool:
    """True if a pyproject.toml has our table. Most have not, and are not parsed to find that out."""
    try:
        with project.open("rb") as file:
            if b"adlint" not in file.read():
                return False
    except OSError:
        return False
    from adlint.settings_file import read_settings

    return bool(read_settings(project).above)


def _settled(file: TomlFile, origin: str, *, trusted: bool) -> Settings:
    from adlint.settings_file import fields_of

    fields, origins = fields_of(file, origin, LARGEST, trusted=trusted)
    return Settings(**fields, origin=origin, origins=origins)

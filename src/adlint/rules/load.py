"""Find, read and validate rulesets; errors point at file:line:column. User rules stand over shipped ones."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import adlint
from adlint.cache import read_cache, write_cache
from adlint.digest import blake2b
from adlint.errors import Misconfigured
from adlint.rules.packed import pack, unpack
from adlint.rules.ruleset import Ruleset
from adlint.rules.words import prepared

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".yaml", ".yml", ".json")
_LARGEST = 5 * 1024 * 1024  # read_yaml refuses what is larger


def shipped_folder(kind: str = "rulesets") -> Path:
    """Where the files shipped with adlint are: in the installed package, else in the checkout."""
    from pathlib import Path

    return Path(_shipped_folder(kind))


# Paths are strings in here: the import of pathlib costs a fifth of a bare start, and every check passes through.
def _shipped_folder(kind: str) -> str:
    package = os.path.dirname(adlint.__file__)
    installed = os.path.join(package, "_data", kind)
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(package)), kind)


def load_ruleset(paths: Sequence[Path | str] = (), *, shipped: bool = True) -> Ruleset:
    """The shipped rules with those of the given files and folders over them.

    Raises Misconfigured where a file is missing or does not say what a ruleset may say.
    """
    files = [(path, True) for path in _files_of(_shipped_folder("rulesets"))] if shipped else []
    for path in paths:
        files += [(file, False) for file in _files_of(os.fspath(path))]
    return _parsed(tuple((file, trusted, bytes_of(file)) for file, trusted in files))


@lru_cache(8)
def _parsed(read: tuple[tuple[str, bool, bytes], ...]) -> Ruleset:
    key = _key_of(read)
    cached = read_cache(key)
    if cached is not None:
        try:
            return unpack(cached)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            pass  # whole, but not what this version keeps: read anew
    from adlint.rules.parse import parse_rulesets  # the schema and YAML are only needed here

    ruleset = parse_rulesets(read)
    ruleset = ruleset._replace(digest=key, words=prepared(ruleset.rules))
    write_cache(key, pack(ruleset))
    return ruleset


def _files_of(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    found = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    files = sorted(file for file in found if file.endswith(SUFFIXES) and os.path.isfile(file))
    if not files:
        raise Misconfigured("config.no-rulesets", name=path)
    return files


def bytes_of(file: str) -> bytes:
    """What is in a file, at most a little more than is allowed; Misconfigured (config.missing-file) where it is not."""
    try:
        with open(file, "rb") as opened:
            return opened.read(_LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        detail = getattr(error, "strerror", "") or ""
        raise Misconfigured("config.missing-file", name=file, detail=detail) from error


def _code_age() -> str:
    """Changes when the code that prepares rules does, which in a checkout it may without a new version."""
    folder = os.path.dirname(__file__)
    with os.scandir(folder) as entries:
        ages = [entry.stat() for entry in entries if entry.name.endswith(".py")]
    return ",".join(sorted(f"{age.st_mtime_ns}-{age.st_size}" for age in ages))


def _key_of(read: Iterable[tuple[str, bool, bytes]]) -> str:
    digest = blake2b(f"{adlint.__version__}{_code_age()}".encode(), digest_size=16)
    for file, trusted, data in read:
        digest.update(f"\0{file}\0{trusted}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return f"rules-{digest.hexdigest()}"

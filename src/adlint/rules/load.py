"""Find, read and validate rulesets; errors point at file:line:column. User rules stand over shipped ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import adlint
from adlint.digest import blake2b
from adlint.errors import Misconfigured
from adlint.rules.cache import read_cache, write_cache
from adlint.rules.ruleset import Ruleset, from_plain, to_plain

SUFFIXES = (".yaml", ".yml", ".json")
_LARGEST = 5 * 1024 * 1024  # read_yaml refuses what is larger


def shipped_folder(kind: str = "rulesets") -> Path:
    """Where the files shipped with adlint are: in the installed package, else in the checkout."""
    package = Path(adlint.__file__).parent
    installed = package / "_data" / kind
    return installed if installed.is_dir() else package.parents[1] / kind


def load_ruleset(paths: Sequence[Path] = (), *, shipped: bool = True) -> Ruleset:
    """The shipped rules with those of the given files and folders over them.

    Raises Misconfigured where a file is missing or does not say what a ruleset may say.
    """
    files = [(path, True) for path in _files_of(shipped_folder())] if shipped else []
    for path in paths:
        files += [(file, False) for file in _files_of(path)]
    return _parsed(tuple((file, trusted, _bytes_of(file)) for file, trusted in files))


@lru_cache(8)
def _parsed(read: tuple[tuple[Path, bool, bytes], ...]) -> Ruleset:
    key = _key_of(read)
    cached = read_cache(key)
    if cached is not None:
        try:
            return from_plain(cached)
        except (AttributeError, KeyError, TypeError, ValueError):
            pass  # whole, but not what this version keeps: read anew
    from adlint.rules.parse import parse_rulesets  # the schema and YAML are only needed here

    ruleset = parse_rulesets(read)._replace(digest=key)
    write_cache(key, to_plain(ruleset))
    return ruleset


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
        if not files:
            raise Misconfigured("config.no-rulesets", name=str(path))
        return files
    return [path]


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST + 1)
    except OSError as error:
        raise Misconfigured("config.missing-file", name=str(file), detail=error.strerror or "") from error


def _key_of(read: Iterable[tuple[Path, bool, bytes]]) -> str:
    digest = blake2b(adlint.__version__.encode(), digest_size=16)
    for file, trusted, data in read:
        digest.update(f"\0{file}\0{trusted}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return f"rules-{digest.hexdigest()}"

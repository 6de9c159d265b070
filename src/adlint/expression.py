"""Regular expressions of our own: compiled when first used, and kept compiled from one start to the next.

Compiling takes most of what a fresh start costs beyond the interpreter. What `re` compiles an expression to is a row
of numbers, which is kept in the private cache, for this very interpreter; `re` itself examines them when they come
back. Where an interpreter has no such numbers (they are no public part of it), expressions are compiled as usual.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from array import array
from importlib import import_module
from typing import Any, cast

from adlint.cache import read_cache, write_cache
from adlint.digest import short_digest

#: More expressions than this are not kept: adlint has a thousand.
_MOST = 4000


class _Lazy:
    """Stands for a compiled pattern; its methods are the pattern's own from their first use on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # copying and pickling ask for these before there is anything to compile
            raise AttributeError(name)
        value = getattr(compiled(self._source, self._flags), name)
        self.__dict__[name] = value
        return value


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives, but compiled at the first use; a faulty pattern is only told then."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives; raises what it raises."""
    return _store.pattern(source, int(flags))


def keep_compiled() -> None:
    """Keep what had to be compiled, so that the next start need not."""
    _store.keep()


class _Store:
    """Compiled expressions by a digest of their source.

    As bytes: a line of JSON that says of each its flags, number of groups, their names, and where its code stands
    in what follows, compressed; so that a start only unpacks what it needs.
    """

    def __init__(self) -> None:
        self._machine = _machine()
        self._key = f"re-{short_digest(sys.version, sys.byteorder)}"
        self._kept: dict[str, list[Any]] | None = None
        self._codes = b""
        self._fresh: dict[str, tuple[list[Any], bytes]] = {}

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        """The expression, from the cache if it is there."""
        if self._machine is None:
            return re.compile(source, flags)
        if self._kept is None:
            self._kept, self._codes = _read(self._key)
        digest = short_digest(str(flags), source)
        if digest in self._kept:
            try:
                *parts, start, end = self._kept[digest]
                return self._machine.restore(source, parts, self._codes[start:end])
            except (ValueError, TypeError, RuntimeError, OverflowError, AttributeError, IndexError, zlib.error):
                del self._kept[digest]  # whole, but not what this interpreter takes
        compiled, parts, code = self._machine.take_apart(source, flags)
        self._fresh[digest] = parts, code
        return compiled

    def keep(self) -> None:
        """Write what is new to the cache."""
        if not self._fresh:
            return
        kept, codes = dict(self._kept or {}), self._codes
        if len(kept) + len(self._fresh) > _MOST:  # of versions past
            kept, codes = {}, b""
        for digest, (parts, code) in self._fresh.items():
            kept[digest] = [*parts, len(codes), len(codes) + len(code)]
            codes += code
        write_cache(self._key, json.dumps(kept, separators=(",", ":")).encode() + b"\n" + codes)
        self._kept, self._codes, self._fresh = kept, codes, {}


def _read(key: str) -> tuple[dict[str, list[Any]], bytes]:
    head, _, codes = (read_cache(key) or b"{}").partition(b"\n")
    try:
        kept = json.loads(head)
    except (ValueError, RecursionError):
        return {}, b""
    return (kept, codes) if isinstance(kept, dict) else ({}, b"")


class _Machine:
    """The part of CPython's `re` that comes after parsing, as numbers that can be written down."""

    def __init__(self, parser: Any, compiler: Any, engine: Any) -> None:
        self._parse = parser.parse
        self._code = compiler._code
        self._engine = engine

    def take_apart(self, source: str, flags: int) -> tuple[re.Pattern[str], list[Any], bytes]:
        """The compiled expression; its flags, number of groups and their names; and its code."""
        tree = self._parse(source, flags)
        state = tree.state
        parts = [int(flags | state.flags), state.groups - 1, dict(state.groupdict)]
        code = zlib.compress(array("I", self._code(tree, flags)).tobytes())
        return self.restore(source, parts, code), parts, code

    def restore(self, source: str, parts: list[Any], code: bytes) -> re.Pattern[str]:
        """The compiled expression that take_apart took apart; many kinds of error if it was none."""
        flags, groups, names = parts
        numbers = array("I")
        numbers.frombytes(zlib.decompress(code))
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        compiled = self._engine.compile(source, flags, numbers.tolist(), groups, names, tuple(by_number))
        return cast("re.Pattern[str]", compiled)


def _machine() -> _Machine | None:
    """The machine of this interpreter; None if it is not one that is known to work."""
    if sys.implementation.name != "cpython":
        return None
    try:
        engine = import_module("_sre")
        if sys.version_info >= (3, 11):
            from re import _compiler, _parser
        else:
            import sre_compile as _compiler
            import sre_parse as _parser
        machine = _Machine(_parser, _compiler, engine)
        works = machine.take_apart("(?P<a>[一-龥])|b{2,3}", 0)[0].fullmatch("bb") is not None
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return None
    return machine if works and array("I").itemsize == engine.CODESIZE else None


_store = _Store()

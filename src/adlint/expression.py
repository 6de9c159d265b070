"""Regular expressions of our own: compiled when first used, and kept compiled from one start to the next.

Compiling takes most of what a fresh start costs beyond the interpreter. What `re` compiles an expression to is a row
of numbers, which is kept in the private cache, for this very interpreter; `re` itself examines them when they come
back. Where an interpreter has no such numbers (they are no public part of it), expressions are compiled as usual.
"""

from __future__ import annotations

import binascii
import json
import re
import sys
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
    """Compiled expressions by a digest of their source: flags, number of groups, their names, and the code."""

    def __init__(self) -> None:
        self._machine = _machine()
        self._key = f"re-{short_digest(sys.version, sys.byteorder)}"
        self._kept: dict[str, Any] | None = None
        self._fresh: dict[str, Any] = {}

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        """The expression, from the cache if it is there."""
        if self._machine is None:
            return re.compile(source, flags)
        if self._kept is None:
            self._kept = _read(self._key)
        digest = short_digest(str(flags), source)
        if digest in self._kept:
            try:
                return self._machine.restore(source, self._kept[digest])
            except (ValueError, TypeError, RuntimeError, OverflowError):
                del self._kept[digest]  # whole, but not what this interpreter takes
        compiled, parts = self._machine.take_apart(source, flags)
        self._fresh[digest] = parts
        return compiled

    def keep(self) -> None:
        """Write what is new to the cache."""
        if self._fresh:
            kept = self._kept or {}
            if len(kept) + len(self._fresh) > _MOST:  # of versions past
                kept = {}
            kept = {**kept, **self._fresh}
            write_cache(self._key, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
            self._kept, self._fresh = kept, {}


def _read(key: str) -> dict[str, Any]:
    try:
        kept = json.loads(read_cache(key) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


class _Machine:
    """The part of CPython's `re` that comes after parsing, as numbers that can be written down."""

    def __init__(self, parser: Any, compiler: Any, engine: Any) -> None:
        self._parse = parser.parse
        self._code = compiler._code
        self._engine = engine

    def take_apart(self, source: str, flags: int) -> tuple[re.Pattern[str], list[Any]]:
        """The compiled expression and what it can be restored from."""
        tree = self._parse(source, flags)
        state = tree.state
        code = array("I", self._code(tree, flags))
        parts = [int(flags | state.flags), state.groups - 1, dict(state.groupdict), ""]
        parts[3] = binascii.b2a_base64(code.tobytes(), newline=False).decode()
        return self.restore(source, parts), parts

    def restore(self, source: str, parts: list[Any]) -> re.Pattern[str]:
        """The compiled expression; ValueError, TypeError, RuntimeError or OverflowError if it is none."""
        flags, groups, names, text = parts
        code = array("I")
        code.frombytes(binascii.a2b_base64(text))
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        compiled = self._engine.compile(source, flags, code.tolist(), groups, names, tuple(by_number))
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

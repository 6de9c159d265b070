"""Compiled expressions are kept from one start to the next, and are the same as re's."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import pytest

from adlint import expression
from adlint.cache import cache_folder, read_cache, write_cache
from adlint.expression import _Machine, _machine, _Store
from adlint.rules.ruleset import Ruleset

SOURCES = [
    "",
    "a|b",
    "(?P<x>[一-龥]{2,3})(?P<y>第一)?",
    "(?<!全)第一(?=名)",
    r"(?:最|第)+?[^,。]{0,4}$",
    r"\bno\.?1\b|(a)(b)\2",
]
TEXTS = ["", "ab", "全第一名", "最第好。", "no.1", "第一名第一", "abb"]


def outcome(pattern: re.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [(match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in pattern.finditer(text)]


@pytest.fixture
def machine() -> _Machine:
    machine = _machine()
    assert machine is not None  # on the interpreters that are tested
    return machine


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.ASCII])
def test_what_comes_back_does_what_re_does(source: str, flags: int) -> None:
    first, second = _Store(), _Store()
    fresh = first.pattern(source, int(flags))
    first.keep()
    again = second.pattern(source, int(flags))
    second.keep()  # nothing is new
    usual = re.compile(source, flags)
    for pattern in (fresh, again):
        assert (pattern.pattern, pattern.flags, pattern.groups) == (usual.pattern, usual.flags, usual.groups)
        assert dict(pattern.groupindex) == dict(usual.groupindex)
        assert [outcome(pattern, text) for text in TEXTS] == [outcome(usual, text) for text in TEXTS]


def test_shipped_patterns_come_back_as_they_are(machine: _Machine, shipped_rules: Ruleset) -> None:
    for rule in shipped_rules.rules:
        for source in rule.patterns:
            pattern, parts, code = machine.take_apart(source, 0)
            again = machine.restore(source, json.loads(json.dumps(parts)), code)
            for text in (*rule.bad, *rule.good):
                assert outcome(pattern, text) == outcome(again, text) == outcome(re.compile(source), text)


def test_a_fault_is_told_as_re_tells_it() -> None:
    with pytest.raises(re.error, match="unterminated"):
        expression.compiled("(")


@pytest.mark.parametrize("kept", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_store_is_ignored(kept: bytes) -> None:
    store = _Store()
    write_cache(store._key, kept)
    assert store.pattern("第[一二]", 0).search("第二")


@pytest.mark.parametrize(
    "parts", [None, [], [32, 0, {}], [32, 0, {}, 0, 0], [32, 9, {"a": 40}, 0, 99], [32, -7, {}, 0, 99]]
)
@pytest.mark.parametrize("code", [b"", b"no zlib", zlib.compress(b"123"), zlib.compress(bytes(40))])
def test_what_is_no_expression_is_compiled_anew(parts: object, code: bytes) -> None:
    store = _Store()
    write_cache(store._key, b"{}")
    store.pattern("第[一二]", 0)
    [digest] = store._fresh
    write_cache(store._key, json.dumps({digest: parts}).encode() + b"\n" + code)
    again = _Store()
    assert again.pattern("第[一二]", 0).search("第二")
    again.keep()
    assert _Store().pattern("第[一二]", 0).search("第二")


def test_without_such_a_machine_all_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "_machine", lambda: None)
    store = _Store()
    assert store.pattern("第[一二]", 0).search("第二")
    store.keep()


def test_only_the_newest_files_of_a_kind_are_kept() -> None:
    folder = Path(cache_folder() or "")
    for number in range(30):
        write_cache(f"kind-{number}", b"x")
    write_cache("other-1", b"x")
    assert len(list(folder.glob("kind-*"))) == 12
    assert read_cache("kind-29") == b"x"

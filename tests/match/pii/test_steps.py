"""Twice the text costs twice the steps, counted and not timed; and no expression can run through a whole text.

A step is a character that some expression had to look at. Every expression has a bounded width, so that an attempt
at one place costs no more than a constant; how far the searches go is counted as they run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from adlint.match import matcher_of
from adlint.match.scan import Scan
from adlint.model import Document, Segment
from adlint.rules.ruleset import Ruleset

if sys.version_info >= (3, 11):
    from re import _parser as parser
else:
    import sre_parse as parser

FOLDER = Path(import_module("adlint.match.pii").__file__ or "").parent
MODULES = [import_module(f"adlint.match.pii.{file.stem}") for file in sorted(FOLDER.glob("[a-z]*.py"))]

#: Only ever given a few hundred characters.
SHORT_INPUT = {"_LAST_BREAK"}
#: Wider than any number and address; what is wider runs away.
WIDEST = 700

UNITS = ["1", "138", "1 3 ", "1380013800", "13800138000 ", "1️⃣", "一", "l3oo ", "⒈", "138❤", "1\u200b", "\u200b"]
UNITS += ["a@", "@a.", "@" + "a" * 62, "a.b@163.com ", " ", "6222 ", "6 2 ", "11010119000228001", "110101190002280010 "]
UNITS += ["身份证一一零", "卡号六二", "微信", "微信a", "微信abc_123 ", "qq1", "qq一", "扣扣1 2 3 ", "京a", "京a12345 "]
UNITS += [
    "护照e1",
    "护照e 1 2 3 ",
    "姓名李",
    "姓名：李明，",
    "小区路1号",
    "家住路1号楼2单元",
    "imei:",
    "imei:4 9 ",
    "http://1",
]
UNITS += [
    "12-",
    "宅电010-6234",
    "010-62345678 ",
    "订单号1234",
    "学号",
    "1.2.3.4 ",
    "ip5.6.7.8 ",
    "病历号a1",
    "王女士，",
]


class Counted:
    """An expression that adds up how many characters it was sent over."""

    def __init__(self, pattern: re.Pattern[str], tally: list[int]) -> None:
        self.pattern, self.tally = pattern, tally

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        match = self.pattern.search(text, pos, endpos)
        self.tally[0] += (match.end() if match else min(endpos, len(text))) - pos + 1
        return match

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        self.tally[0] += 1
        return self.pattern.match(text, pos, endpos)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        self.tally[0] += len(text)
        return self.pattern.fullmatch(text)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        self.tally[0] += min(endpos, len(text)) - pos
        return self.pattern.finditer(text, pos, endpos)

    def findall(self, text: str) -> list[Any]:
        self.tally[0] += len(text)
        return self.pattern.findall(text)

    def sub(self, new: str, text: str) -> str:
        self.tally[0] += len(text)
        return self.pattern.sub(new, text)

    def split(self, text: str) -> list[Any]:
        self.tally[0] += len(text)
        return self.pattern.split(text)


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the steps of all expressions of the recognisers are added up."""
    steps = [0]
    for module in MODULES:
        for name, value in _expressions(module):
            monkeypatch.setattr(module, name, Counted(value, steps))
    return steps


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_twice_the_steps(
    unit: str, tally: list[int], pii_rules: Ruleset, scan_of: Callable[[Document], Scan]
) -> None:
    for rule in pii_rules.rules:
        took = []
        for length in (3_000, 6_000):
            scan = scan_of(Document("t", (Segment(unit * (length // len(unit)), "body"),)))
            tally[0] = 0
            for hit in matcher_of(rule.kind)(rule, scan):
                assert hit.start < hit.end
            took.append(tally[0])
        assert took[1] <= 2.5 * took[0] + 500, rule.id


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.__name__).rpartition(".")[2])
def test_every_expression_ends(module: Any) -> None:
    for name, value in _expressions(module):
        _, widest = parser.parse(value._source, value._flags).getwidth()
        assert name in SHORT_INPUT or widest <= WIDEST, name


def test_the_expressions_are_found() -> None:
    assert sum(len(list(_expressions(module))) for module in MODULES) > 60


def _expressions(module: Any) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in list(vars(module).items()) if type(value).__name__ == "_Lazy")

"""Tables as text."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from adlint.errors import Unreadable
from adlint.extract import extract
from adlint.extract.grid import cell_label
from adlint.model import Source

Read = Callable[..., Any]


def cells(reading: Any) -> list[tuple[str, str]]:
    """Each cell's label and text."""
    return [(segment.anchors[0].place.cell, segment.text) for segment in reading.document.segments]


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("名称,卖点\n甲,乙\n", ".csv", [("1·名称", "名称"), ("1·卖点", "卖点"), ("2·名称", "甲"), ("2·卖点", "乙")]),
        ("a;b,c;d\r\n1;2\r\n", ".csv", [("1·a", "a"), ("1·b,c", "b,c"), ("1·d", "d"), ("2·a", "1"), ("2·b,c", "2")]),
        ('"a,b"\tc\n', ".csv", [("1·a,b", "a,b"), ("1·c", "c")]),
        ("a\tb,c\n", ".tsv", [("1·a", "a"), ("1·b,c", "b,c")]),
        ("a,b\n\n ,x,y\n", ".csv", [("1·a", "a"), ("1·b", "b"), ("3·b", "x"), ("3·C", "y")]),
        ("全网第一的面膜。,1\n", ".csv", [("1·A", "全网第一的面膜。"), ("1·B", "1")]),
        ("13812345678,x", ".csv", [("1·A", "13812345678"), ("1·B", "x")]),
        ('a\n"x""y\nz"w\n', ".csv", [("1·a", "a"), ("2·a", 'x"y\nzw')]),
        ('a\r b\rc"d', ".csv", [("1·a", "a"), ("2·a", "b"), ("3·a", 'c"d')]),
        ("=1+2最\n@最\n", ".csv", [("1·=1+2最", "=1+2最"), ("2·=1+2最", "@最")]),
        ("", ".csv", []),
    ],
)
def test_cells(read: Read, text: str, suffix: str, expected: list[tuple[str, str]]) -> None:
    assert cells(read(text, suffix)) == [(f"第{label.replace('·', '行·', 1)}", said) for label, said in expected]


def test_places(read: Read) -> None:
    reading = read('名称,卖点\r\n 面膜 ,"全网""第一""\r\n最佳"\r\n水,好\r\n', ".csv")
    assert reading.at("面膜") == [(2, 2, 4)]
    assert reading.at('"第一"') == [(2, 9, 14)]
    assert reading.at("最佳") == [(3, 1, 3)]
    assert reading.place("好").cell == "第3行·卖点"
    assert reading.segment("好").source_span(0, 1) == (30, 31)


def test_missing_quotation_mark_hides_nothing(read: Read) -> None:
    reading = read('名称,卖点\n甲,乙\n丙,"全网,第一\n丁,最佳\n', ".csv")
    assert reading.document.problems == (Unreadable("doc-partial", reason="unclosed-quote", line=3),)
    assert reading.texts == ["名称", "卖点", "甲", "乙", "丙", '"全网,第一', "丁,最佳"]
    assert reading.at("最佳") == [(4, 3, 5)]


@pytest.mark.parametrize(
    "text",
    [
        'n,copy\n1,"' + "多" * 150_000 + '最高级"\n',
        '"' + '""' * 100_000 + '最高级"',
        "," * 300_000 + "最高级",
        '最高级\n"' * 30_000,
    ],
    ids=["long", "quotes", "columns", "unclosed"],
)
def test_size_is_linear(text: str) -> None:
    began = time.perf_counter()
    document = extract(Source("a.csv", text.encode()))
    assert any("最高级" in segment.text for segment in document.segments)
    assert time.perf_counter() - began < 3


def test_gbk_as_excel_writes_it(read: Read) -> None:
    assert read("名称,卖点\r\n面膜,全网第一\r\n".encode("gbk"), ".csv").place("全网第一").cell == "第2行·卖点"


@pytest.mark.parametrize(("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(column: int, letter: str) -> None:
    assert cell_label(1, column) == f"第1行·{letter}"

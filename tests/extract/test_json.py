"""JSON and JSON lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from adlint.errors import Unreadable
from adlint.extract import extract
from adlint.model import Source

Read = Callable[..., Any]


def test_strings_with_kind_and_path(read: Read) -> None:
    reading = read(
        '{"title": "题", "ctaText": "买", "a/b~c": [{"alt": "图"}, ["最"]], "主标题": "二", "n": 1e5, "x": null,\n'
        ' "button": {"label": "标"}, "tags": ["甲", "乙"], "a": "一", "a": "又"}',
        ".json",
    )
    assert [(segment.kind, segment.text, segment.anchors[0].place.path) for segment in reading.document.segments] == [
        ("title", "题", "/title"),
        ("button", "买", "/ctaText"),
        ("alt", "图", "/a~1b~0c/0/alt"),
        ("body", "最", "/a~1b~0c/1/0"),
        ("title", "二", "/主标题"),
        ("body", "标", "/button/label"),
        ("body", "甲", "/tags/0"),
        ("body", "乙", "/tags/1"),
        ("body", "一", "/a"),
        ("body", "又", "/a"),
    ]
    assert reading.at("标") == [(2, 23, 24)]
    assert reading.codes == []


@pytest.mark.parametrize(
    ("member", "texts"),
    [
        ('"url": "https://a.b/最佳"', []),
        ('"imageUrl": "https:\\/\\/a.b\\/c"', []),
        ('"image": "img/a.png"', []),
        ('"ids": ["0f8fad5b-d9cb-469f-a165-70867728950e"]', []),
        ('"id": "SKU全网第一"', ["SKU全网第一"]),
        ('"link": "13812345678"', ["13812345678"]),
        ('"text": "https://a.b/c"', ["https://a.b/c"]),
        ('"最佳": 1', []),
        ('"a": "  "', []),
    ],
)
def test_addresses_are_not_copy(read: Read, member: str, texts: list[str]) -> None:
    assert read(f"{{{member}}}", ".json").texts == texts


def test_escapes(read: Read) -> None:
    reading = read('["全\\n网\\u7b2c\\"一\\/\\\\", "\\ud83d\\ude00\\udead!", "a\\qb"]', ".json")
    assert reading.texts == ['全\n网第"一/\\', "😀\ufffd!", "a\\qb"]
    assert reading.at("网第") == [(1, 6, 8)]
    assert reading.at("一") == [(1, 15, 16)]
    assert reading.segment("网").source_span(3, 4) is None
    assert reading.segment("网").source_span(5, 6) == (14, 15)


@pytest.mark.parametrize(
    ("text", "texts", "line"),
    [
        ('{"a": 1\n{"b": "最高级"}', ["最高级"], 2),
        ('{"a": "最高级"', ["最高级"], 1),
        ('{"a": "最高级', ["最高级"], 1),
        ('{"a": "最高级,\n "b": "乙"}', ["最高级,", "b", "乙"], 1),
        ('{a: \'全网 第一\', "b": "乙"}', ["a: '全网 第一',", "乙"], 1),
        ('["甲" "乙", "丙"]]', ["甲", "乙", "丙"], 1),
        ('{"甲", "b" "乙"}', ["甲", "b", "乙"], 1),
        ("全网第一\n最佳", ["全网第一", "最佳"], 1),
        ('["甲"}', ["甲"], 1),
    ],
)
def test_broken_files_are_read_and_told(read: Read, text: str, texts: list[str], line: int) -> None:
    reading = read(text, ".json")
    assert reading.texts == texts
    assert reading.document.problems == (Unreadable("doc-partial", reason="json", line=line),)


@pytest.mark.parametrize(
    "text", ["", "\n", '"最"', '{"a": "多行\n文本", "b": 1}', '{"a": 1}\n{"a": 2}', "[1e999, NaN]", "1" * 9999]
)
def test_what_is_only_unusual_is_no_problem(read: Read, text: str) -> None:
    assert read(text, ".json").codes == []


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson"])
def test_lines(read: Read, suffix: str) -> None:
    reading = read('{"t": "甲"}\r\n\n{"t": "乙\n{"t": ["丙"]}\n', suffix)
    assert reading.texts == ["甲", "乙", "丙"]
    assert reading.document.problems == (Unreadable("doc-partial", reason="json", line=3),)
    assert (reading.place("丙").line, reading.place("丙").path) == (4, "/t/0")


def test_many_broken_lines_are_told_together(read: Read) -> None:
    problems = read("[\n" * 50, ".jsonl").document.problems
    assert [problem.facts["line"] for problem in problems] == list(range(1, 22))
    assert problems[-1].facts["count"] == 30


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000 + '"最高级"' + "]" * 30_000,
        '["最高级"' + "[" * 100_000,
        '"最高级\n' * 30_000,
        '"最高级"' + '"a\nb ' * 30_000,
        '"' + "\\u0041" * 30_000 + '最高级"',
        '"最高级"' + "\\" * 100_000,
    ],
    ids=["deep", "open", "unclosed", "wrapped", "escapes", "backslashes"],
)
def test_depth_and_junk_are_linear(text: str) -> None:
    began = time.perf_counter()
    document = extract(Source("a.json", text.encode()))
    assert any("最高级" in segment.text for segment in document.segments)
    assert time.perf_counter() - began < 3

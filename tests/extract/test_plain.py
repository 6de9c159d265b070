"""Plain text, and what is asked for by suffix."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from adlint.errors import Unreadable
from adlint.extract import extract
from adlint.extract.draft import _BLANK, GAP
from adlint.model import Source

Read = Callable[..., Any]


def test_each_line_is_a_segment(read: Read) -> None:
    reading = read("\n  全网第一 \r\n\r销量\u2028最佳\x85\n\u3000\n", ".txt")
    assert reading.shown == [("body", "全网第一"), ("body", "销量\u2028最佳")]
    assert reading.at("第一") == [(2, 5, 7)]
    assert reading.at("最佳") == [(4, 4, 6)]
    assert reading.segment("第一").source_span(2, 4) == (5, 7)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_editors(read: Read, end: str) -> None:
    reading = read(end.join(["一", "", "a\x0bb\x0cc\x1ed", "二"]), ".txt")
    assert [(reading.place(word).line, word) for word in reading.texts] == [
        (1, "一"),
        (3, "a\x0bb\x0cc\x1ed"),
        (4, "二"),
    ]


def test_many_lines_are_quick() -> None:
    data = "选用最高级面料,当季新款。\n".encode() * 40_000
    began = time.perf_counter()
    assert len(extract(Source("a.txt", data)).segments) == 40_000
    assert time.perf_counter() - began < 2


def test_encoding_is_reported(read: Read) -> None:
    assert read("最高级".encode("gbk"), ".txt").document.encoding == "gb18030"
    assert read("最高级".encode("big5", "ignore") * 3, ".txt", "big5").document.encoding == "big5"


@pytest.mark.parametrize("name", ["a.yaml", "a.svg", "a.xml", "a.exe", "a"])
def test_other_formats_are_unsupported(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(Source(name, "最高级".encode()))
    assert caught.value.code == "type-unsupported"


def test_suffix_of_the_source_goes_before_its_name() -> None:
    assert extract(Source("a.md", b"# x", suffix=".TXT")).segments[0].text == "# x"


def test_white_space_is_what_python_takes_for_it() -> None:
    assert set(_BLANK) == {char for char in map(chr, range(0x110000)) if char.isspace()} | {GAP}

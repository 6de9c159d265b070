"""Strings as people see them, and masks that hold."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.text import (
    CONTROLS,
    LineIndex,
    excerpt,
    lines_of,
    mask,
    mask_all,
    mask_spans,
    pad,
    utf16_offset,
    visible,
    visible_name,
    width,
)

DIGITS = "0123456789０１２３４５６７８９①②③"
GAPS = " -　－.\u200b"
anything = st.text()
numberlike = st.text(st.sampled_from(DIGITS + GAPS + "Xx@a.京" + "*"), max_size=60)


# ------------------------------------------------------------------------------------------------ what is seen


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("全网第一", 8), ("ａ１", 4), ("e\u0301", 1), ("a\u200bb", 2), ("😀", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(pad(text, 10)) == 10
    assert pad(text, 0) == text


def test_excerpt_marks_what_it_cut() -> None:
    text = "前" * 100 + "最佳" + "后" * 100
    assert excerpt(text, 100, 102) == ("…" + "前" * 60, "最佳", "后" * 60 + "…")
    assert excerpt(text, 100, 102, around=2) == ("…前前", "最佳", "后后…")
    assert excerpt("最佳", 0, 2) == ("", "最佳", "")
    assert excerpt("长" * 300, 0, 300, around=10) == ("", "长" * 10 + "…" + "长" * 10, "")


@given(anything, st.integers(0, 50), st.integers(0, 50), st.integers(1, 9))
def test_excerpt_is_of_the_text(text: str, start: int, length: int, around: int) -> None:
    start, end = min(start, len(text)), min(start + length, len(text))
    before, hit, after = excerpt(text, start, end, around)
    assert text[:start].endswith(before.removeprefix("…") if start > around else before)
    assert text[end:].startswith(after.removesuffix("…") if len(text) - end > around else after)
    assert hit == text[start:end] or len(hit) == 2 * around + 1


@given(anything)
def test_utf16_offsets(text: str) -> None:
    units = text.encode("utf-16-le", "surrogatepass")
    assert utf16_offset(text, len(text)) * 2 == len(units)
    half = utf16_offset(text, len(text) // 2) * 2
    assert units[:half].decode("utf-16-le", "surrogatepass") == text[: len(text) // 2]


@given(st.text(st.sampled_from("ab\r\n\x0b\x0c\x85\u2028")))
def test_lines_end_as_in_editors(text: str) -> None:
    lines = list(lines_of(text))
    assert [text[start:end] for start, end, _ in lines] == re.split(r"\r\n|\r|\n", text)
    assert [number for _, _, number in lines] == list(range(1, len(lines) + 1))
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = index.at(offset)
        assert index.starts[line - 1] + column - 1 == offset
        assert line == len(index.starts) or offset < index.starts[line]


@given(st.text(st.characters()))
def test_visible_leaves_nothing_to_act_on(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not set(map(ord, shown)) & set(CONTROLS)


def test_visible_escapes() -> None:
    assert visible("a\x1b[31m\x00\x7f\x9b\u202e\ud83d\t好") == "a\\x1b[31m\\x00\\x7f\\x9b\\u202e\\ud83d\t好"
    assert visible("全网第一😀") == "全网第一😀"
    assert visible_name("文案/坏\udcff\n.md") == "文案/坏\\xff\\x0a.md"
    assert not [
        code
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code)) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        and code not in CONTROLS
    ]


# --------------------------------------------------------------------------------------------- personal data


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("13800138000", "138****8000"),
        ("138 0013 8000", "138 **** 8000"),
        ("１３８００１３８０００", "１３８****８０００"),
        ("110101190002280016", "110***********0016"),
        ("21010219050630718X", "210***********718X"),
        ("6222020000000000000", "***************0000"),
        ("zhangsan@example.com", "z*******@example.com"),
        ("ｚｓ＠ｅｘ．ｃｏｍ", "ｚ*＠ｅｘ．ｃｏｍ"),
        ("a@b.com", "*@b.com"),
        ("x@13800138000.com", "*@***********.com"),
        ("张三丰", "张**"),
        ("张", "*"),
        ("京A12345", "京****45"),
        ("E12345678", "E******78"),
        ("北京市朝阳区建国路88号3单元1201室", "北京市*****************"),
        ("138****8000", "138****8000"),
        ("", ""),
    ],
)
def test_mask(value: str, masked: str) -> None:
    assert mask(value) == masked


@given(anything | numberlike)
def test_masking_keeps_the_length_and_does_it_once(value: str) -> None:
    once = mask(value)
    assert len(once) == len(value)
    assert mask(once) == once


@given(st.text(st.sampled_from(DIGITS), min_size=6, max_size=30), st.sampled_from(["", *GAPS]))
def test_no_six_digits_of_a_number_survive(digits: str, gap: str) -> None:
    value = gap.join(digits)
    left = [char if char.isdigit() else "|" for char in mask(value).replace(gap, "") if char]
    assert not re.search(r"[^|]{6}", "".join(left))


@given(anything | numberlike)
def test_masking_a_text_keeps_the_length_and_does_it_once(text: str) -> None:
    once = mask_all(text)
    assert len(once) == len(text)
    assert mask_all(once) == once


SEEN = {
    "13800138000": "138****8000",
    "138-0013-8000": "138-****-8000",
    "1380 013 8000": "138* *** 8000",
    "1 3 8 0 0 1 3 8 0 0 0": "1 3 8 * * * * 8 0 0 0",
    "１３８００１３８０００": "１３８****８０００",
    "１３８　００１３　８０００": "１３８　****　８０００",
    "①③⑧00138000": "①③⑧****8000",
    "138\u200b0013\u200b8000": "138\u200b****\u200b8000",
    "110101190002280016": "110***********0016",
    "110101 19000228 0016": "110*** ******** 0016",
    "21010219050630718x": "210***********718x",
    "6222 0200 0000 0000 000": "**** **** **** ***0 000",
    "6222-0200-0000-0000": "****-****-****-0000",
    "4111111111111111": "************1111",
    "zhang.san@example.com": "z********@example.com",
    "ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ": "ｚ*＠ｅｘａｍｐｌｅ．ｃｏｍ",
}


@pytest.mark.parametrize("value", SEEN)
@pytest.mark.parametrize("around", ["{}", "电话{}，", "({})", "+86 {} 转1", "a{}"])
def test_what_looks_like_personal_data_is_masked(value: str, around: str) -> None:
    if around == "a{}" and (value.endswith(("x", "m", "ｍ")) or len(re.sub(r"\D", "", value)) == 18):
        return  # the letter is part of the address, or makes it an article number
    assert mask_all(around.format(value)) == around.format(SEEN[value])


@pytest.mark.parametrize(
    "text",
    [
        "热线 400-820-8820，010-62345678，0755-22345678，95588",
        "2023 2024 2025 2026 年连续获奖",
        "2026-11-11 至 2026-12-12，20261111-20261231",
        "满 100 减 20，200 减 50，300 减 80，限 1000 份",
        "版本 1.2.3，净含量 50ml，货号 A-1024",
        "@所有人 关注 @品牌官方",
        "138****8000",
        "价格 15 20 25 30 35 40 45",
    ],
)
def test_ordinary_copy_stays(text: str) -> None:
    assert mask_all(text) == text


def test_a_number_bared_by_its_masked_neighbour_is_masked_too() -> None:
    text = "138 0013 8000 1234 5678 9012 3456"
    assert "0013" not in mask_all(text) and "5678" not in mask_all(text)


def test_mask_spans() -> None:
    assert mask_spans("联系张三丰13800138000吧", [(2, 5), (5, 16)]) == "联系张**138****8000吧"
    assert mask_spans("张三丰", [(0, 99), (1, 2)]) == "张**"
    assert mask_spans("无事", []) == "无事"


@pytest.mark.parametrize(
    "text", ["1" * 300_000, "a@" * 150_000, "1 " * 150_000, "1-2" * 100_000, "13800138000 " * 25_000, "１３８" * 50_000]
)
def test_masking_takes_linear_time(text: str) -> None:
    began = time.perf_counter()
    mask_all(text)
    assert time.perf_counter() - began < 3

"""Subtitles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adlint.errors import Unreadable

Read = Callable[..., Any]

SRT = """1
00:00:01,500 --> 00:00:02,000
全网<i>第一</i>
{\\an8}次&amp;行 a<b

2
00:01:01,5 --> 00:01:02,000 X1:1
最佳
3
1:02:00.000 --> 1:03:00.000
末

空行之后
"""
VTT = """WEBVTT 片名
Kind: captions

STYLE
::cue { color: red }

NOTE adlint-ignore AD101: 已备案

开场
00:01.000 --> 00:02.000 align:start
<v 张三>全网<c.x>第一</c><00:01.500>名</v>

NOTE 无关

00:03.000 --> 00:04.000
二
"""
ASS = """[Script Info]
Title: 最佳
[Events]
Format: Start, End, Text
Dialogue: 0:00:01.50,0:00:02.00,{\\b1}全网{\\b0}第一\\N次,行\\h尾
Comment: 0:00:01.50,0:00:02.00,最佳
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subrip(read: Read, end: str) -> None:
    reading = read(SRT.replace("\n", end), ".srt")
    assert reading.shown == [("speech", text) for text in ["全网第一次&行 a<b", "最佳", "末", "空行之后"]]
    assert [reading.place(word).time for word in ("第一", "最佳", "末", "之后")] == [1.5, 61.5, 3720.0, 3720.0]
    assert reading.at("网第") == [(3, 2, 7)]
    assert reading.at("次&行") == [(4, 7, 14)]
    assert reading.codes == []


def test_webvtt(read: Read) -> None:
    reading = read(VTT, ".vtt")
    assert reading.texts == ["全网第一名", "二"]
    assert reading.place("名")[:2] == (11, 31)
    assert reading.directives == [("adlint-ignore AD101: 已备案", ["全网第一名"])]
    assert reading.codes == []


@pytest.mark.parametrize("suffix", [".ass", ".ssa"])
def test_substation(read: Read, suffix: str) -> None:
    reading = read(ASS, suffix)
    assert reading.shown == [("speech", "全网第一\n次,行 尾")]
    assert reading.place("第一").time == 1.5
    assert reading.at("全网第一") == [(5, 38, 47)]
    assert reading.codes == []


@pytest.mark.parametrize(
    ("text", "suffix", "texts", "line"),
    [
        ("随便\n写的\n", ".srt", ["随便", "写的"], 1),
        ("1\n00:00:01 -> 00:00:02\n最高级\n", ".srt", ["00:00:01 -> 00:00:02", "最高级"], 2),
        ("1\n00:00:01,0 --> 00:00:02,0\n一\n\n2\n0:1 -> 0:2\n二\n", ".srt", ["一", "0:1 -> 0:2", "二"], 6),
        ("[Events]\n最高级", ".ass", ["最高级"], 2),
        ("1\n00:00:01,000 --> 00:00:02,000\n最高级", ".ass", ["1", "00:00:01,000 --> 00:00:02,000", "最高级"], 1),
        ("Dialogue: 0,0:00:01.50,最高级\n", ".ass", ["0,0:00:01.50,最高级"], 1),
    ],
)
def test_what_is_no_cue_is_read_and_told(read: Read, text: str, suffix: str, texts: list[str], line: int) -> None:
    reading = read(text, suffix)
    assert reading.texts == texts
    assert reading.document.problems == (Unreadable("doc-partial", reason="subtitles", line=line),)


@pytest.mark.parametrize("suffix", [".srt", ".vtt", ".ass"])
def test_empty_files_are_fine(read: Read, suffix: str) -> None:
    assert read("\n", suffix).document.segments == ()
    assert read("\n", suffix).codes == []

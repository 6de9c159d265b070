"""What holds of any input: a document with true places, or Unreadable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.errors import Unreadable
from adlint.extract import MODULES

Read = Callable[..., Any]

TEXT_SUFFIXES = [".txt", ".md", ".html", ".csv", ".tsv", ".json", ".jsonl", ".srt", ".vtt", ".ass"]
#: Pieces that mean something in one of the formats.
PIECES = [
    *"全网第一最佳 \n\r\t\"'<>&;,:|*_`~#-+[](){}!\\/=.1a\u3000\u2028\x85\x0c\x00😀",
    *[
        "\r\n",
        "\n\n",
        "---\n",
        "title: ",
        "**",
        "```\n",
        "|a|b|\n|-|-|\n",
        "](http://a.b/c)",
        "https://a.b/c_d",
        "![",
        "    ",
    ],
    *[
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<li>",
        "<br>",
        "<img alt='",
        "<!--",
        "-->",
        "<code>",
    ],
    *[
        "</code>",
        "<script>",
        "</script>",
        "<title>",
        "&amp;",
        "&#31532;",
        "<!-- adlint-ignore A: r -->",
        "<a class=btn>",
        "</a>",
    ],
    *[
        '"a":',
        "\\n",
        "\\ud83d",
        "\\ude00",
        '""',
        "00:00:01,000 --> 00:00:02,000\n",
        "WEBVTT\n\n",
        "NOTE adlint-ignore A: r\n\n",
    ],
    *["Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,", "Format: Start, Text\n", "{\\an8}", "\\N"],
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(st.characters(exclude_categories=["Cs"]))


def test_all_text_formats_are_tried() -> None:
    modules = {MODULES[suffix] for suffix in TEXT_SUFFIXES}
    assert modules == {"plain", "markdown", "html", "csv", "jsonl", "subtitles"}


@pytest.mark.parametrize("suffix", TEXT_SUFFIXES)
@given(text=texts)
def test_any_text(read: Read, suffix: str, text: str) -> None:
    try:
        read(text, suffix)
    except Unreadable as error:  # hardly anything but control characters
        assert error.code == "enc-uncertain"


@given(
    data=st.binary(max_size=200),
    suffix=st.sampled_from(TEXT_SUFFIXES),
    encoding=st.sampled_from(["", "gbk", "utf-16", "utf-7"]),
)
def test_any_bytes(read: Read, data: bytes, suffix: str, encoding: str) -> None:
    try:
        read(data, suffix, encoding)
    except Unreadable as error:
        assert error.code == "enc-uncertain"


@pytest.mark.parametrize("suffix", TEXT_SUFFIXES)
@given(before=texts, after=texts)
def test_a_plain_line_is_never_lost(read: Read, suffix: str, before: str, after: str) -> None:
    text = before + "\n\n最高级面料\n\n" + after
    markup = {".md": "`~<-", ".html": "<"}.get(suffix, "")
    if any(sign in text for sign in markup):
        return  # it may have become part of code, a comment, an attribute, front matter
    try:
        reading = read(text, suffix)
    except Unreadable:
        return
    if (suffix == ".vtt" and text.startswith("WEBVTT")) or (suffix.startswith(".json") and ":" in text):
        return  # it may have become part of a header, or the name of a value
    assert any("最高级面料" in said for said in reading.texts), reading.texts

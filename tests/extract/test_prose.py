"""Markdown without marks is read without the parser, and comes out the same."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st

from adlint.extract.blocks import transcribe_markdown
from adlint.extract.lines import Sheet
from adlint.extract.markdown import _MARKED, transcribe_prose

WORDS = [
    "全网",
    "第一",
    "abc",
    "#",
    "##",
    "#######",
    "1.",
    "2)",
    "，",
    "。",
    "(",
    ")",
    "!",
    "-",
    "+",
    "😀",
    "%",
    "98%",
    "$",
    "^",
    ":",
    "{",
    "}",
    '"',
    "'",
    "/",
    "http",
    ".",
    "é",
    "—",
]
PIECES = st.sampled_from([*WORDS, " ", "  ", "\n", "\n\n", "\r\n", "\r", "# ", "###### ", "- ", "x y", "\u200b"])


@given(st.lists(PIECES, max_size=14).map("".join))
@example("# 标题\n\n正文第一行\n第二行\n\n\n## 二\n文\n# 三")
@example("正文\n# 标题\n正文")
@example("#\n全网")
@example("# \n全网")
@example("##  全网  第一")
@example("# 全网 #")
@example("\n\n全网\n\n")
@example("全网\r第一\r\nab\ncd")
@example("---\n全网\n---\n")
@example("#全网")
def test_it_is_what_the_parser_makes_of_it(text: str) -> None:
    if _MARKED.search(text):
        return
    prose, parsed = transcribe_prose(Sheet(text)), transcribe_markdown(Sheet(text))
    assert prose.segments == parsed.segments
    assert prose.directives == parsed.directives == ()


def test_most_plain_copy_takes_this_way() -> None:
    assert not _MARKED.search(
        "# 上新\n\n补水面膜全网第一，买一送一！\n电话 13800138000（微信同号）\n\n## 二、卖点\n98% 好评。\n"
    )


def test_marked_copy_does_not() -> None:
    marked = [
        "**粗**",
        "- 项",
        "1. 项",
        "> 引",
        "    码",
        "`码`",
        "[字](址)",
        "<b>",
        "&amp;",
        "http://a.b",
        "甲\n=",
        "甲  \n乙",
    ]
    for text in (*marked, "a|b"):
        assert _MARKED.search(text), text


def test_the_parser_is_not_imported_for_it() -> None:
    code = (
        "import sys; from adlint.extract import extract; from adlint.model import Source\n"
        "extract(Source('a.md', '# 甲\\n\\n乙'.encode())); print('markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

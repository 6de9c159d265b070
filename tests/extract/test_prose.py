"""Markdown of the usual marks is read without the parser, and comes out the same."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adlint.extract.blocks import transcribe_markdown
from adlint.extract.lines import Sheet
from adlint.extract.markdown import transcribe_prose

WORDS = [
    "全网",
    "第一",
    "abc",
    "，",
    "。",
    "！",
    "!",
    "(",
    ")",
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
    "é",
]
WORDS += ["http", "//", "www.", ".", "—", "“", "”", "\u200b", "\u3000", "1.5", "2026 年"]
MARKS = [
    "#",
    "##",
    "#######",
    "1.",
    "2)",
    "-",
    "+",
    "*",
    "**",
    "[",
    "]",
    "](a.png)",
    "](http://a.b/c?d=e)",
    "![",
    "`",
    "_",
]
BEGINNINGS = [
    "# ",
    "###### ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2. ",
    "3) ",
    "10. ",
    "> ",
    "    ",
    "---",
    "[全网](a) ",
    "**全网** ",
]
SPACE = [" ", "  ", "\n", "\n\n", "\r\n", "\r"]
LINES = st.tuples(
    st.sampled_from(["", *BEGINNINGS]),
    st.lists(
        st.sampled_from([*WORDS, *MARKS, "**全网**", "**abc**", "[全网](a)", "![第一](b.png)", " "]), max_size=6
    ).map("".join),
).map("".join)
TEXTS = st.one_of(
    st.lists(st.sampled_from([*WORDS, *MARKS, *BEGINNINGS, *SPACE]), max_size=14).map("".join),
    st.lists(LINES, max_size=8).map("\n".join),
)


@settings(max_examples=400)
@given(TEXTS)
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
@example("- 全网\n- 第一\n续行\n\n正文\n1. 甲\n2. 乙\n\n3. 丙")
@example("正文\n2. 项")
@example("1. 甲\n2) 乙")
@example("- 1. 甲")
@example("- # 甲")
@example("你**好**啊**全网**第**一**")
@example("**全网第一！**真好")
@example("**全网第一！**")
@example("[甲](http://a.b/c?d=e&f=g_h)[乙](/x)![图](y.png)尾")
@example("![图](y.png)\n![图二](z.png)")
@example("[甲](javascript:x) [乙](data:y)")
@example("[甲]: http://a.b")
@example("1.5 万\n12. 项")
def test_it_is_what_the_parser_makes_of_it(text: str) -> None:
    prose = transcribe_prose(Sheet(text))
    if prose is None:
        return
    parsed = transcribe_markdown(Sheet(text))
    assert prose.segments == parsed.segments
    assert prose.directives == parsed.directives == ()


@pytest.mark.parametrize(
    "text",
    [
        "# 上新\n\n补水面膜全网第一，买一送一！\n电话 13800138000（微信同号）\n\n## 二、卖点\n98% 好评。\n",
        "- 全网第一\n- **补水**面膜\n\n1. 甲\n2. [乙](https://example.com/a?b=c)\n\n![第一](图.png)".replace(
            "图.png", "a.png"
        ),
        "全场 **5 折**起！\n* 新品\n+ 旧品",
    ],
)
def test_most_copy_takes_this_way(text: str) -> None:
    assert transcribe_prose(Sheet(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "*斜*",
        "> 引",
        "    码",
        "`码`",
        "<b>",
        "&amp;",
        "http://a.b",
        "看 WWW.a.b",
        "甲\n=",
        "甲  \n乙",
        "a|b",
        "[字][址]",
        "- \n",
        "---",
    ],
)
def test_other_marks_do_not(text: str) -> None:
    assert transcribe_prose(Sheet(text)) is None


def test_the_parser_is_not_imported_for_it() -> None:
    code = (
        "import sys; from adlint.extract import extract; from adlint.model import Source\n"
        "extract(Source('a.md', '# 甲\\n\\n- **乙**'.encode())); print('markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

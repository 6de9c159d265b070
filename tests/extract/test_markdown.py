"""Markdown: what a reader sees, exactly where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adlint.extract import blocks
from adlint.extract.inline import Misplaced

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# 标题\n\n正文", [("title", "标题"), ("body", "正文")]),
        ("标题\n---\n", [("title", "标题")]),
        ("## 关于 C# ##\n", [("title", "关于 C#")]),
        ("全网**第一**，*最*佳", [("body", "全网第一，最佳")]),
        ("~~原价~~ ***最***低", [("body", "原价 最低")]),
        ("一行\n  二行  \n三行\\\n四行", [("body", "一行二行\n三行\n四行")]),
        ("- 项一\n- 项二\n  续\n\n1. 一\n", [("body", "项一"), ("body", "项二续"), ("body", "一")]),
        ("> 引用\n> 次行\n续行", [("body", "引用次行续行")]),
        ("全网\nNo.1\n第一，\n好", [("body", "全网\nNo.1\n第一，好")]),
        ("5 \\* 3 &gt; 2 &amp;&#31532;一", [("body", "5 * 3 > 2 &第一")]),
        ("\\全网 a\\.b", [("body", "\\全网 a.b")]),
        ("见[这里](http://a.b/最佳)。", [("body", "见这里。")]),
        ("[全网](u)第一", [("body", "全网第一")]),
        ("[x][r] 和 [r]\n\n[r]: http://a.b", [("body", "x 和 r")]),
        ("前 <https://a.b/最> 后", [("body", "前 \ufffc 后")]),
        ("看https://a.b/c_d_e?x=1最佳 www.a.cn/x", [("body", "看\ufffc最佳")]),
        ("用 `最佳` 命令", [("body", "用 \ufffc 命令")]),
        ("`最佳`", []),
        ("```\n最佳\n```\n\n    最佳\n", []),
        ("```py\n最佳\n", [("body", "最佳")]),
        ("<!-- 最佳 -->\n", []),
        ("<b title='提示'>全网</b>第一<br>次", [("body", "全网第一\n次"), ("alt", "提示")]),
        ("<div>块<b>内</b></div>\n", [("body", "块内")]),
        ("<script>\nvar a = '最佳';\n</script>\n", []),
        ("![图 *片*](a.png '提示')", [("alt", "图 片"), ("alt", "提示")]),
        ("前![图`码`<i>![内](b)](a)后", [("body", "前\ufffc后"), ("alt", "图`码`<i>内")]),
        ('[字](u "提\\"示")', [("body", "字"), ("alt", '提"示')]),
        ("数据[^1]\n\n[^1]: 全网第一", [("body", "数据[^1]"), ("body", "全网第一")]),
        ("[备注]: 全网第一", [("body", "[备注]: 全网第一")]),
        ("***\n\n* * *\n", []),
        ("\u3000\u3000缩进\n\u3000\n", [("body", "缩进")]),
    ],
)
def test_what_is_copy(read: Read, text: str, shown: list[tuple[str, str]]) -> None:
    assert read(text, ".md").shown == shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places(read: Read, end: str) -> None:
    lines = ["# 面膜**第一** #", "", "> - 全网", ">   *第一*&amp;最佳", "", "销量  ", "\t最高级"]
    reading = read(end.join(lines), ".md")
    assert reading.at("面膜第一") == [(1, 3, 9)]
    assert reading.at("全网第一") == [(3, 5, 7), (4, 6, 8)]
    assert reading.at("&最佳") == [(4, 9, 16)]
    assert reading.at("最高级") == [(7, 2, 5)]
    assert reading.segment("最佳").source_span(2, 4) is not None
    assert reading.segment("第一").source_span(0, 4) is None  # marks stand in between


def test_table(read: Read) -> None:
    reading = read("> | 名称 | 卖点 |\n> |:--|--|\n> | a\\|b | 全**网** | 多余 |\n> 第二 | `x`\n", ".md")
    assert reading.shown == [("cell", text) for text in ["名称", "卖点", "a|b", "全网", "多余", "第二"]]
    assert [reading.place(text).cell for text in reading.texts] == [
        "表格第1行·名称",
        "表格第1行·卖点",
        "表格第2行·名称",
        "表格第2行·卖点",
        "表格第2行·C",
        "表格第3行·名称",
    ]
    assert reading.at("a|b") == [(3, 5, 9)]
    assert reading.at("全网") == [(3, 12, 16)]


def test_front_matter(read: Read) -> None:
    text = """---
title: 全网第一  # 注释
description: "最佳面膜"
date: 2026-01-01
slug: zui-jia
cover: img/最.png
tags: [销量第一, '好']
seo:
  headline: |
    第一行
    第二行
  body: >-
    折叠
    两行
escaped: "\\u6700佳"
draft: true
---
# 正文
"""
    reading = read(text, ".md")
    assert reading.shown == [
        ("title", "全网第一"),
        ("body", "最佳面膜"),
        ("body", "img/最.png"),
        ("body", "销量第一"),
        ("body", "好"),
        ("title", "第一行\n第二行"),
        ("body", "折叠 两行"),
        ("body", "最佳"),
        ("title", "正文"),
    ]
    assert [reading.place(word).path for word in ("全网第一", "销量第一", "第二行")] == [
        "/title",
        "/tags/0",
        "/seo/headline",
    ]
    assert reading.at("全网第一") == [(2, 8, 12)]
    assert reading.at("第二行") == [(11, 5, 8)]
    assert reading.at("正文") == [(18, 3, 5)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("---\ntitle: 面膜: 第一\ndate: 2026\nslug: x\n---\n文", [("title", "面膜: 第一"), ("body", "文")]),
        ("---\n全网第一\n---\n", [("title", "全网第一")]),
        ("---\ntitle: 第一\n", [("body", "title: 第一")]),
        ("---\na: " + "[" * 3000 + "\nb: 最佳\n---\n", [("body", "[" * 3000), ("body", "最佳")]),
        ('---\na: "\\U99999999"\nb: 最佳\n---\n', [("body", '"\\U99999999"'), ("body", "最佳")]),
        ("---\n---\n最佳", [("body", "最佳")]),
    ],
)
def test_broken_front_matter(read: Read, text: str, shown: list[tuple[str, str]]) -> None:
    assert read(text, ".md").shown == shown


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("<!-- adlint-ignore A: r -->\n甲\n\n乙", ["甲"]),
        ("甲\n\n<!-- adlint-ignore A: r -->\n\n# 乙\n\n丙", ["乙"]),
        ("<!-- adlint-ignore A: r -->\n\n- 甲\n  - 乙\n\n  丙\n- 丁", ["甲", "乙", "丙"]),
        ("- 甲\n- <!-- adlint-ignore A: r -->\n  乙\n- 丙", ["乙"]),
        ("<!-- adlint-ignore A: r -->\n\n| 甲 |\n|--|\n| 乙 |\n\n丙", ["甲", "乙"]),
        ("<!-- adlint-ignore A: r -->\n> 甲\n>\n> 乙\n\n丙", ["甲", "乙"]),
        ("甲 <!-- adlint-ignore A: r --> 乙![丙](x)\n\n丁", ["甲  乙", "丙"]),
        ("甲\n<!-- adlint-ignore A: r -->\n乙", ["乙"]),
        ("<!-- adlint-ignore A: r -->\n```\n码\n```\n\n甲", []),
        ("<!-- adlint-ignore A: r --> 甲\n\n乙", ["甲"]),
        ("<!-- adlint-ignore A: r -->\n<div><p>甲</p><p>乙</p></div>", ["甲"]),
        ("甲\n\n<!-- adlint-ignore A: r -->", []),
    ],
)
def test_directives(read: Read, text: str, stands_for: list[str]) -> None:
    assert read(text, ".md").directives == [("adlint-ignore A: r", stands_for)]


def test_ranges(read: Read) -> None:
    text = "甲\n\n<!-- adlint-ignore-start A: r -->\n乙\n\n丙\n\n<!-- adlint-ignore-end -->\n"
    text += "丁 <!-- adlint-ignore-file A: r -->"
    reading = read(text, ".md")
    assert [(item.text, item.first, item.last) for item in reading.document.directives] == [
        ("adlint-ignore-start A: r", 1, 1),
        ("adlint-ignore-end", 3, 3),
        ("adlint-ignore-file A: r", 3, 3),
    ]
    assert reading.document.directives[0].place[:2] == (3, 1)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 400 + " 最高级",
        "".join("  " * depth + "- 层\n" for depth in range(90)) + "  " * 90 + "最高级",
        "```\n码\n\n最高级\n",
        "- ```\n  码\n\n最高级\n",
        "[" * 500 + "最高级",
        "*" * 500 + "最高级" + "*" * 500,
        "<!-- 最高级",
    ],
)
def test_nothing_is_lost(read: Read, text: str) -> None:
    assert any("最高级" in said for said in read(text, ".md").texts)


def test_misplaced_marks_stay_in_the_text(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise Misplaced

    monkeypatch.setattr(blocks, "runs_of", fail)
    reading = read("一\n\n全网**第一**\n\n| *名* |\n|--|\n", ".md")
    assert reading.texts == ["一", "全网**第一**", "*名*"]
    assert reading.at("第一") == [(3, 5, 7)]


def test_unknown_places_fall_back_to_the_line(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "trail_of_lines", lambda *_: None)
    reading = read("一\n\n全网*第一*", ".md")
    assert reading.texts == ["一", "全网*第一*"]
    assert (reading.place("全网").line, reading.place("全网").column) == (3, None)

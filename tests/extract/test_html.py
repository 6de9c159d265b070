"""Web pages: what is copy, of which kind, and exactly where."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from adlint.extract import extract
from adlint.extract.references import reference_at
from adlint.model import Source

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全网第一", [("body", "全网第一")]),
        ("<p>全网<b>第</b><i>一</i></p>", [("body", "全网第一")]),
        ("<p>甲<p>乙<div>丙", [("body", "甲"), ("body", "乙"), ("body", "丙")]),
        ("<p>a  b\n\t c <br> d</p>", [("body", "a b c \nd")]),
        ("<p>全<o:p>网</o:p><x-y>第</x-y>一<unknown>次", [("body", "全网第一"), ("body", "次")]),
        ("&lt;第&#19968;&#x4e00;&amp;&nbsp;x&notit;&foo; & &#0;", [("body", "<第一一&\xa0x¬it;&foo; & \ufffd")]),
        ("<title>题</title><h1>一</h1><h6>二</h6>", [("title", "题"), ("title", "一"), ("title", "二")]),
        ("<button>买</button><a class='x btn-y'>抢</a><a>文</a>", [("button", "买"), ("button", "抢"), ("body", "文")]),
        ("<input type=submit value=买><input value=x>", [("button", "买")]),
        ("<p>前<a class=btn>买</a>后", [("body", "前"), ("button", "买"), ("body", "后")]),
        ("<img alt='图&amp;片' src=x><input placeholder=填>", [("alt", "图&片"), ("alt", "填")]),
        ("<p title=提>文<span aria-label='说'>字</span>", [("body", "文字"), ("alt", "提"), ("alt", "说")]),
        ("<figure><figcaption>说明</figcaption></figure>", [("caption", "说明")]),
        ("<meta name=description content='描述'><meta name=x content=y>", [("body", "描述")]),
        ("<META PROPERTY='og:title' CONTENT='标题'>", [("body", "标题")]),
        ("<select><option>一<option>二</select>", [("body", "一"), ("body", "二")]),
        ("<ul><li>一<li>二<ul><li>三</ul>四</ul>", [("body", "一"), ("body", "二"), ("body", "三"), ("body", "四")]),
        ("<script>var a='<p>最佳'</script><style>p{}</style>甲<template>乙</template>", [("body", "甲")]),
        ("全网<script>x</script>第一", [("body", "全网第一")]),
        ("<pre>乙</pre><noscript>甲</noscript>", [("body", "甲")]),
        ("用 <code>乙</code> 全网<kbd>x</kbd>第一", [("body", "用 \ufffc 全网\ufffc第一")]),
        ("全<img src=x>网", [("body", "全\ufffc网")]),
        ("<p hidden>甲</p><p style='display:none'>乙</p>", [("body", "甲"), ("body", "乙")]),
        ("甲<!-- 乙 --><!--><!---><!DOCTYPE 丙><?xml 丁?>", [("body", "甲")]),
        ("<textarea>甲<b>乙</textarea>", [("body", "甲<b>乙")]),
        ("价格<100元 a<b全 x < y", [("body", "价格<100元 a<b全 x < y")]),
    ],
)
def test_what_is_copy(read: Read, text: str, shown: list[tuple[str, str]]) -> None:
    assert read(text, ".html").shown == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲<!-- 乙<br>", ["甲 乙"]),
        ("<script>甲", ["甲"]),
        ("<p><code>甲<p>乙<p><code>丙</code>丁", ["乙", "丁"]),
        ("<code>甲", ["甲"]),
        ("甲<p class='乙", ["甲<p class='乙"]),
        ('<p title="甲>乙</p>丙', ["乙", "甲", "丙"]),
        ("<i a='>' 甲", ["' 甲"]),
        ("<h1 甲>乙", ["乙"]),
        ("</p 甲></b>乙", ["乙"]),
        ("<title>甲", ["甲"]),
        ("<table><td>甲</p><td>乙</table>丙", ["甲", "乙", "丙"]),
    ],
)
def test_broken_pages_lose_nothing(read: Read, text: str, words: list[str]) -> None:
    assert read(text, ".html").texts == words


def test_places(read: Read) -> None:
    reading = read('<h1>面膜</h1>\r\n<p class="x">全网<b>第一</b>&amp;\r\n 最佳<img alt="提示 语"></p>', ".html")
    assert reading.at("面膜") == [(1, 5, 7)]
    assert reading.at("全网第一") == [(2, 14, 21)]
    assert reading.at("& 最佳") == [(2, 25, 31), (3, 2, 4)]
    assert reading.at("提示") == [(3, 14, 16)]
    assert reading.segment("全网").source_span(0, 2) == (26, 28)
    assert reading.segment("全网").source_span(0, 4) is None


def test_table(read: Read) -> None:
    reading = read(
        "<table><caption>表</caption><thead><tr><th>名称<th>卖点<tbody>"
        "<tr><td rowspan=2>甲<td>全<b>网</b><td>多<tr><td><table><tr><td>内</table>外</table>后",
        ".html",
    )
    assert [(kind, text, reading.place(text).cell) for kind, text in reading.shown] == [
        ("caption", "表", None),
        ("cell", "名称", "表格第1行·A"),
        ("cell", "卖点", "表格第1行·B"),
        ("cell", "甲", "表格第2行·名称"),
        ("cell", "全网", "表格第2行·卖点"),
        ("cell", "多", "表格第2行·C"),
        ("cell", "内", "表格第1行·A"),
        ("cell", "外", "表格第3行·卖点"),
        ("body", "后", None),
    ]


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("<!-- adlint-ignore A: r --><p>甲<br>乙</p><p>丙", ["甲\n乙"]),
        ("<!-- adlint-ignore A: r --><div><div>甲</div>乙</div>", ["甲"]),
        ("<p>甲</p><!--adlint-ignore A: r--><ul><li>乙<p>丙</p><li>丁</ul>", ["乙", "丙"]),
        ("<!-- adlint-ignore A: r --><table><tr><td>甲<td>乙</table>丙", ["甲", "乙"]),
        ("<p>甲<a class=btn>乙</a><!-- adlint-ignore A: r -->丙</p>丁", ["甲", "乙", "丙"]),
        ("<div>甲<!-- adlint-ignore A: r --><img alt=乙>丙</div>丁", ["甲\ufffc丙", "乙"]),
        ("<!-- adlint-ignore A: r --><p></p><p>甲", []),
        ("甲<!-- adlint-ignore A: r -->", ["甲"]),
    ],
)
def test_directives(read: Read, text: str, stands_for: list[str]) -> None:
    assert read(text, ".htm").directives == [("adlint-ignore A: r", stands_for)]


def test_ranges(read: Read) -> None:
    reading = read("<p>甲<!-- adlint-ignore-start A --></p><p>乙<!-- adlint-ignore-end --></p>丙", ".html")
    assert [(item.first, item.last) for item in reading.document.directives] == [(0, 0), (2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 60_000 + "最高级",
        "<p>最高级</p>" + "<i " * 80_000,
        "<p>最高级</p>" + '<i a=">" ' * 20_000,
        "最高级" + "<i " * 40_000 + '">"',
        "<p>最高级" + "<!--" * 50_000,
        "<p>最高级" + "<script>" * 20_000,
        "<li>" * 10_000 + "最高级",
        "<table><tr><td>" * 5_000 + "最高级",
        "最高级" + "<td rowspan=999 colspan=999>" * 5_000,
        "最高级" + "&" * 100_000 + "<" * 100_000 + ">",
        "<h1>" * 10_000 + "最高级" + "</h1></td>" * 10_000,
        "最高级" + " \n" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_depth_and_junk_are_linear(text: str) -> None:
    began = time.perf_counter()
    document = extract(Source("a.html", text.encode()))
    assert any("最高级" in segment.text for segment in document.segments)
    assert time.perf_counter() - began < 3


def test_charset_of_the_page_is_not_believed(read: Read) -> None:
    page = "<meta charset={}><p>当季新款，选用最高级面料</p>"
    assert read(page.format("gbk").encode(), ".html").document.encoding == "utf-8"
    assert read(page.format("utf-8").encode("gbk"), ".html").texts == ["当季新款，选用最高级面料"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("&amp;", ("&", 5)),
        ("&ampx", ("&", 4)),
        ("&#65", ("A", 4)),
        ("&#x41;x", ("A", 6)),
        ("&#xD800;", ("\ufffd", 8)),
        ("&#1;", ("", 4)),
        ("&CounterClockwiseContourIntegral;", ("∳", 33)),
        ("&#" + "9" * 5000 + ";", ("\ufffd", 22)),
        ("&x", None),
        ("&", None),
    ],
)
def test_references(text: str, meaning: tuple[str, int] | None) -> None:
    assert reference_at(text, 0, len(text)) == meaning

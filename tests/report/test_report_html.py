"""The page: whole, inert, and the same for the same report."""

from __future__ import annotations

import re
import time
from html import unescape
from html.parser import HTMLParser

from report_samples import LONG, MAIN, everything, finding

from adlint.finding import Report, Severity, Status
from adlint.model import Place
from adlint.report import Options, render

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects what a test asks about; fails where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: list[str] = []
        self.outside: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name in ("src", "srcset", "action", "style") or name.startswith("on"):
                self.outside.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marked.append(data)


def page(report: Report, options: Options) -> tuple[str, Page]:
    text = render(report, "html", options).decode()
    return text, Page(text)


def test_it_is_whole_and_leads_nowhere_else(report: Report, options: Options) -> None:
    text, read = page(report, options)
    assert len(read.ids) == len(set(read.ids))
    assert read.links and all(link.startswith("#") and link[1:] in read.ids for link in read.links)
    assert not read.outside
    assert not re.search(r"url\(|@import|https?://|<link|<img|<iframe", text)


def test_its_policy_lets_nothing_else_run(report: Report, options: Options) -> None:
    text, _ = page(report, options)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    [nonce] = set(re.findall(r'nonce="([^"]+)"', text))
    allowed = f"style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'"
    assert unescape(policy) == f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    other, _ = page(Report(), options)
    assert nonce not in other


def test_markup_in_the_copy_is_shown_not_run(report: Report, options: Options) -> None:
    text, _ = page(report, options)
    assert "<svg" not in text and "<script>" not in text and text.count("<script") == 1
    assert "&lt;svg onload=alert(1)&gt;" in text


def test_every_hit_is_marked_in_its_copy(report: Report, options: Options) -> None:
    _, read = page(
        report._replace(findings=tuple(item for item in report.findings if "PI" not in item.rule_id)), options
    )
    marked = "".join(read.marked)
    for word in ("全网第一", "98%的用户", "第一夫人", "国家级", "销量冠军", "顶级", "最强", "全球领先"):
        assert word in marked


def test_a_hit_inside_another(options: Options) -> None:
    outer = finding(MAIN, "销量全网第一", severity=Severity.WARNING, line=1)
    inner = finding(MAIN, "全网第一", line=1)
    text, read = page(Report((outer, inner)), options)
    assert "".join(read.marked) == "销量全网第一"
    assert text.count('class="segment"') == 1
    assert '<mark class="lv1" data-of="1">' in text and '<mark class="lv2" data-of="1 2">' in text


def test_the_same_words_in_two_paragraphs_are_two_segments(options: Options) -> None:
    twice = tuple(finding(MAIN, "全网第一", line=line) for line in (1, 7))
    text, _ = page(Report(twice), options)
    assert text.count('class="segment"') == 2


def test_of_a_book_only_what_is_near_a_hit(options: Options) -> None:
    text, _ = page(Report((finding(LONG, "全球领先", places=(Place(page=3),)),)), options)
    assert text.count("夏") == 500 and text.count("冬") == 499 and text.count("<i>…</i>") == 2


def test_let_stand_is_told_with_its_reason(options: Options) -> None:
    waived = finding(MAIN, "全网第一", status=Status.WAIVED, reason="有<证>书")
    text, _ = page(Report((waived,)), options)
    assert "有&lt;证&gt;书" in text and "adlint-ignore AD101" not in text
    assert "adlint-ignore AD101" in page(Report((waived._replace(status=Status.OPEN),)), options)[0]


def test_clean_page_has_nothing_to_filter(clean: Report, options: Options) -> None:
    text, read = page(clean, options)
    assert 'class="filters"' not in text and "verdict verdict-pass" in text
    assert "没有问题.md" in text and not read.marked


def test_thousands_of_findings(options: Options) -> None:
    report = everything()
    many = report._replace(findings=report.findings * 100 + (finding(MAIN * 50, "全网第一"),) * 500)
    began = time.perf_counter()
    text, read = page(many, options)
    assert len(read.ids) == len(set(read.ids))
    assert time.perf_counter() - began < 8
    assert len(text) < 6_000_000

"""The stanzas of pii.yaml: examples, clean suggestions, confusable numbers, long texts, the whole pipeline."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from adlint.finding import Candidate
from adlint.match import matcher_of
from adlint.match.scan import Scan
from adlint.model import Document, Segment
from adlint.rules.ruleset import Ruleset

Find = Callable[[str, Document], list[Candidate]]
Found = Callable[..., list[tuple[str, str]]]

IDS = [f"PI1{number:02}" for number in range(1, 15)]


def _document(text: str) -> Document:
    return Document("t", (Segment(text, "body"),))


def _spans(hits: list[Candidate]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits]


def test_the_ids_are_these(pii_rules: Ruleset) -> None:
    assert [rule.id for rule in pii_rules.rules] == IDS
    assert {rule.category for rule in pii_rules.rules} == {"pii"}


@pytest.mark.parametrize("rule_id", IDS)
def test_bad_examples_are_found_to_the_character(rule_id: str, pii_rules: Ruleset, candidates: Find) -> None:
    for example in pii_rules.rule_of(rule_id).bad:
        text, marked, taken = re.sub(r"\[\[|\]\]", "", example), [], 0
        for match in re.finditer(r"\[\[(.*?)\]\]", example):
            marked.append((match.start() - taken, match.start() - taken + len(match[1])))
            taken += 4
        assert _spans(candidates(rule_id, _document(text))) == marked, example


@pytest.mark.parametrize("rule_id", IDS)
def test_good_examples_and_suggestions_are_clean(rule_id: str, pii_rules: Ruleset, candidates: Find) -> None:
    rule = pii_rules.rule_of(rule_id)
    assert len(rule.good) > 3 < len(rule.bad)
    for text in rule.good:
        assert candidates(rule_id, _document(text)) == [], text
    for suggestion in rule.suggest:
        for other in IDS:
            assert candidates(other, _document(suggestion.text)) == [], suggestion.text


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("身份证110101190002280016", "PI102"),
        ("信用代码 123205004660000024", ""),
        ("设备IMEI：356938035643809", "PI110"),
        ("银行卡378282246310005", "PI103"),
        ("时间戳1380013800000", ""),
        ("订单号20241380013800012", ""),
        ("护照E12345678", "PI106"),
        ("型号E12345678", ""),
        ("国药准字Z20090000", ""),
        ("国食健注G20190123", ""),
        ("卫妆特字（2010）第1234号", ""),
        ("专利号：ZL201410123456.7", ""),
        ("广审号：京械广审（文）第240101-00001号", ""),
        ("京ICP备12345678号-1 京公网安备11010502030000号", ""),
        ("执行标准GB/T 23347-2009", ""),
        ("预售许可证：京房售证字(2024)123号", ""),
        ("坐标116.397128,39.916527", ""),
        ("ISBN 978-7-111-12345-6", ""),
        ("条形码6901234567892", ""),
        ("股票代码600519，基金代码110011", ""),
        ("价格13800元，面积138㎡，好评率99.99%", ""),
        ("2024年11月11日 20:00-24:00，2024-11-11 13:45:30", ""),
        ("版本1.38.0013，v13.8.0.13", ""),
        ("中奖号码：13 18 19 22 26 31", ""),
        ("服务器 192.0.2.1", ""),
    ],
)
def test_numbers_are_not_confused(text: str, rule_id: str, found: Found) -> None:
    assert [other for other in IDS if found(other, text)] == ([rule_id] if rule_id else [])


LONG = 300_000


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "138",
        "1 3 ",
        "1380013800",
        "1️⃣",
        "一",
        "l3oo ",
        "a@",
        "@a.",
        "@" + "a" * 62,
        " ",
        "6222 ",
        "11010119000228001",
        "110101190002280010 ",
        "微信",
        "微信a",
        "qq1",
        "京a",
        "护照e1",
        "姓名李",
        "小区路1号",
        "1\u200b",
        "imei:",
        "http://1",
        "12-",
    ],
)
def test_long_texts_are_done(piece: str, pii_rules: Ruleset, scan_of: Callable[[Document], Scan]) -> None:
    scan = scan_of(_document(piece * (LONG // len(piece))))
    for rule in pii_rules.rules:
        for hit in matcher_of(rule.kind)(rule, scan):
            assert 0 <= hit.start < hit.end <= LONG


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "中奖名单公布：王女士，手机13800138000，身份证11010519491231002X",
            {"13800138000", "11010519491231002X"},
        ),
        ("你好，请联系我 13800138000 或发邮件到 private@test.com。", {"13800138000", "private@test.com"}),
        ("居民张三的身份证号11010519491231002X，手机号138 0013 8000", {"张三", "11010519491231002X", "138 0013 8000"}),
        ("感谢顾客李**授权，完整病历与联系电话13912345678见下图", {"13912345678"}),
        ("客服热线400-820-8820，商务合作bd@brand.com", set()),
    ],
)
def test_the_whole_pipeline_tells_and_masks(text: str, words: set[str], linter: Any) -> None:
    report = linter.check_text(text)
    told = [finding for finding in report.findings if finding.category == "pii"]
    assert {finding.text for finding in told if finding.severity.value in ("error", "warning")} == words
    assert all(finding.text not in finding.message for finding in told)


@pytest.mark.parametrize(
    ("rule_id", "unit"),
    [
        ("PI104", "lily{}@163.com"),
        ("PI105", "京A8F6K{}"),
        ("PI107", "微信：lily_{}{}{}"),
        ("PI101", "1380013800{}"),
    ],
)
def test_five_of_one_sort_are_a_list_of_people(rule_id: str, unit: str, found: Found) -> None:
    lines = [unit.replace("{}", str(digit)) for digit in range(1, 6)]
    assert {severity for _, severity in found(rule_id, *lines[:4])} == {"warning"}
    assert {severity for _, severity in found(rule_id, *lines)} == {"error"}
    assert {severity for _, severity in found(rule_id, *[lines[0]] * 5)} == {"warning"}

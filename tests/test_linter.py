"""The pipeline for one source: offsets, confidence, limits, problems, threads."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import adlint
from adlint import match
from adlint.confirm.trace import Trace
from adlint.errors import Misconfigured, Unreadable
from adlint.finding import Exemption, Rule, Severity, Status
from adlint.linter import MOST_FINDINGS, Linter
from adlint.model import Document, Segment, Source
from adlint.rules import expression
from adlint.rules.ruleset import Ruleset
from adlint.settings import Settings

Make = Callable[..., Rule]
Doc = Callable[..., Document]
Write = Callable[..., Path]

TEXT = "第一行没有问题。\n😀补水面膜全网第一，好评率98%\r\n\r\n最后一行：国家级\r尾"


@pytest.fixture
def lint(rule: Make) -> Callable[..., Linter]:
    """A function that makes a linter of rules with some settings; without rules, one for 最佳."""

    def make(*rules: Rule, **settings: Any) -> Linter:
        ours = rules or (rule("XX101", terms=("最佳",)),)
        parts = {key: settings.pop(key) for key in ("exemptions", "evidence") if key in settings}
        return Linter(Ruleset(ours, **parts), Settings(**settings))

    return make


Lint = Callable[..., Linter]


# -------------------------------------------------------------------------------------------------- where and what


def test_offsets_and_places_in_text_of_several_lines(linter: Linter) -> None:
    report = linter.check_text(TEXT, "稿")
    assert [(item.rule_id, item.text, item.place.line, item.place.column) for item in report.findings] == [
        ("AD103", "全网第一", 2, 6),
        ("AD201", "好评率98%", 2, 11),
        ("AD101", "国家级", 4, 6),
    ]
    for item in report.findings:
        assert item.text == item.segment_text[item.start : item.end] == TEXT[item.start : item.end]
        assert item.segment_text == TEXT
        assert item.source == "稿"
        assert item.source_span == (item.start, item.end)
        assert item.place.end_column == item.place.column + len(item.text)


def test_words_over_a_line_break_have_two_places(lint: Lint, rule: Make) -> None:
    [item] = lint(rule(kind="patterns", patterns=("全国\n第一",))).check_text("是全国\n第一名").findings
    assert [(place.line, place.column, place.end_column) for place in item.places] == [(1, 2, 5), (2, 1, 3)] or [
        (place.line, place.column) for place in item.places
    ] == [(1, 2), (2, 1)]
    assert item.source_span is None


def test_a_finding_carries_what_the_rule_says(lint: Lint, rule: Make) -> None:
    ours = rule(
        "XX101",
        name="best",
        terms=("最佳",),
        severity=Severity.WARNING,
        law=("法一", "法二"),
        confidence=0.7,
        message={"zh": "“{text}”不行", "en": "“{text}” will not do"},
    )
    [item] = lint(ours).check_text("最佳").findings
    assert (item.rule_id, item.rule_name, item.category) == ("XX101", "best", "custom")
    assert (item.severity, item.confidence, item.law) == (Severity.WARNING, 0.7, ("法一", "法二"))
    assert (item.message, item.status, item.kind) == ("“最佳”不行", Status.OPEN, "body")
    assert lint(ours, lang="en").check_text("最佳").findings[0].message == "“最佳” will not do"


def test_messages_are_no_format_strings(lint: Lint, rule: Make) -> None:
    message = {"zh": "{text} {0} {text.__class__} {missing} %s {", "en": ""}
    [item] = lint(rule(terms=("最佳",), message=message)).check_text("最佳").findings
    assert item.message == "最佳 {0} {text.__class__} {missing} %s {"


def test_copy_that_looks_like_a_fact_is_not_filled_in(lint: Lint, rule: Make) -> None:
    from adlint.finding import Evidence

    ours = rule(
        kind="patterns",
        patterns=(r"98%.{0,12}满意",),
        evidence=("source",),
        message={"zh": "{text}：{missing}", "en": ""},
    )
    kinds = {"source": Evidence("source", {"zh": "缺出处", "en": ""}, ("来源",))}
    [item] = lint(ours, evidence=kinds).check_text("98%{missing}满意").findings
    assert item.message == "98%{missing}满意：缺出处"


def test_hidden_characters_are_told(linter: Linter) -> None:
    plain, hidden = linter.check_text("国家级工艺").findings + linter.check_text("国\u200b家级工艺").findings
    assert hidden.text == "国\u200b家级"
    assert len(hidden.message) > len(plain.message) + 1


def test_findings_stand_in_the_order_of_the_copy(linter: Linter) -> None:
    findings = linter.check_text("顶级，国家级，第一品牌，最低价，好评率98%" * 3).findings
    assert [item.start for item in findings] == sorted(item.start for item in findings)
    assert len(findings) == 15


def test_rules_for_kinds_of_segments(lint: Lint, rule: Make) -> None:
    linter = lint(rule(terms=("最佳",), where=("title", "button")))
    assert [len(linter.check_text("最佳", kind=kind).findings) for kind in ("title", "body", "button")] == [1, 0, 1]


def test_fingerprints_survive_moved_lines(linter: Linter) -> None:
    here, there = (linter.check_text(text).findings[0] for text in ("国家级工艺", "前言。\n\n另起：国家级设备"))
    other = linter.check_text("最佳工艺").findings[0]
    assert here.fingerprint == there.fingerprint != other.fingerprint
    assert here.fingerprint.startswith("1:")


def test_the_fingerprint_of_personal_data_is_not_that_of_the_number(lint: Lint, rule: Make) -> None:
    linter = lint(rule(kind="patterns", patterns=("1[3-9][0-9]{9}",), category="pii"))
    one, two, other = (
        linter.check_text(text).findings[0]
        for text in ("客服电话13800138000咨询", "客服电话13900139111咨询", "老板手机13800138000来电")
    )
    assert one.fingerprint == two.fingerprint != other.fingerprint
    assert "13800138000" not in one.message


def test_personal_data_is_named_in_every_finding_of_its_segment(lint: Lint, rule: Make, document: Doc) -> None:
    phone = rule("XX102", kind="patterns", patterns=("1[3-9][0-9]{9}",), category="pii")
    report = lint(rule("XX101", terms=("最佳",)), phone).check_document(document("最佳，13800138000", "最佳"))
    assert [item.secrets for item in report.findings] == [((3, 14),), ((3, 14),), ()]


# ------------------------------------------------------------------------------------------ doubt, strict, severity


def test_doubtful_findings_are_counted_and_shown_with_strict(lint: Lint, rule: Make) -> None:
    doubt = Exemption("疑问", ("XX",), {"zh": "疑"}, after=("吗",), effect="doubt")
    ours = rule(terms=("最佳",))
    report = lint(ours, exemptions=(doubt,)).check_text("最佳吗，最佳")
    assert ([item.start for item in report.findings], report.doubtful) == ([4], 1)
    assert report.summary["doubtful"] == 1
    report = lint(ours, exemptions=(doubt,), strict=True).check_text("最佳吗，最佳")
    assert ([item.start for item in report.findings], report.doubtful) == ([0, 4], 0)
    assert report.findings[0].confidence <= 0.3


def test_settings_choose_rules_and_severities(shipped_rules: Ruleset) -> None:
    text = "国家级，全网第一，好评率98%"

    def found(**settings: Any) -> list[tuple[str, str]]:
        report = Linter(shipped_rules, Settings(**settings)).check_text(text)
        return [(item.rule_id, item.severity.value) for item in report.findings]

    assert found() == [("AD101", "error"), ("AD103", "error"), ("AD201", "warning")]
    assert found(select=("AD2",)) == [("AD201", "warning")]
    assert found(ignore=("AD1",)) == [("AD201", "warning")]
    assert found(select=("statutory-superlative",)) == [("AD101", "error")]
    assert found(severity={"AD1": "info", "AD103": "warning"}) == [
        ("AD101", "info"),
        ("AD103", "warning"),
        ("AD201", "warning"),
    ]
    with pytest.raises(Misconfigured):
        found(select=("AD999",))


def test_verdicts(lint: Lint, rule: Make) -> None:
    linter = lint(
        *(
            rule(f"XX10{n}", terms=(word,), severity=level)
            for n, (word, level) in enumerate(zip("甲乙丙", Severity, strict=True))
        )
    )
    assert [linter.check_text(text).verdict for text in ("甲", "乙", "丙", "", "丙乙", "乙甲")] == [
        "block",
        "review",
        "pass",
        "pass",
        "review",
        "block",
    ]


# ---------------------------------------------------------------------------------------------- limits and problems


def test_findings_past_the_limit_are_counted_and_told(lint: Lint) -> None:
    report = lint().check_text("最佳，" * (MOST_FINDINGS + 5))
    assert (len(report.findings), report.unlisted) == (MOST_FINDINGS, 5)
    assert [problem.code for problem in report.problems] == ["limit-findings"]
    assert report.complete  # everything was read
    assert report.inputs[0].status == "scanned"
    report = lint().check_text("最佳，" * MOST_FINDINGS)
    assert (len(report.findings), report.unlisted, report.problems) == (MOST_FINDINGS, 0, ())


def test_a_slow_rule_of_a_user_is_named_and_the_others_go_on(
    ruleset_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expression, "BUDGET", 0.1)
    path = ruleset_file(
        ("XX101", "patterns", "patterns: ['(a|a)+$']"),
        ("XX102", "terms", "terms: [自家词]"),
        ("XX103", "patterns", "patterns: ['b']"),
    )
    report = Linter(settings=Settings(rules=(str(path),))).check_text("a" * 40 + "b，自家词，国家级")
    assert [item.rule_id for item in report.findings] == ["XX103", "XX102", "AD101"]
    [problem] = report.problems
    assert (problem.code, problem.unchecked) == ("limit-time", True)
    assert "XX101" in problem.message + problem.hint
    assert (report.complete, report.inputs[0].status, report.inputs[0].code) == (False, "partial", "limit-time")
    assert Linter(settings=Settings(rules=(str(path),))).check_text("自家词").complete


def test_a_slow_exemption_of_a_user_lets_nothing_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "BUDGET", 0.1)
    path = tmp_path / "r.yaml"
    path.write_text("exemptions: {slow: {applies: [AD], say: {zh: 慢}, sentence: ['(a|a)+$']}}", "utf-8")
    report = Linter(settings=Settings(rules=(str(path),))).check_text("国家级" + "a" * 40 + "b。最佳面霜")
    assert {item.rule_id for item in report.findings} == {"AD101"}
    [problem] = report.problems
    assert problem.code == "limit-time"
    assert "slow" in problem.message + problem.hint


def test_an_exemption_of_a_user_serves_shipped_rules(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(r"exemptions: {mine: {applies: [AD101], say: {zh: 我}, after: ['\p{Han}{2}水准']}}", "utf-8")
    linter = Linter(settings=Settings(rules=(str(path),)))
    assert linter.check_text("国家级工业水准").findings == ()
    assert linter.check_text("国家级水准").findings


def test_our_own_fault_is_a_problem_and_no_pass(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    from adlint.match import terms as terms_module

    def broken(*_: object) -> None:
        raise ZeroDivisionError("13800138000")

    linter = lint()
    monkeypatch.setattr("adlint.linter.matcher_of", lambda kind: broken)
    report = linter.check_text("最佳")
    assert ([problem.code for problem in report.problems], report.complete) == (["internal"], False)
    assert report.verdict == "review"
    assert terms_module


def test_a_source_that_cannot_be_read_is_a_failed_input(lint: Lint) -> None:
    report = lint().check(Source("x.md", b"\xff\xfe\x00\xd8\x00"))
    assert report.inputs[0].status in ("failed", "partial")
    assert not report.complete
    report = lint().check(Source("x.unknown", b"abc"))
    assert (report.inputs[0].status, report.problems[0].code) == ("failed", "type-unsupported")


def test_problems_of_the_document_are_kept(lint: Lint) -> None:
    document = Document("d", (Segment("最佳", "body"),), problems=(Unreadable("doc-partial"),))
    report = lint().check_document(document)
    assert len(report.findings) == 1
    assert (report.inputs[0].status, report.inputs[0].code) == ("partial", "doc-partial")


def test_an_unknown_kind_is_refused_with_its_place(ruleset_file: Write) -> None:
    path = ruleset_file(("XX101", "terms", "terms: [最佳]"), ("XX102", "magic", "params: {}"))
    with pytest.raises(Misconfigured) as caught:
        Linter(settings=Settings(rules=(str(path),)))
    facts = caught.value.facts
    assert (caught.value.code, facts["name"], str(facts["line"]), facts["value"]) == (
        "config.bad-value",
        str(path),
        "12",
        "magic",
    )
    assert "terms" in str(facts["allowed"])


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", " ", "\ufeff", "\0", "\ud800", "\uffff", "😀", "a" * 100_000])
def test_texts_with_nothing_in_them(linter: Linter, text: str) -> None:
    report = linter.check_text(text)
    assert (report.findings, report.problems, report.verdict) == ((), (), "pass")
    assert report.inputs[0].status == "scanned"


# ------------------------------------------------------------------------------------------------- trace and threads


def test_the_trace_tells_every_step(lint: Lint, rule: Make) -> None:
    not_so = Exemption("否定", ("XX",), {"zh": "否定"}, before=("不是$",))
    ours = rule("XX101", terms=("第一",), allow=("第一次",))
    longer = rule("XX102", terms=("第一品牌",))
    trace = Trace(on=True)
    document = Document("t", (Segment("第一次，不是第一，第一品牌", "body"),))
    lint(ours, longer, exemptions=(not_so,)).check_document(document, trace)
    assert [(step.rule, step.start, step.verdict, step.judge, step.by) for step in trace.steps] == [
        ("XX101", 0, "found", "terms", ""),
        ("XX101", 6, "found", "terms", ""),
        ("XX101", 9, "found", "terms", ""),
        ("XX102", 9, "found", "terms", ""),
        ("XX101", 0, "dropped", "allow", "第一次"),
        ("XX101", 6, "dropped", "context", "否定"),
        ("XX101", 9, "dropped", "overlap", "XX102"),
    ]


def test_a_linter_is_shared_between_threads(linter: Linter) -> None:
    texts = [f"{TEXT}{number}\n" * (number % 5 + 1) for number in range(64)]
    expected = [linter.check_text(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(linter.check_text, texts)) == expected


def test_reports_can_be_sent_to_other_processes(linter: Linter) -> None:
    report = linter.check_text(TEXT)
    assert pickle.loads(pickle.dumps(report)) == report


# ------------------------------------------------------------------------------------------------------------- api


def test_check_text_uses_the_shipped_rules() -> None:
    report = adlint.check_text("全网第一的面膜")
    assert [finding.rule_id for finding in report.findings] == ["AD103"]
    assert (report.verdict, report.complete) == ("block", True)


def test_check_file(tmp_path: Path) -> None:
    path = tmp_path / "文案.txt"
    path.write_text("国家级工艺", "utf-8")
    [finding] = adlint.check_file(path).findings
    assert (finding.rule_id, Path(finding.source)) == ("AD101", path)
    assert adlint.check_file(tmp_path / "无.txt").problems[0].code == "io-missing"


def test_check_many_keeps_the_order() -> None:
    sources = [Source(f"{number}.txt", "国家级".encode() * (number % 2)) for number in range(6)]
    reports = list(adlint.check_many(sources))
    assert [(report.inputs[0].source, len(report.findings)) for report in reports] == [
        (f"{number}.txt", number % 2) for number in range(6)
    ]


def test_acheck(linter: Linter) -> None:
    report = asyncio.run(adlint.acheck(linter, Source("a.txt", "国家级".encode())))
    assert len(report.findings) == 1


def test_everything_public_can_be_had() -> None:
    assert all(getattr(adlint, name) is not None for name in adlint.__all__)
    with pytest.raises(AttributeError):
        adlint.nothing_of_the_kind  # noqa: B018


def test_load_reads_a_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "adlint.toml"
    path.write_text('select = ["AD101"]\nlang = "en"\n', "utf-8")
    [finding] = Linter.load(path).check_text("国家级，全网第一").findings
    assert finding.rule_id == "AD101"
    assert finding.message.isprintable()
    assert "superlative" in finding.message


@pytest.mark.parametrize(
    ("scenes", "found"), [((), ["XX901"]), (("food",), ["XX901"]), (("finance",), []), (("finance", "food"), ["XX901"])]
)
def test_scenes_leave_out_the_rules_of_other_trades(
    lint: Lint, rule: Make, scenes: tuple[str, ...], found: list[str]
) -> None:
    linter = lint(rule("XX901", terms=("零添加",), scenes=("food",)), scenes=scenes)
    assert [item.rule_id for item in linter.check_text("宝宝零添加米粉").findings] == found


def test_a_scene_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Misconfigured) as refused:
        adlint.check_text("面膜", scenes=["cosmtics"])
    assert refused.value.code == "config.bad-value"


def test_a_matcher_that_fails_takes_no_other_findings_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(rule: object, scan: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setitem(match._MATCHERS, "near", broken)
    report = Linter().check_text("顶级面料，销量第一")
    assert "AD105" in [item.rule_id for item in report.findings]
    assert [problem.code for problem in report.problems] == ["internal"]
    assert not report.complete

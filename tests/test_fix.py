"""Safe suggestions are put in where they stand, in the file's own encoding; nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.finding import Report, Rule, Severity, Status, Suggestion
from adlint.fix import diff, fix
from adlint.linter import Linter
from adlint.model import Source
from adlint.rules.ruleset import Ruleset


def rule(rule_id: str, term: str, instead: str, *, safe: bool = True, **fields: Any) -> Rule:
    message = {"zh": "“{text}”", "en": "{text}"}
    suggest = (Suggestion("别的"), Suggestion(instead, safe=safe))
    defaults: dict[str, Any] = {"category": rule_id, "severity": Severity.ERROR}
    return Rule(
        rule_id,
        rule_id,
        "terms",
        message=message,
        why=message,
        law=(),
        terms=(term,),
        suggest=suggest,
        **{**defaults, **fields},
    )


LINTER = Linter(
    Ruleset(
        (
            rule("XX101", "微信公众号", "公众号"),
            rule("XX102", "登陆", "登录"),
            rule("XX103", "帐号", "账号", safe=False),
            rule("XX104", "登录帐号", "账号密码登录"),
            rule("XX105", "第一", "第一第一"),  # brings itself back
            rule("XX106", "甲乙", ""),  # and so does this one in 甲甲乙乙
            rule("XX107", "品牌", "B&B <b>"),
            rule("XX108", "表情", "😀"),
            rule("XX109", "最佳", "更好", category="same", severity=Severity.WARNING),
            rule("XX110", "最佳女主角", "女主角", category="other"),
        )
    )
)


def mend(text: str, name: str = "a.txt", encoding: str = "utf-8", linter: Linter | None = LINTER) -> str:
    source = Source(name, text.encode(encoding))
    return fix(source, LINTER.check(source), linter).data.decode(encoding)


def test_safe_suggestions_only() -> None:
    source = Source("a.txt", "请登陆微信公众号，填写帐号".encode())
    fixed = fix(source, LINTER.check(source), LINTER)
    assert fixed.data.decode() == "请登录公众号，填写帐号"
    assert [item.rule_id for item in fixed.applied] == ["XX102", "XX101"]
    assert [item.rule_id for item in fixed.left] == ["XX103"]


@pytest.mark.parametrize("linter", [LINTER, None])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(linter: Linter | None, encoding: str, end: str) -> None:
    text = f"欢迎使用我们的服务，请登陆后领取{end}{end}　关注微信公众号，每天都有新的内容{end}"
    source = Source("a.txt", text.encode(encoding))
    fixed = fix(source, LINTER.check(source), linter)
    assert fixed.data == text.replace("登陆", "登录").replace("微信公众号", "公众号").encode(encoding)


def test_in_other_formats() -> None:
    html = '<p title="登{0}">请登{0}&amp;微信<b>公众</b>号</p><!-- 登陆 --><script>"登陆"</script>\n'
    assert mend(html.format("陆"), "a.html") == html.format("录")
    assert mend('a,"登陆"\n登陆,b\n', "a.csv") == 'a,"登录"\n登录,b\n'
    assert mend("# 登陆\n\n`登陆` **登陆**\n", "a.md") == "# 登录\n\n`登陆` **登录**\n"
    assert mend('{"text": "登陆\\n"}\n', "a.jsonl") == '{"text": "登录\\n"}\n'


def test_words_that_mean_something_to_the_format_are_not_put_in() -> None:
    assert mend("品牌", "a.txt") == "B&B <b>"
    assert mend("品牌\n", "a.html") == "品牌\n"
    assert mend("品牌\n", "a.md") == "品牌\n"


def test_what_the_encoding_cannot_write_is_left() -> None:
    text = "請登陸會員中心領取優惠，表情登陆"
    assert mend("欢迎来到我们的商店，表情，登陆", encoding="gb18030") == "欢迎来到我们的商店，😀，登录"
    source = Source("a.txt", text.encode("big5hkscs", "ignore"), encoding="big5hkscs")
    fixed = fix(source, LINTER.check(source), LINTER)
    assert "😀" not in fixed.data.decode("big5hkscs")


def test_what_would_come_back_is_left_alone() -> None:
    assert mend("第一，登陆") == "第一，登录"
    assert mend("甲乙丙") == "丙"
    assert mend("甲甲乙乙") == "甲甲乙乙"


def test_one_replacement_may_bare_the_next() -> None:
    assert mend("请登陆帐号") == "请账号密码登录"


def test_of_two_that_overlap_the_worse_is_mended() -> None:
    assert mend("最佳女主角") == "女主角"


def test_damaged_text_is_not_touched() -> None:
    data = "欢迎来到我们的商店，请登陆\n".encode() + b"\xff\xfe\x80" + "微信公众号很好看\n".encode() * 30
    source = Source("a.txt", data)
    report = LINTER.check(source)
    assert report.findings
    fixed = fix(source, report, LINTER)
    assert fixed.data == data and not fixed.applied and fixed.left == report.open


def test_waived_and_known_findings_are_left() -> None:
    source = Source("a.txt", "登陆".encode())
    report = LINTER.check(source)
    for status in (Status.WAIVED, Status.KNOWN):
        settled = report._replace(findings=tuple(item._replace(status=status) for item in report.findings))
        assert fix(source, settled, LINTER).data == source.data
        assert diff(source, settled, LINTER) == ""


def test_findings_of_another_text_change_nothing() -> None:
    report = LINTER.check(Source("a.txt", "请登陆".encode()))
    source = Source("a.txt", "你好啊朋友".encode())
    assert fix(source, report).data == source.data
    assert fix(source, Report()) == (source.data, (), ())


def test_nothing_to_do() -> None:
    source = Source("a.txt", "你好".encode())
    assert fix(source, LINTER.check(source), LINTER) == (source.data, (), ())
    assert diff(source, LINTER.check(source)) == ""


def test_diff() -> None:
    source = Source("文案/a.txt", "第一行\r\n请登陆\r\n第三行\r\n".encode())
    assert diff(source, LINTER.check(source), LINTER) == (
        "--- 文案/a.txt\n+++ 文案/a.txt\n@@ -1,3 +1,3 @@\n 第一行\n-请登陆\n+请登录\n 第三行\n"
    )


def test_diff_masks_personal_data_and_control_characters(shipped_rules: Ruleset) -> None:
    rules = tuple(item for item in shipped_rules.rules if item.category == "pii")
    linter = Linter(Ruleset((*rules, *LINTER.ruleset.rules)))
    source = Source("\x1b[2J.txt", "请登陆，电话１３８００１３８０００\x1b[31m\n".encode())
    told = diff(source, linter.check(source), linter)
    assert "+请登录" in told and "\x1b" not in told
    assert "１３８００１３８０００" not in told and "13800138000" not in told


WORDS = st.lists(
    st.sampled_from(["登陆", "微信公众号", "帐号", "登录", "第一", "甲", "乙", "，", "\n", "我们", "最佳", "女主角"]),
    max_size=12,
)


@given(WORDS)
def test_fixing_then_checking_never_reports_the_same(words: list[str]) -> None:
    source = Source("a.txt", "".join(words).encode())
    report = LINTER.check(source)
    fixed = fix(source, report, LINTER)
    again = LINTER.check(source._replace(data=fixed.data))
    assert again.open == fixed.left
    gone = {item.rule_id for item in fixed.applied} & {"XX101", "XX102", "XX110"}
    assert not gone & {item.rule_id for item in again.open}
    assert fix(source._replace(data=fixed.data), again, LINTER).data == fixed.data


@given(st.text(alphabet="登陆微信公众号帐a\n\r\t 　\u200b", max_size=30))
def test_nothing_else_changes(text: str) -> None:
    source = Source("a.txt", text.encode(), encoding="utf-8")
    report = LINTER.check(source)
    if not any(suggestion.safe for item in report.open for suggestion in item.suggestions):
        assert fix(source, report, LINTER).data == source.data
    fixed = fix(source, report).data.decode()
    assert len(fixed) == len(text) - sum(
        len(item.text) - len(item.suggestions[1].text) for item in fix(source, report).applied
    )

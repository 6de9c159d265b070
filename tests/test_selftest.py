"""The examples inside rulesets are run, to the character; failures say what was found instead."""

from __future__ import annotations

from typing import Any

import pytest

from adlint.errors import Misconfigured
from adlint.finding import Exemption, Rule, Severity, Suggestion
from adlint.rules.ruleset import Ruleset
from adlint.selftest import Failure, run_examples, told


def rule(rule_id: str = "XX101", kind: str = "terms", **fields: Any) -> Rule:
    message = {"zh": "“{text}”", "en": "{text}"}
    defaults: dict[str, Any] = {"category": rule_id, "severity": Severity.ERROR, "origin": "我的规则/母婴.yaml:41"}
    return Rule(rule_id, rule_id, kind, message=message, why=message, law=(), **{**defaults, **fields})


def failures(*rules: Rule, **parts: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(item.rule_id, item.problem, item.found) for item in run_examples(Ruleset(rules, **parts))]


def test_examples_that_hold() -> None:
    good = rule(terms=("零添加", "第一"), bad=("宝宝[[零添加]]米粉", "[[第一]]和\n[[第一]]"), good=("添加剂",))
    assert failures(good) == []


def test_a_bad_example_that_is_missed() -> None:
    assert failures(rule(terms=("最佳",), bad=("[[第一]]",))) == [("XX101", "missed", ())]


def test_other_words_than_those_marked() -> None:
    short = rule(terms=("零添加",), bad=("[[零添加米粉]]", "[[零添加]]零添加", "零[[添加]]"))
    assert failures(short) == [
        ("XX101", "span", ("“零添加”",)),
        ("XX101", "span", ("“零添加”", "“零添加”")),
        ("XX101", "span", ("“零添加”",)),
    ]


def test_a_bad_example_without_marks() -> None:
    assert failures(rule(terms=("第一",), bad=("第一",))) == [("XX101", "unmarked", ("“第一”",))]


def test_a_good_example_that_is_found() -> None:
    strict = rule(terms=("第一",), good=("第一次", "最佳"))
    assert failures(strict) == [("XX101", "false-alarm", ("“第一”",))]
    assert failures(strict._replace(allow=("第一次",))) == []


def test_other_rules_may_find_more_but_not_instead() -> None:
    ours, other = rule("XX101", terms=("第一",), bad=("[[第一]]品牌",)), rule("XX102", terms=("品牌",))
    assert failures(ours, other) == []
    assert failures(ours._replace(good=("品牌",)), other) == []
    longer = rule("XX102", terms=("第一品牌",), category="XX101")
    assert failures(ours, longer) == [("XX101", "missed", ("XX102“第一品牌”",))]


def test_the_hint_about_the_squeezed_view() -> None:
    gaps = rule(terms=("零添加",), bad=("宝宝[[零 添 加]]米粉",))
    (failure,) = run_examples(Ruleset((gaps,)))
    assert failure == Failure(
        "XX101", "我的规则/母婴.yaml:41", "missed", "宝宝[[零 添 加]]米粉", ("零 添 加",), (), squeezed=True
    )
    assert told(failure) == (
        "我的规则/母婴.yaml:41  XX101  违规例句没有被发现：“宝宝[[零 添 加]]米粉”\n"
        '    实际发现：无。加上视图 squeezed 就能发现。运行 adlint text "宝宝零 添 加米粉" --trace 查看过程。'
    )
    assert "squeezed" in told(failure, "en")
    (failure,) = run_examples(Ruleset((rule(terms=("零添加",), bad=("[[零食添加]]",)),)))
    assert not failure.squeezed and "squeezed" not in told(failure)


def test_suggestions_must_be_clean() -> None:
    first = rule("XX101", terms=("第一",), suggest=(Suggestion("最佳"), Suggestion("好")))
    hint = rule("XX103", terms=("好",), severity=Severity.INFO)
    found = run_examples(Ruleset((first, rule("XX102", terms=("最佳",)), hint)))
    assert [(item.rule_id, item.problem, item.example, item.found) for item in found] == [
        ("XX101", "suggestion", "最佳", ("XX102“最佳”",))
    ]


def test_doubtful_findings_do_not_count() -> None:
    doubt = Exemption("question", ("XX",), {"zh": "疑问", "en": "question"}, sentence=("吗",), effect="doubt")
    asked = rule(terms=("第一",), bad=("[[第一]]吗",), good=("第一吗",))
    assert failures(asked, exemptions=(doubt,)) == [("XX101", "missed", ())]


def test_preview_rules_scenes_and_kinds_of_segments() -> None:
    special = rule(terms=("第一",), stage="preview", scenes=("medical",), where=("button",), bad=("[[第一]]",))
    assert failures(special) == []


def test_what_is_not_copy_is_left_out() -> None:
    skipped = (
        rule("AL901", "housekeeping", bad=("[[adlint-ignore]]",)),
        rule("XX102", stage="retired", terms=("最佳",), bad=("[[第一]]",)),
    )
    assert failures(*skipped) == []


def test_some_rules_only() -> None:
    ruleset = Ruleset((rule("XX101", terms=("甲",), bad=("[[乙]]",)), rule("YY101", terms=("甲",), bad=("[[乙]]",))))
    assert [item.rule_id for item in run_examples(ruleset, ["YY"])] == ["YY101"]
    assert [item.rule_id for item in run_examples(ruleset, ["XX101"])] == ["XX101"]
    assert run_examples(ruleset, []) == []


def test_a_rule_that_breaks_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adlint.rules.expression.BUDGET", 0.01)
    slow = rule(kind="patterns", patterns=("(?:(?:a|b|ab)x?)+c",), bad=(f"c[[{'ab' * 40}]]",), good=("c" + "ab" * 40,))
    assert failures(slow) == [("XX101", "problem", ("limit-time",))] * 2


def test_a_ruleset_that_does_not_hold_together() -> None:
    with pytest.raises(Misconfigured):
        run_examples(Ruleset((rule(kind="magic"),)))


def test_the_examples_of_shipped_rules_run(shipped_rules: Ruleset) -> None:
    assert run_examples(shipped_rules, ["AL9"]) == []
    assert all(told(item, lang) for item in run_examples(shipped_rules) for lang in ("zh", "en"))

"""The page of a rule says everything that ux.md promises, in both languages, and a ruleset cannot break out of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from adlint.finding import Evidence, Exemption, Rule, Severity, Suggestion
from adlint.i18n import catalogue
from adlint.rules.document import MOST_WORDS, as_json, document, index
from adlint.rules.ruleset import Ruleset


def rule(rule_id: str = "XX101", **fields: Any) -> Rule:
    defaults: dict[str, Any] = {
        "name": "claim-of-being-first",
        "kind": "terms",
        "category": "absolute",
        "severity": Severity.ERROR,
        "message": {"zh": "“{text}”是绝对化用语", "en": "“{text}” is a superlative"},
        "why": {"zh": "广告不得使用。", "en": "Not allowed."},
        "law": ("《广告法》第九条第（三）项",),
        "origin": "/home/someone/adlint/rulesets/absolute.yaml:12",
    }
    return Rule(id=rule_id, **{**defaults, **fields})


FULL = rule(
    terms=("全网第一", "第一品牌"),
    views=("folded", "squeezed"),
    allow=("第一次", "第一时间"),
    suggest=(Suggestion("广受好评"), Suggestion("深受欢迎", safe=True)),
    evidence=("source",),
    boundary=True,
    scenes=("cosmetics", "own-trade"),
    where=("title", "button"),
    bad=("面膜[[全网第一]]", "[[第 一品牌]]"),
    good=("第一次使用",),
    since="0.1",
)
RULESET = Ruleset(
    (FULL,),
    (
        Exemption("goal", ("XX",), {"zh": "目标追求", "en": "a goal"}, ("《指南》第五条",)),
        Exemption("question", ("XX1",), {"zh": "疑问句", "en": "a question"}, effect="doubt"),
        Exemption("other", ("YY",), {"zh": "与此无关", "en": "not ours"}),
    ),
    {"source": Evidence("source", {"zh": "没有注明来源", "en": "no source"}, ("来源",))},
)


def section(page: str, title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def test_everything_that_is_promised() -> None:
    page = document(FULL, RULESET)
    assert page.startswith("# XX101 claim-of-being-first\n")
    head = page.split("\n## ")[0]
    for line in ("名称**：claim-of-being-first", "级别**：错误", "类别**：绝对化用语", "适用行业**：化妆品、own-trade"):
        assert line in head
    assert "检查部分**：标题、按钮" in head and "起始版本**：0.1" in head
    assert "规则文件**：absolute.yaml" in head and "someone" not in page
    assert "“全网第一”是绝对化用语" in section(page, "说明")
    assert "广告不得使用。" in section(page, "为什么")
    assert "- 《广告法》第九条第（三）项" in section(page, "依据")
    assert "全网第一、第一品牌" in section(page, "查什么")
    assert "“全·网第一”" in section(page, "查什么")
    assert section(page, "可改为").strip().splitlines() == ["- 广受好评", "- 深受欢迎（--fix 会直接替换）"]
    standing = section(page, "不算违规的说法")
    for words in ("第一次、第一时间", "- 目标追求（《指南》第五条）", "- 疑问句（把握不大", "没有注明来源"):
        assert words in standing
    assert "与此无关" not in standing
    examples = section(page, "正反例")
    assert (
        "- 面膜【全网第一】" in examples and "- 第一次使用" in examples and "[[" not in page.replace("[[waiver]]", "")
    )
    letting = section(page, "如何放行")
    assert "<!-- adlint-ignore XX101: " in letting and 'rule = "XX101"' in letting and 'ignore = ["XX101"]' in letting


def test_in_english() -> None:
    page = document(FULL, RULESET, "en")
    assert "- **Severity**: error" in page and "- a goal (《指南》第五条)" in page
    assert "“全网第一” is a superlative" in section(page, "What it says")
    assert "全网第一, 第一品牌" in page


def test_long_lists_are_cut() -> None:
    words = tuple(f"词{number:03}" for number in range(100))
    page = document(rule(terms=words, allow=words[:MOST_WORDS]), Ruleset(()))
    assert f"词{MOST_WORDS - 1:03}……共 100 个" in page
    assert page.count("……共") == 1


def test_near_and_pattern_rules() -> None:
    near = rule(kind="near", terms=("保证",), second=("收益",), within=6)
    assert "相隔不超过 6 个字：\n\n- 保证\n- 收益" in document(near, Ruleset(()))
    page = document(rule(kind="patterns", patterns=("a", "b")), Ruleset(()))
    assert "由 2 个句式判断" in page


def test_without_suggestions_terms_or_exemptions() -> None:
    page = document(rule(), Ruleset(()))
    assert "没有通用的改法" in section(page, "可改为")
    for title in ("查什么", "不算违规的说法", "正反例"):
        assert f"## {title}" not in page
    assert "“…”是绝对化用语" in page


def test_preview() -> None:
    assert "级别**：错误 (试行，选用后才检查)" in document(rule(stage="preview"), Ruleset(()))


def test_a_ruleset_cannot_break_out_of_the_page() -> None:
    evil = "<script>x</script>\n# 假标题\n[看](javascript:x) `a` **b** |\x1b[31m\u202e"
    hostile = rule(
        name="evil",
        message={"zh": evil, "en": evil},
        why={"zh": evil, "en": evil},
        law=(evil,),
        terms=(evil,),
        suggest=(Suggestion(evil),),
        bad=(evil,),
        good=(evil,),
        since=evil,
        scenes=(evil,),
        origin=f"{evil}:3",
    )
    renderer = MarkdownIt("commonmark")
    for page in (document(hostile, Ruleset((hostile,))), index(Ruleset((hostile,)))):
        shown = renderer.render(page)
        assert "<script" not in shown and 'javascript:x"' not in shown and "<strong>b" not in shown
        assert "假标题</h1>" not in shown and "\x1b" not in page and "\u202e" not in page
    assert all(
        line.count("|") - line.count("\\|") == 5
        for line in index(Ruleset((hostile,))).splitlines()
        if line[:3] == "| ["
    )


def test_json() -> None:
    told = json.loads(json.dumps(as_json(FULL, RULESET)))
    assert told["id"] == "XX101" and told["file"] == "absolute.yaml"
    assert [item["name"] for item in told["exemptions"]] == ["goal", "question"]
    assert told["suggestions"][1] == {"text": "深受欢迎", "safe": True}
    assert told["evidence"] == [{"name": "source", "say": {"zh": "没有注明来源", "en": "no source"}}]
    assert "origin" not in told and "someone" not in json.dumps(told)


def test_index() -> None:
    other = rule("YY101", category="own-category", severity=Severity.INFO, bad=("[[a|b]]",))
    page = index(Ruleset((FULL, other)))
    assert "共 2 条" in page
    assert "## 绝对化用语" in page and "## own-category" in page
    assert "| [XX101](XX101.md) | 错误 | “全网第一”是绝对化用语 | 0.1 |" in page
    assert "“a\\|b”" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_shipped_rule_has_a_page(shipped_rules: Ruleset, lang: str) -> None:
    for item in shipped_rules.rules:
        page = document(item, shipped_rules, lang)
        assert not re.search(r"\{[a-z]+\}", page), item.id
        assert page.endswith("\n") and "\n\n\n" not in page
        assert f"category.{item.category}" in catalogue(lang), item.category
        json.dumps(as_json(item, shipped_rules))
    assert index(shipped_rules, lang).count(".md)") == len(shipped_rules.rules)

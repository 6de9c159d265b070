"""Ruleset files → rules: what a stanza becomes, and errors that point at file, line and column."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from adlint.errors import Misconfigured
from adlint.finding import Severity, Suggestion
from adlint.i18n import config_sentences
from adlint.rules.parse import MAX_WORDS, parse_rulesets
from adlint.rules.pattern_text import MAX_PATTERN
from adlint.rules.ruleset import Ruleset

WHOLE = """\
version: 1
classes:
  good: [好, 佳]
rules:
  - id: XX101
    name: whole
    kind: terms
    severity: warning
    terms: ["最{good}", "{good}{good}", 第一]
    views: [folded, squeezed]
    allow: [第一次]
    confidence: 0.5
    boundary: true
    where: [title]
    scenes: [food]
    params: {some: [1, {more: two}]}
    category: own
    message: {zh: "中{text}", en: "en {text}"}
    why: {zh: 因}
    law: [法一, 法二]
    suggest: [{text: 甲}, {text: 乙, safe: true}]
    examples: {bad: ["[[最好]]"], good: [好]}
    since: "0.1"
    stage: preview
"""


def parsed(text: str, *, trusted: bool = False, more: Mapping[str, str] | None = None) -> Ruleset:
    files = {"f.yaml": text, **(more or {})}
    return parse_rulesets([(Path(name), trusted, content.encode()) for name, content in files.items()])


def refused(text: str, *, trusted: bool = False) -> dict[str, Any]:
    """The refusal's code and facts; both languages must have words for it."""
    began = time.perf_counter()
    with pytest.raises(Misconfigured) as caught:
        parsed(text, trusted=trusted)
    assert time.perf_counter() - began < 10
    facts = caught.value.facts
    for lang in ("zh", "en"):
        sentence, hint = config_sentences(caught.value.code, lang, facts)
        assert sentence.startswith("f.yaml"), sentence
        assert hint
        assert "{" not in sentence.replace(str(facts.get("value")), "").replace(str(facts.get("detail")), "")
    return {"code": caught.value.code, **facts}


def stanza(kind: str = "terms", **lines: str) -> str:
    """A ruleset of one rule; a line's value is YAML, None leaves it out."""
    known = {
        "id": "XX101",
        "name": "n",
        "kind": kind,
        "severity": "error",
        "message": "{zh: 中}",
        "why": "{zh: 因}",
        "law": "[法]",
        "examples": "{bad: [], good: []}",
        "terms": "[最佳]",
        **lines,
    }
    body = "\n".join(f"    {key}: {value}" for key, value in known.items() if value is not None)
    return "rules:\n  -\n" + body + "\n"


def test_a_whole_stanza() -> None:
    [rule] = parsed(WHOLE).rules
    assert rule.terms == ("最好", "最佳", "好好", "好佳", "佳好", "佳佳", "第一")
    assert rule.severity is Severity.WARNING
    assert (rule.category, rule.confidence, rule.boundary) == ("own", 0.5, True)
    assert (rule.views, rule.allow, rule.where) == (("folded", "squeezed"), ("第一次",), ("title",))
    assert (rule.scenes, rule.stage, rule.since) == (("food",), "preview", "0.1")
    assert rule.params == {"some": [1, {"more": "two"}]}
    assert rule.message == {"zh": "中{text}", "en": "en {text}"}
    assert rule.why == {"zh": "因", "en": "因"}
    assert rule.suggest == (Suggestion("甲"), Suggestion("乙", safe=True))
    assert (rule.bad, rule.good, rule.law) == (("[[最好]]",), ("好",), ("法一", "法二"))
    assert (rule.origin, rule.trusted) == ("f.yaml:5", False)
    assert parsed(WHOLE, trusted=True).rules[0].trusted


def test_a_list_of_stanzas_is_a_ruleset_too() -> None:
    listed = "\n".join(line[2:] for line in stanza().splitlines()[1:])
    [rule] = parsed(listed).rules
    assert (rule.id, rule.origin) == ("XX101", "f.yaml:2")
    assert refused(listed.replace("severity: error", "severity: fatal"))["line"] == 5


def test_json_is_yaml() -> None:
    import json

    from adlint.rules.yaml_reader import read_yaml

    text = json.dumps(read_yaml(stanza(), "f")[0], ensure_ascii=False)
    assert parsed(text).rules[0].terms == ("最佳",)


def test_near_becomes_terms_and_second() -> None:
    near = "{first: [全国], second: [第一], within: 3, order: forward}"
    [rule] = parsed(stanza("near", terms="[]", near=near)).rules
    assert (rule.terms, rule.second, rule.within, rule.params["order"]) == (("全国",), ("第一",), 3, "forward")


@pytest.mark.parametrize(
    ("rule_id", "category"),
    [("AD101", "absolute"), ("AD431", "health-food-claim"), ("PI101", "pii"), ("XX101", "custom"), ("AD901", "custom")],
)
def test_the_category_comes_from_the_block(rule_id: str, category: str) -> None:
    assert parsed(stanza(id=rule_id)).rules[0].category == category


# -------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "config.not-a-ruleset", 1, 1),
        ("# nothing\n", "config.not-a-ruleset", 1, 1),
        ("just words", "config.not-a-ruleset", 1, 1),
        ("42", "config.not-a-ruleset", 1, 1),
        ("[1, 2]", "config.bad-type", 1, 2),
        ("version: 2\nrules: []", "config.bad-value", 1, 10),
        ("rule: []", "config.unknown-key", 1, 1),
        (stanza(colour="red"), "config.unknown-key", 12, 5),
        (stanza(message="{zh: 中, fr: x}"), "config.unknown-key", 7, 22),
        (stanza(suggest="[{text: 甲}, {txt: 乙}]"), "config.unknown-key", 12, 27),
        (stanza(why="{en: x}"), "config.missing-key", 8, 10),
        (stanza(severity="fatal"), "config.bad-value", 6, 15),
        (stanza(severity="Error"), "config.bad-value", 6, 15),
        (stanza(stage="beta"), "config.bad-value", 12, 12),
        (stanza(views="[folded, upside]"), "config.bad-value", 12, 21),
        (stanza(where="[title, foot]"), "config.bad-value", 12, 20),
        (stanza(terms="最佳"), "config.bad-type", 11, 12),
        (stanza(terms="[最佳, 7]"), "config.bad-type", 11, 17),
        (stanza(terms="[最佳, ~]"), "config.bad-type", 11, 17),
        (stanza(terms="[最佳, [第一]]"), "config.bad-type", 11, 17),
        (stanza(boundary="1"), "config.bad-type", 12, 15),
        (stanza(confidence="high"), "config.bad-type", 12, 17),
        (stanza(confidence="1.5"), "config.bad-type", 12, 17),
        (stanza(id="AD1"), "config.bad-id", 3, 9),
        (stanza(id="ad101"), "config.bad-id", 3, 9),
        (stanza(id='"AD101\\n"'), "config.bad-id", 3, 9),
        (stanza(terms="[]"), "config.missing-key", 3, 5),
        (stanza("patterns"), "config.missing-key", 3, 5),
        (stanza("near"), "config.missing-key", 3, 5),
        (stanza("near", near="{first: [甲], second: [乙], within: -1}"), "config.bad-type", 12, 45),
        (stanza("near", near="{first: [甲], second: [乙], within: 1000000}"), "config.bad-type", 12, 45),
        (stanza("near", near="{first: [甲], second: [乙], order: back}"), "config.bad-value", 12, 44),
        (stanza(terms='[最佳, ""]'), "config.bad-word", 11, 17),
        (stanza(terms='[最佳, " "]'), "config.bad-word", 11, 17),
        (stanza(terms='[最佳, "——"]'), "config.bad-word", 11, 17),
        (stanza(allow='["*"]'), "config.bad-word", 12, 13),
        (stanza(terms='["最\\uFFFF佳"]'), "config.bad-word", 11, 13),
        (stanza(terms='["最{better}"]'), "config.unknown-class", 11, 13),
        (stanza("patterns", patterns="['最{better}']"), "config.unknown-class", 12, 16),
        (stanza(evidence="[source]"), "config.bad-value", 12, 16),
        (stanza() + stanza().partition("\n")[2], "config.id-twice", 13, 9),
        (stanza("patterns", patterns="['a', '(']"), "config.bad-pattern", 12, 21),
        (stanza("patterns", patterns="['a', '[z-a]']"), "config.bad-pattern", 12, 21),
        (stanza("patterns", patterns="['a*']"), "config.empty-pattern", 12, 16),
        (stanza("patterns", patterns="['x|']"), "config.empty-pattern", 12, 16),
        (stanza("patterns", patterns="['(?=a)|^']"), "config.empty-pattern", 12, 16),
        (stanza("patterns", patterns="['(a+)+']"), "config.slow-pattern", 12, 16),
        (stanza("patterns", patterns="['(?:[0-9]+[- ]?)+号']"), "config.slow-pattern", 12, 16),
        (stanza("patterns", patterns="['(?:a*b){3,}']"), "config.slow-pattern", 12, 16),
        (stanza("patterns", patterns=f"['{'a' * (MAX_PATTERN + 1)}']"), "config.slow-pattern", 12, 16),
        ("exemptions:\n  e: {applies: [X], say: {zh: 甲}, after: ['(']}", "config.bad-pattern", 2, 43),
        ("exemptions:\n  e: {applies: [X], say: {zh: 甲}, effect: drip}", "config.bad-value", 2, 43),
        ("evidence:\n  e: {say: {zh: 甲}, patterns: ['(a+)+']}", "config.slow-pattern", 2, 32),
        ("evidence:\n  e: {say: {zh: 甲}}", "config.missing-key", 2, 6),
        ("classes: {a: 甲}", "config.bad-type", 1, 14),
    ],
)
def test_what_is_refused_and_where(text: str, code: str, line: int, column: int) -> None:
    facts = refused(text)
    assert (facts["code"], facts["name"], facts["line"], facts["column"]) == (code, "f.yaml", line, column), facts


@pytest.mark.parametrize("key", ["message", "why"])
@pytest.mark.parametrize("escape", ["\\e[31m", "\\0", "\\x07", "\\r", "\\x9b", "\\u202e", "\\u2066", "\\x7f"])
def test_control_characters_in_sentences(key: str, escape: str) -> None:
    for lang in ("zh", "en"):
        facts = refused(stanza(**{key: f'{{zh: 中, {lang}: "x{escape}y"}}'.replace("zh: 中, zh", "zh")}))
        assert (facts["code"], facts["key"]) == ("config.control-character", key)


@pytest.mark.parametrize(
    "more",
    [{"law": '["法\\e"]'}, {"suggest": '[{text: "甲\\u202e"}]'}, {"name": '"n\\x07"'}],
    ids=lambda more: next(iter(more)),
)
def test_control_characters_elsewhere(more: dict[str, str]) -> None:
    assert refused(stanza(**more))["code"] == "config.control-character"


def test_the_key_that_is_unknown_is_named() -> None:
    assert refused(stanza(colour="red"))["key"] == "colour"
    facts = refused(stanza(severity="fatal"))
    assert (facts["key"], facts["value"]) == ("severity", "fatal")
    assert facts["allowed"] == "error、warning、info"
    sentence, _ = config_sentences("config.bad-value", "zh", facts)
    assert sentence == "f.yaml:6:15: severity 只能是 error、warning、info，写成了 fatal"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "latin-1"])
def test_a_file_that_is_not_utf8(encoding: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        parse_rulesets([(Path("f.yaml"), False, stanza(name="é最").encode(encoding, "replace") + b"\xff")])
    assert (caught.value.code, caught.value.facts["name"]) == ("config.encoding", "f.yaml")


def test_a_byte_order_mark_is_let_pass() -> None:
    assert parse_rulesets([(Path("f.yaml"), False, b"\xef\xbb\xbf" + stanza().encode())]).rules


@pytest.mark.parametrize(
    "classes",
    [
        "{a: ['{a}']}",
        "{a: ['{b}'], b: ['{c}'], c: ['x{a}']}",
        "{a: [" + "x, " * 300 + "], b: ['{a}{a}{a}{a}']}",
        "{c0: [], " + ", ".join(f"c{n}: ['{f'{{c{n - 1}}}' * 9}']" for n in range(1, 40)) + ", a: ['{c39}']}",
        "{c0: [x, y], " + ", ".join(f"c{n}: ['{f'{{c{n - 1}}}' * 2}']" for n in range(1, 12)) + ", a: ['{c11}']}",
        "{" + ", ".join(f"c{n}: ['{{c{n - 1}}}']" for n in range(1, 3000)) + ", c0: [x], a: ['{c2999}']}",
    ],
    ids=["itself", "circle", "product", "empty", "doubling", "chain"],
)
def test_classes_do_not_grow_without_end(classes: str) -> None:
    name = "b" if "b: ['{a}{a}" in classes else "a"
    facts = refused(f"classes: {classes}\n" + stanza(terms=f'["{{{name}}}"]'))
    assert facts["code"] == "config.bad-word"
    assert refused(f"classes: {classes}\n" + stanza("patterns", patterns=f"['x{{{name}}}']"))["code"]


def test_words_by_the_ten_thousand() -> None:
    many = ", ".join(f"词{number}" for number in range(MAX_WORDS))
    assert len(parsed(stanza(terms=f"[{many}]")).rules[0].terms) == MAX_WORDS
    assert refused(stanza(terms=f"[{many}, 再来一个]"))["code"] == "config.bad-word"


def test_a_billion_laughs_in_params_is_refused() -> None:
    levels = ", ".join([f"l{n}: &l{n} [" + f"*l{n - 1}, " * 9 + "]" for n in range(1, 10)])
    facts = refused(stanza(params="{l0: &l0 [x, x, x, x, x, x, x, x, x], " + levels + "}"))
    assert facts["code"] == "config.yaml-aliases"


# --------------------------------------------------------------------------------------------- classes and patterns


def test_classes_of_one_file_serve_in_another_and_the_later_definition_stands() -> None:
    text = stanza(terms='["最{good}"]')
    assert parsed(text, more={"c.yaml": "classes: {good: [好]}"}).rules[0].terms == ("最好",)
    assert parsed("classes: {good: [坏]}\n" + text, more={"c.yaml": "classes: {good: [好]}"}).rules[0].terms == (
        "最好",
    )


def test_classes_use_classes_and_braces_that_name_none_stay() -> None:
    text = "classes: {a: [甲, '{b}x'], b: [乙]}\n" + stanza(terms='["{a}", "{A}", "{1}", "x{"]')
    assert parsed(text).rules[0].terms == ("甲", "乙x", "{A}", "{1}", "x{")


def test_patterns_are_folded_and_classes_become_alternations_longest_first() -> None:
    text = "classes: {a: [ＡＢ, 國, a.b]}\n" + stanza("patterns", patterns=r"['{a}[０-９]{2,3}\S％']")
    [pattern] = parsed(text).rules[0].patterns
    assert pattern == r"(?:a\.b|ab|国)[0-9]{2,3}\S%"


def test_capitals_in_a_pattern_still_match_folded_text() -> None:
    import re

    [pattern] = parsed(stanza("patterns", patterns=r"['(?P<hit>TOP\d)\S']")).rules[0].patterns
    assert re.search(pattern, "是top1吧")
    [plain] = parsed(stanza("patterns", patterns=r"['(?P<hit>top\d)\S']")).rules[0].patterns
    assert not plain.startswith("(?i)")


def test_shipped_patterns_may_nest_quantifiers() -> None:
    assert parsed(stanza("patterns", patterns="['(?:a+b)+']"), trusted=True).rules


def test_exemptions_and_evidence_know_whether_they_are_shipped() -> None:
    text = "exemptions: {e: {applies: [X], say: {zh: 甲}, after: [a]}}\nevidence: {v: {say: {zh: 乙}, patterns: [b]}}"
    for trusted in (True, False):
        ruleset = parsed(text, trusted=trusted)
        assert (ruleset.exemptions[0].trusted, ruleset.evidence["v"].trusted) == (trusted, trusted)


# ---------------------------------------------------------------------------------------------------- several files


def test_of_two_files_with_one_id_the_later_stands() -> None:
    ruleset = parsed(stanza(), more={"mine.yaml": stanza(severity="info", terms="[第一]")})
    [rule] = ruleset.rules
    assert (rule.severity, rule.terms, rule.origin) == (Severity.INFO, ("第一",), "mine.yaml:3")


def test_rules_stand_in_order_of_their_ids() -> None:
    ruleset = parsed(stanza(id="XX300"), more={"a": stanza(id="XX200"), "b": stanza(id="AD100")})
    assert [rule.id for rule in ruleset.rules] == ["AD100", "XX200", "XX300"]


def test_a_fixture_file_loads(ruleset_file: Callable[..., Path]) -> None:
    path = ruleset_file(("XX101", "terms", "terms: [最佳]"), ("XX102", "patterns", "patterns: [a]"))
    assert [rule.id for rule in parse_rulesets([(path, False, path.read_bytes())]).rules] == ["XX101", "XX102"]


PROFILES = """\
classes:
  firm: [记者, 本报讯]
genres:
  news:
    say: {zh: 报道}
    law: [法]
    applies: {AD: 5, AD4: 8}
    cues:
      - {weight: 3, words: ["{firm}", ＡＢＣ], patterns: ['据.{1,9}报道']}
      - {weight: 1, most: 2, words: [因此]}
trades:
  food:
    cues:
      - {weight: 2, words: [米粉]}
"""


def test_genres_and_trades() -> None:
    ruleset = parsed(PROFILES)
    (news,), (food,) = ruleset.genres, ruleset.trades
    assert (news.name, news.applies, news.threshold, news.say["en"]) == ("news", {"AD": 5, "AD4": 8}, 5, "报道")
    assert news.cues[0].words == ("记者", "本报讯", "abc")
    assert (news.cues[1].weight, news.cues[1].most) == (1, 2)
    assert news.needs == {"据.{1,9}报道": ("报道",)}
    assert (food.name, food.threshold, food.cues[0].words) == ("food", 2, ("米粉",))


def test_a_trade_must_be_a_scene() -> None:
    facts = refused(PROFILES.replace("food:", "bakery:"))
    assert (facts["code"], facts["line"], facts["value"]) == ("config.bad-value", 12, "bakery")

"""The shipped rules: each one's examples to the character, and what every stanza owes its readers."""

from __future__ import annotations

import re
from time import process_time
from typing import Any

import pytest

from adlint.finding import Rule, Severity
from adlint.i18n import LANGUAGES
from adlint.match import MODULES
from adlint.rules.categories import BLOCKS, category_of
from adlint.rules.load import load_ruleset
from adlint.rules.ruleset import Ruleset
from adlint.selftest import NOT_COPY, run_examples, told

RULES = load_ruleset().rules
IDS = [rule.id for rule in RULES]
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)

every_rule = pytest.mark.parametrize("rule", RULES, ids=IDS)
every_copy_rule = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if not rule.kind.startswith((*NOT_COPY, "brand."))], ids=lambda rule: rule.id
)


@pytest.fixture(scope="module")
def failures(shipped_rules: Ruleset) -> dict[str, list[str]]:
    """What the self-test says of each rule; all are run once."""
    said: dict[str, list[str]] = {}
    for failure in run_examples(shipped_rules):
        said.setdefault(failure.rule_id, []).append(told(failure))
    return said


@every_rule
def test_examples_and_suggestions_hold(rule: Rule, failures: dict[str, list[str]]) -> None:
    assert "\n".join(failures.get(rule.id, [])) == ""


@every_copy_rule
def test_bad_examples_are_found_where_they_are_marked_and_in_the_rules_category(rule: Rule, linter: Any) -> None:
    # Apart from the self-test, on purpose: this is what a reader of the ruleset believes.
    for example in rule.bad:
        text = _MARK.sub(r"\1", example)
        marked = [match[1] for match in _MARK.finditer(example)]
        report = linter.check_text(text, kind=rule.where[0] if rule.where else "body")
        ours = [finding for finding in report.findings if finding.rule_id == rule.id]
        assert [finding.text for finding in ours] == marked, example
        assert {(finding.category, finding.rule_name) for finding in ours} == {(rule.category, rule.name)}
        law = linter.ruleset.rule_of(rule.id).law  # of today
        assert all(finding.law == law and "{" not in finding.message for finding in ours)


@every_rule
def test_what_a_stanza_owes_its_readers(rule: Rule) -> None:
    for lang in LANGUAGES:
        assert rule.message[lang].strip()
        assert rule.why[lang].strip()
    assert rule.message["zh"] != rule.message["en"]
    assert rule.why["zh"] != rule.why["en"]
    assert re.search(r"[\u4e00-\u9fff]", rule.why["zh"])
    assert not re.search(r"[\u4e00-\u9fff]", rule.why["en"])
    assert len(set(rule.bad)) >= 2
    assert len(set(rule.good)) >= 2
    assert rule.law or rule.category == "housekeeping"
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rule.name)
    assert rule.since
    assert 0 < rule.confidence <= 1
    assert rule.trusted
    assert re.fullmatch(r".+\.yaml:[0-9]+", rule.origin)


@every_rule
def test_both_languages_tell_the_same_facts(rule: Rule) -> None:
    zh, en = (sorted(re.findall(r"\{(\w+)\}", rule.message[lang])) for lang in LANGUAGES)
    assert zh == en
    brand = {"brand", "official", "reason", "how"} if rule.kind.startswith("brand.") else set()
    assert set(zh) <= {"text", "missing", "rules", "where", "problem", "until"} | brand


@every_rule
def test_id_category_and_kind_are_known(rule: Rule) -> None:
    assert rule.category == category_of(rule.id)
    assert rule.category in BLOCKS.values()
    assert rule.kind in MODULES


@every_rule
def test_examples_are_marked_and_do_not_contradict_one_another(rule: Rule) -> None:
    for example in rule.bad:
        assert _MARK.search(example), example
    for example in rule.good:
        assert "[[" not in example
    assert not {_MARK.sub(r"\1", example) for example in rule.bad} & set(rule.good)


@every_rule
def test_suggestions_are_not_evasions(rule: Rule) -> None:
    for suggestion in rule.suggest:
        assert suggestion.text.strip() == suggestion.text != ""
        assert not re.search(r"第1|NO\.?1|TOP\s?1|zui|蕞|最", suggestion.text, re.IGNORECASE), suggestion.text


@every_copy_rule
def test_suggestions_are_clean_for_every_rule(rule: Rule, linter: Any) -> None:
    for suggestion in rule.suggest:
        found = [item for item in linter.check_text(suggestion.text).findings if item.severity is not Severity.INFO]
        assert [(item.rule_id, item.text) for item in found] == [], suggestion.text


@every_rule
def test_every_word_can_be_found(rule: Rule) -> None:
    from adlint.normalize import fold, squeeze

    words = (*rule.terms, *rule.second, *rule.anchors, *rule.allow)
    assert [word for word in words if not squeeze(fold(word)).text] == []


def test_ids_and_names_are_unique_across_files() -> None:
    from adlint.rules.load import shipped_folder
    from adlint.rules.yaml_reader import read_yaml

    ids: list[str] = []
    for path in sorted(shipped_folder().glob("*.yaml")):
        value, _ = read_yaml(path.read_text("utf-8"), path.name)
        ids += [stanza["id"] for stanza in value.get("rules", [])]
    assert sorted(ids) == sorted(set(ids)) == sorted(IDS)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_exemptions_name_rules_that_exist_and_say_why(shipped_rules: Ruleset) -> None:
    for exemption in shipped_rules.exemptions:
        assert exemption.trusted
        assert exemption.law, exemption.name
        assert exemption.say["zh"] != exemption.say["en"]
        for key in exemption.applies:
            assert any(rule.id.startswith(key) for rule in RULES), (exemption.name, key)
    for kind in shipped_rules.evidence.values():
        assert kind.trusted
        assert kind.say["zh"] != kind.say["en"]


def test_patterns_compile_with_the_library_they_are_run_with(shipped_rules: Ruleset) -> None:
    for rule in RULES:
        for pattern in rule.patterns:
            re.compile(pattern)
    for exemption in shipped_rules.exemptions:
        for pattern in (
            *exemption.covers,
            *exemption.before,
            *exemption.after,
            *exemption.sentence,
            *exemption.requires,
            *exemption.unless,
        ):
            re.compile(pattern)
    for kind in shipped_rules.evidence.values():
        for pattern in kind.patterns:
            re.compile(pattern)


@every_rule
def test_bad_examples_of_pattern_rules_hold_one_of_their_anchors(rule: Rule) -> None:
    # A pattern that no anchor wakes is never run.
    from adlint.normalize import fold, squeeze

    if rule.kind == "patterns" and rule.anchors:
        for example in rule.bad:
            text = squeeze(fold(example)).text
            assert any(squeeze(fold(anchor)).text in text for anchor in rule.anchors), example


# ------------------------------------------------------------------------------------------------------- linear time

#: Repeated without end, they set off what is quadratic: digits, numerals, parts of the shipped rules' own words.
_UNITS = (
    *(
        "1",
        "20",
        "1天",
        "1年",
        "1%",
        "1万",
        "0.",
        "8%以上",
        "一",
        "百",
        "万",
        "最",
        "不",
        "是",
        "，",
        " ",
        "全国",
        "用户",
    ),
    *(
        "客户",
        "数据",
        "来源",
        "据1",
        "唯一",
        " 北京唯一",
        "第一",
        "销量",
        "连续",
        "每",
        "提升",
        "研究表明",
        "不节食、",
        "高达",
        "即可",
    ),
)
_WITH_PATTERNS = [rule for rule in RULES if rule.patterns]


_UNBOUNDED = re.compile(r"(?:\]|\\[swd]|(?<!\\)\.)(?:[+*]|\{[0-9]+,\})")


@pytest.mark.parametrize("rule", _WITH_PATTERNS, ids=lambda rule: rule.id)
def test_quantifiers_are_bounded(rule: Rule) -> None:
    for pattern in rule.patterns:
        assert _UNBOUNDED.findall(pattern) == [], pattern


def test_quantifiers_of_evidence_are_bounded(shipped_rules: Ruleset) -> None:
    # Exemptions read one sentence of limited length; evidence is looked for in all the notes of a document.
    for kind in shipped_rules.evidence.values():
        for pattern in kind.patterns:
            assert _UNBOUNDED.findall(pattern) == [], pattern


@pytest.mark.parametrize("rule", _WITH_PATTERNS, ids=lambda rule: rule.id)
def test_twice_the_copy_takes_twice_the_time(rule: Rule) -> None:
    for pattern in rule.patterns:
        expression = re.compile(pattern)

        def seconds(text: str, expression: re.Pattern[str] = expression) -> float:
            began = process_time()
            for _ in expression.finditer(text):
                pass
            return process_time() - began

        for unit in _UNITS:
            once = seconds((unit * 3000)[:3000])
            if once > 0.01:  # else quadrupled it is still nothing
                # The least of three: what is measured is the expression, not what else the machine is doing.
                twice = min(seconds((unit * 6000)[:6000]) for _ in range(3))
                assert twice < 3 * once + 0.05, (unit, pattern)

"""Words that every match of a pattern holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.linter import Linter
from adlint.normalize import fold
from adlint.normalize.squeeze import squeeze
from adlint.rules.clues import Clues
from adlint.rules.needs import clauses_needed, may_hold, words_needed


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("最好", ("最好",)),
        ("(?:甲甲|乙乙)?丙丙", ("丙丙",)),
        ("(?:甲甲|乙乙)丁", ("乙乙", "甲甲")),
        ("(?P<hit>[0-9]{1,3}小时(?:长效|持久)?(?:持妆|锁妆))", ("小时",)),
        ("甲乙?", ("甲",)),
        ("甲乙*丙丁", ("丙丁",)),
        ("甲+", ("甲",)),
        ("甲{0,3}乙乙", ("乙乙",)),
        ("(?<!不)最好(?!的)", ("最好",)),
        (r"\.5%", (".5%",)),
        ("甲甲|乙乙", ("乙乙", "甲甲")),
        ("甲甲|[0-9]", ()),
        (r"\d\s", ()),
        ("(?i)no", ()),
        ("(?=甲)[乙丙]", ()),
        ("[]甲]乙乙", ("乙乙",)),
        (r"[^\]甲]{2}乙乙", ("乙乙",)),
        ("(?>甲甲)乙乙", ()),
        ("(?x) 甲 甲", ()),
        ("(?i:no)甲甲", ()),
        ("甲{乙", ("甲{乙",)),
        (r"\p{Han}{2}水准", ("水准",)),
        (r"甲\u4e00乙乙", ("乙乙",)),
    ],
)
def test_words_needed(pattern: str, words: tuple[str, ...]) -> None:
    assert words_needed(pattern) == words


def test_what_needs_too_many_words_is_simply_tried() -> None:
    assert words_needed("|".join(f"词{number:03d}" for number in range(200))) == ()


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        ("最好", [["最好"]]),
        ("甲甲[0-9]{1,3}乙乙", [["甲甲", "0123456789", "乙乙"]]),
        ("(?:甲甲|乙乙)丙丙", [["乙乙 甲甲", "丙丙"]]),
        ("(?P<hit>甲(?:甲|乙)丙丙|丁丁)", [["丁丁"], ["甲", "乙甲", "丙丙"]]),
        ("甲甲(?=乙乙)(?!丙丙)(?:丁丁)?", [["甲甲", "乙乙"]]),
        ("甲甲|.", [["甲甲"], []]),
        ("(?i:甲)乙乙", []),
    ],
)
def test_clauses_needed(pattern: str, clauses: list[list[str]]) -> None:
    found = clauses_needed(pattern, lambda words: min(map(len, words)) > 1)
    told = [[("" if max(map(len, words)) == 1 else " ").join(sorted(words)) for words in each] for each in found]
    assert told == clauses


MARK = re.compile(r"\[\[(.*?)\]\]")
PIECES = st.sampled_from(
    ["甲", "乙丙", "(?:甲|乙丙)", "(?:丙|丁)?", "[甲乙]", "甲{2}", "乙*", "丙+?", "(?!甲)", ".", "(?:甲|)", "丁?"]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=5), min_size=1, max_size=3), st.text("甲乙丙丁", max_size=12))
def test_no_match_is_lost(branches: list[list[str]], text: str) -> None:
    pattern = "|".join("".join(branch) for branch in branches)
    if any(match.group() for match in re.finditer(pattern, text)):
        assert may_hold({pattern: words_needed(pattern)}, pattern, text)


def _patterns_and_texts() -> Iterator[tuple[str, str]]:
    rules = Linter().ruleset.rules
    texts = [fold(MARK.sub(r"\1", text)) for rule in rules for text in (*rule.bad, *rule.good)]
    texts += [squeeze(text).text for text in texts]
    joined = "\n".join(texts)
    for rule in rules:
        for pattern in rule.patterns:
            yield pattern, joined


def test_no_match_of_a_shipped_pattern_is_lost() -> None:
    count = 0
    for pattern, text in _patterns_and_texts():
        words = words_needed(pattern)
        alternatives = clauses_needed(pattern, lambda words: min(map(len, words)) > 1)
        for match in re.finditer(pattern, text):
            count += 1
            assert not words or any(word in match.group() for word in words)
            around = text[max(0, match.start() - 120) : match.end() + 120]
            assert not alternatives or any(
                all(any(word in around for word in words) for words in clauses) for clauses in alternatives
            )
    assert count > 100


def test_every_pattern_has_a_way_to_be_tried() -> None:
    rules = Linter().ruleset.rules
    clues = Clues()
    for rule in rules:
        clues.add(rule)
    led = {(lead.rule_id, lead.pattern) for leads in (*clues.leads.values(), clues.always) for lead in leads}
    assert led == {(rule.id, number) for rule in rules for number in range(len(rule.patterns))}

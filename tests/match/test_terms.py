"""Term rules: every stretch that a word covers, the longest where several begin together."""

from __future__ import annotations

from collections.abc import Callable

from adlint.finding import Rule, Severity
from adlint.match import MODULES, matcher_of
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.match.terms import find_terms
from adlint.model import Document

Make = Callable[..., Rule]
Doc = Callable[..., Document]


def words_found(rule: Rule, document: Document) -> list[tuple[int, str]]:
    scan = Scan(document, Lexicon([rule]))
    return [(item.segment, scan.texts[item.segment][item.start : item.end]) for item in find_terms(rule, scan)]


def test_of_words_that_begin_together_the_longest(rule: Make, document: Doc) -> None:
    ours = rule(terms=("第一", "第一品牌", "第一品"))
    assert words_found(ours, document("第一品牌", "第一品位，第一")) == [(0, "第一品牌"), (1, "第一品"), (1, "第一")]


def test_words_that_begin_apart_are_all_candidates(rule: Make, document: Doc) -> None:
    assert words_found(rule(terms=("第一品牌", "品牌")), document("第一品牌")) == [(0, "第一品牌"), (0, "品牌")]


def test_a_candidate_carries_what_its_rule_says(rule: Make, document: Doc) -> None:
    ours = rule(terms=("最佳",), confidence=0.4, severity=Severity.INFO, views=("folded", "squeezed"))
    [one, two] = find_terms(ours, Scan(document("最佳", "最\u200b佳"), Lexicon([ours])))
    assert (one.rule, one.confidence, one.severity, one.hidden) == (ours, 0.4, Severity.INFO, False)
    assert (two.segment, two.start, two.end, two.hidden) == (1, 0, 3, True)


def test_words_are_found_in_whatever_width_case_and_script(rule: Make, document: Doc) -> None:
    ours = rule(terms=("國家級", "No.1", "最佳"))
    assert [word for _, word in words_found(ours, document("国家级ＮＯ．１最佳", "國家级no.1"))] == [
        "国家级",
        "ＮＯ．１",
        "最佳",
        "國家级",
        "no.1",
    ]


def test_every_kind_has_a_module_and_its_matcher() -> None:
    from importlib.util import find_spec

    for kind, module in MODULES.items():
        if find_spec(f"adlint.match.{module}") is not None:
            assert callable(matcher_of(kind)), kind

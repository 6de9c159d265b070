"""Allow, context, evidence, overlap and trace: what each judge drops or grades, and the step it leaves behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.confirm.allow import allow
from adlint.confirm.context import DOUBT, context
from adlint.confirm.evidence import NEARBY, REACH, evidence
from adlint.confirm.overlap import overlap
from adlint.confirm.trace import Step, Trace
from adlint.errors import Unreadable
from adlint.finding import Candidate, Evidence, Exemption, Rule, Severity
from adlint.match import matcher_of
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.model import Document
from adlint.rules import expression

Make = Callable[..., Rule]
Doc = Callable[..., Document]
ZH = {"zh": "甲", "en": "a"}


def candidates(scan: Scan, *rules: Rule) -> list[Candidate]:
    return [item for rule in rules for item in matcher_of(rule.kind)(rule, scan)]


def scanned(document: Document, *rules: Rule) -> tuple[list[Candidate], Scan, Trace]:
    """The candidates of the rules in a document, ready to hand to a judge."""
    scan = Scan(document, Lexicon(rules))
    return candidates(scan, *rules), scan, Trace(on=True)


# ------------------------------------------------------------------------------------------------------- trace


def test_a_trace_that_is_off_remembers_nothing(rule: Make) -> None:
    candidate = Candidate(rule(), 0, 1, 3, 0.9, Severity.ERROR)
    for on, steps in ((False, []), (True, [Step("XX101", 0, 1, 3, "dropped", "allow", "第一次")])):
        trace = Trace(on=on)
        trace.drop(candidate, "allow", "第一次")
        assert trace.steps == steps


# ------------------------------------------------------------------------------------------------------- allow


def test_allow_drops_what_a_longer_phrase_of_the_same_rule_covers(rule: Make, document: Doc) -> None:
    ours = rule("XX101", terms=("第一",), allow=("第一次", "天下第一村"))
    other = rule("XX102", terms=("第一",))
    found, scan, trace = scanned(document("第一次，第一，天下第一村"), ours, other)
    kept = allow(found, scan, trace)
    assert [(item.rule.id, item.start) for item in kept] == [("XX101", 4), ("XX102", 0), ("XX102", 4), ("XX102", 9)]
    assert trace.steps == [
        Step("XX101", 0, 0, 2, "dropped", "allow", "第一次"),
        Step("XX101", 0, 9, 11, "dropped", "allow", "天下第一村"),
    ]


def test_allow_phrases_of_fifteen_kinds_over_one_word(rule: Make, document: Doc) -> None:
    # The phrases inside the longest one must not hide it.
    phrase = "零一二三四五六七八九十百千万亿第一"
    shorter = [phrase[start:-2] for start in range(1, 14)]
    ours = rule(terms=("第一",), allow=(phrase, *shorter))
    found, scan, trace = scanned(document(phrase), ours)
    assert allow(found, scan, trace) == []


# ----------------------------------------------------------------------------------------------------- context


def exemption(name: str = "正当", *, applies: tuple[str, ...] = ("XX",), **fields: Any) -> Exemption:
    return Exemption(name, applies, ZH, **fields)


def judged(document: Document, rule: Rule, *exemptions: Exemption) -> tuple[list[Candidate], list[Step]]:
    found, scan, trace = scanned(document, rule)
    return context(exemptions)(found, scan, trace), trace.steps


@pytest.mark.parametrize(
    ("fields", "text", "exempt"),
    [
        ({"before": ("不是$",)}, "我们不是最佳", True),
        ({"before": ("不是$",)}, "不是我们的最佳", False),
        ({"before": ("不是$",)}, "不是。最佳", False),
        ({"after": ("时间",)}, "最佳时间", True),
        ({"after": ("时间",)}, "最佳的时间", False),
        ({"covers": ("《[^》]+》",)}, "《最佳生活》", True),
        ({"covers": ("《[^》]+》",)}, "《生活》最佳", False),
        ({"covers": ("最佳时",)}, "最佳时间", True),
        ({"sentence": ("广告法",)}, "广告法说最佳不行", True),
        ({"sentence": ("广告法",)}, "最佳不行，广告法说的", True),
        ({"sentence": ("广告法",)}, "最佳。广告法", False),
        ({"before": ("不是$",), "requires": ("而是",)}, "不是最佳", False),
        ({"before": ("不是$",), "requires": ("而是",)}, "不是最佳而是优", True),
        ({"before": ("力争$",), "unless": ("已经",)}, "力争最佳", True),
        ({"before": ("力争$",), "unless": ("已经",)}, "力争最佳，已经是了", False),
        ({"before": ("力争$",), "unless": ("已经",)}, "力争最佳。已经是了", True),
        ({}, "最佳", False),
    ],
)
def test_where_an_exemption_holds(
    rule: Make,
    document: Doc,
    fields: dict[str, Any],
    text: str,
    exempt: bool,
) -> None:
    kept, steps = judged(document(text), rule(terms=("最佳",)), exemption(**fields))
    assert (not kept) is exempt
    assert [(step.verdict, step.judge, step.by) for step in steps] == [("dropped", "context", "正当")] * exempt


def test_an_exemption_reads_the_copy_folded_and_as_it_looks_on_paper(rule: Make, document: Doc) -> None:
    ours = rule(terms=("最佳",))
    holds = exemption(before=("top不是$",))
    assert judged(document("ＴＯＰ不是最佳"), ours, holds)[0] == []
    assert judged(document("top不\u200b是\ufeff最佳"), ours, holds)[0] == []
    # Nothing invisible switches the `unless` off.
    sly = exemption(before=("力争$",), unless=("已经",))
    assert len(judged(document("已\u200b经力争最佳"), ours, sly)[0]) == 1


def test_an_exemption_is_for_the_rules_it_names(rule: Make, document: Doc) -> None:
    for rule_id, exempt in (("AD101", True), ("AD110", True), ("AD201", False)):
        kept, _ = judged(
            document("最佳"), rule(rule_id, terms=("最佳",)), exemption(applies=("AD1",), covers=("最佳",))
        )
        assert (not kept) is exempt


def test_a_doubt_lowers_confidence_and_is_noted(rule: Make, document: Doc) -> None:
    doubting = exemption("疑问", after=("吗",), effect="doubt")
    [one], steps = judged(document("最佳吗"), rule(terms=("最佳",), confidence=0.9), doubting)
    assert (one.confidence, steps[0].verdict) == (DOUBT, "doubted")
    [one], _ = judged(document("最佳吗"), rule(terms=("最佳",), confidence=0.1), doubting)
    assert one.confidence == 0.1  # never raised


def test_the_first_exemption_that_holds_decides(rule: Make, document: Doc) -> None:
    doubting, dropping = exemption("疑", covers=("最佳",), effect="doubt"), exemption("免", covers=("最佳",))
    assert judged(document("最佳"), rule(terms=("最佳",)), doubting, dropping)[1][0].by == "疑"
    assert judged(document("最佳"), rule(terms=("最佳",)), dropping, doubting)[1][0].by == "免"


def test_a_slow_exemption_of_a_user_stops_in_time_and_is_named(
    rule: Make, document: Doc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expression, "BUDGET", 0.1)
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        judged(document("a" * 40 + "b最佳"), rule(terms=("最佳",)), exemption("慢", sentence=("(a|a)+$",)))
    assert time.perf_counter() - began < 5
    assert (caught.value.code, caught.value.facts["rule"]) == ("limit-time", "慢")


def test_an_exemption_of_a_user_may_say_what_regex_can(rule: Make, document: Doc) -> None:
    assert judged(document("最佳甲"), rule(terms=("最佳",)), exemption(after=(r"\p{Han}$",)))[0] == []


# ---------------------------------------------------------------------------------------------------- evidence

KINDS = {
    "source": Evidence("source", {"zh": "缺出处", "en": "no source"}, ("来源[::]", "据.{1,9}报告")),
    "period": Evidence("period", {"zh": "缺周期", "en": "no period"}, ("20[0-9]{2}年",), lowers=True),
}


@pytest.fixture
def figure(rule: Make) -> Rule:
    """A rule whose figures want a source and a period."""
    return rule(terms=("98%",), evidence=("source", "period"), severity=Severity.WARNING)


def weighed(document: Document, rule: Rule, lang: str = "zh") -> tuple[list[Candidate], list[Step]]:
    found, scan, trace = scanned(document, rule)
    return evidence(KINDS, lang)(found, scan, trace), trace.steps


def test_with_everything_named_a_figure_stands(document: Doc, figure: Rule) -> None:
    kept, steps = weighed(document("98%（来源：某报告，2025年）"), figure)
    assert kept == []
    assert (steps[0].verdict, steps[0].judge, steps[0].by) == ("dropped", "evidence", "source、period")


def test_what_is_missing_is_named_in_the_facts(document: Doc, figure: Rule) -> None:
    assert weighed(document("98%"), figure)[0][0].facts["missing"] == "缺出处、缺周期"
    assert weighed(document("98%"), figure, "en")[0][0].facts["missing"] == "no source, no period"
    [one], steps = weighed(document("98%，2025年"), figure)
    assert (one.facts["missing"], one.severity, steps) == ("缺出处", Severity.WARNING, [])


def test_where_only_a_detail_is_missing_it_is_a_hint(document: Doc, figure: Rule) -> None:
    [one], steps = weighed(document("98%，来源：某报告"), figure)
    assert (one.facts["missing"], one.severity) == ("缺周期", Severity.INFO)
    assert [(step.verdict, step.by) for step in steps] == [("lowered", "缺周期")]


def test_a_rule_that_wants_only_the_detail_is_not_lowered(rule: Make, document: Doc) -> None:
    [one], _ = weighed(document("98%"), rule(terms=("98%",), evidence=("period",)))
    assert one.severity is Severity.ERROR


def test_rules_without_evidence_are_not_asked(rule: Make, document: Doc) -> None:
    kept, steps = weighed(document("最佳，来源：2025年"), rule(terms=("最佳",)))
    assert (len(kept), steps) == (1, [])


@pytest.mark.parametrize("away", range(-4, 5))
def test_evidence_may_stand_in_segments_nearby(document: Doc, figure: Rule, away: int) -> None:
    texts = ["字"] * 9
    texts[4] = "98%"
    texts[4 + away] += "据某某报告2025年"
    assert (weighed(document(*texts), figure)[0] == []) is (abs(away) <= NEARBY)


@pytest.mark.parametrize(
    "note", ["*数据来源：甲，2025年", "①来源：甲2025年", "注：来源：甲，2025年", "来源：甲2025年", "[1] 来源:2025年"]
)
def test_a_note_speaks_for_the_whole_document(document: Doc, figure: Rule, note: str) -> None:
    assert weighed(document("98%", *["字"] * 20, note), figure)[0] == []
    assert weighed(document("98%", *["字"] * 20, "见" + note), figure)[0] != []


def test_evidence_far_away_in_the_same_segment_is_none(document: Doc, figure: Rule) -> None:
    near, far = "字" * (REACH - 40), "字" * REACH
    assert weighed(document(f"98%{near}来源：甲2025年"), figure)[0] == []
    assert weighed(document(f"98%{far}来源：甲2025年"), figure)[0] != []


def test_what_is_not_seen_is_no_distance_and_no_disguise(document: Doc, figure: Rule) -> None:
    assert weighed(document("98%" + "\u200b" * 1000 + "来\u200b源：甲2025\ufeff年"), figure)[0] == []


def test_slow_evidence_of_a_user_stops_in_time_and_is_named(
    rule: Make, document: Doc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expression, "BUDGET", 0.1)
    found, scan, trace = scanned(document("a" * 40 + "b，98%"), rule(terms=("98%",), evidence=("slow",)))
    with pytest.raises(Unreadable) as caught:
        evidence({"slow": Evidence("slow", ZH, ("(a|a)+$",))})(found, scan, trace)
    assert caught.value.facts["rule"] == "slow"


# ----------------------------------------------------------------------------------------------------- overlap


def test_of_overlapping_ones_the_most_severe_then_the_longest(rule: Make, document: Doc) -> None:
    mild = rule("XX101", terms=("全网销量第一",), severity=Severity.WARNING)
    grave = rule("XX102", terms=("销量第一",))
    short = rule("XX103", terms=("第一",))
    found, scan, trace = scanned(document("全网销量第一，第一"), mild, grave, short)
    kept = overlap(found, scan, trace)
    assert [(item.rule.id, item.start) for item in kept] == [("XX102", 2), ("XX103", 7)]
    assert {(step.rule, step.by, step.verdict, step.judge) for step in trace.steps} == {
        ("XX101", "XX102", "dropped", "overlap"),
        ("XX103", "XX102", "dropped", "overlap"),
    }


def test_categories_and_segments_do_not_compete(rule: Make, document: Doc) -> None:
    one, two = rule("XX101", terms=("最佳",)), rule("XX102", terms=("最佳",), category="other")
    found, scan, trace = scanned(document("最佳", "最佳"), one, two)
    assert overlap(found, scan, trace) == [found[0], found[2], found[1], found[3]]
    assert trace.steps == []


def test_neighbours_do_not_overlap(rule: Make, document: Doc) -> None:
    found, scan, trace = scanned(document("最佳第一"), rule(terms=("最佳", "第一")))
    assert len(overlap(found, scan, trace)) == 2


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(1, 6), st.sampled_from("ab")), max_size=30)
)
def test_winners_never_overlap_and_every_loser_overlaps_a_winner(
    rule: Make, document: Doc, spans: list[tuple[int, int, int, str]]
) -> None:
    scan = Scan(document("字" * 40, "字" * 40, "字" * 40), Lexicon([]))
    found = [
        Candidate(rule(f"XX{100 + n}", category=kind), segment, start, start + length, 0.9, Severity.ERROR)
        for n, (segment, start, length, kind) in enumerate(spans)
    ]

    def clash(one: Candidate, two: Candidate) -> bool:
        return (
            (one.segment, one.rule.category) == (two.segment, two.rule.category)
            and one.start < two.end
            and two.start < one.end
        )

    kept = overlap(found, scan, Trace())
    assert kept == sorted(kept, key=lambda item: (item.segment, item.start, item.end, item.rule.id))
    assert not any(clash(one, two) for number, one in enumerate(kept) for two in kept[:number])
    assert all(item in kept or any(clash(item, winner) for winner in kept) for item in found)
    assert overlap(list(reversed(found)), scan, Trace()) == kept
    assert overlap(kept, scan, Trace()) == kept

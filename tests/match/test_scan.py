"""One pass over a document: offsets per segment, gaps, whole tokens, hidden characters, digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.finding import Rule
from adlint.match.lexicon import Lexicon
from adlint.match.scan import LONGEST_GAP, SEPARATOR, Hit, Scan
from adlint.model import Document

Make = Callable[..., Rule]
Doc = Callable[..., Document]
FOLDED, BOTH = ("folded",), ("folded", "squeezed")


def scan_of(rules: list[Rule], document: Document, backend: str = "auto") -> Scan:
    return Scan(document, Lexicon(rules, backend))


def found(scan: Scan, rule: Rule) -> list[tuple[int, str]]:
    return [(hit.segment, scan.texts[hit.segment][hit.start : hit.end]) for hit in scan.hits(rule)]


def test_offsets_are_those_of_the_segment(rule: Make, document: Doc) -> None:
    best = rule(terms=("最佳",))
    scan = scan_of([best], document("", "最佳", "甲最佳乙最佳", "", "無", "最佳"))
    assert scan.hits(best) == [
        Hit(1, 0, 2, "最佳", False),
        Hit(2, 1, 3, "最佳", False),
        Hit(2, 4, 6, "最佳", False),
        Hit(5, 0, 2, "最佳", False),
    ]


@pytest.mark.parametrize("views", [FOLDED, BOTH])
@pytest.mark.parametrize("ending", ["", "\n", " ", "\u200b", "-", SEPARATOR])
def test_nothing_is_found_across_segments(rule: Make, document: Doc, views: tuple[str, ...], ending: str) -> None:
    best = rule(terms=("最佳", "最"), views=views)
    scan = scan_of([best], document("很最" + ending, ending + "佳作", "最", "佳"))
    assert found(scan, best) == [(0, "最"), (2, "最")]


@given(st.lists(st.text(st.sampled_from("最佳第一 -a1\u200b\n\uffff"), max_size=6), max_size=8))
def test_a_joined_scan_finds_what_single_scans_find(rule: Make, document: Doc, texts: list[str]) -> None:
    ours = rule(terms=("最佳", "第一", "a1", "最"), views=BOTH)
    lexicon = Lexicon([ours])
    alone = [
        hit._replace(segment=number)
        for number, text in enumerate(texts)
        for hit in Scan(document(text), lexicon).hits(ours)
    ]
    assert sorted(Scan(document(*texts), lexicon).hits(ours)) == sorted(alone)


@given(st.text(st.sampled_from("最佳第一top1 .-\u200b\ufe0f字") | st.characters(), max_size=40))
def test_a_hit_leads_back_to_the_characters_of_the_word(rule: Make, document: Doc, text: str) -> None:
    from adlint.normalize import fold, squeeze

    ours = rule(terms=("最佳", "第一", "TOP1", "no.1"), views=BOTH)
    for hit in scan_of([ours], document(text)).hits(ours):
        words = text[hit.start : hit.end]
        assert squeeze(fold(words)).text == squeeze(fold(hit.word)).text
        assert words == words.strip()


@pytest.mark.parametrize(
    ("text", "folded", "squeezed"),
    [
        ("第一", ["第一"], ["第一"]),
        ("第 一", [], ["第 一"]),
        ("第-一", [], ["第-一"]),
        ("第*一", [], ["第*一"]),
        ("第\u3000一", [], ["第\u3000一"]),
        ("第" + "-" * LONGEST_GAP + "一", [], ["第---一"]),
        ("第" + "-" * (LONGEST_GAP + 1) + "一", [], []),  # layout, not a word
        ("第\u200b一", ["第\u200b一"], ["第\u200b一"]),  # not seen: the word stands as it is
        ("第" + "\u200b" * 50 + "一", ["第" + "\u200b" * 50 + "一"], ["第" + "\u200b" * 50 + "一"]),
        ("第-\u200b-\u200b-一", [], ["第-\u200b-\u200b-一"]),
        ("第。一", [], []),
        ("第\n一", [], []),
        ("第，一", [], []),
        ("第😀一", [], ["第😀一"]),
        ("第👑一", [], []),
    ],
)
def test_what_may_stand_inside_a_word_depends_on_the_view(
    rule: Make, document: Doc, text: str, folded: list[str], squeezed: list[str]
) -> None:
    for views, words in ((FOLDED, folded), (BOTH, squeezed)):
        ours = rule(terms=("第一",), views=views)
        assert [word for _, word in found(scan_of([ours], document(text)), ours)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("top10品牌", ["top10"]),
        ("top 10品牌", ["top 10"]),
        ("top1 0品牌", []),  # a gap between digits makes two numbers
        ("1 00%", []),
        ("100 %", ["100 %"]),
        ("2026 年", ["2026 年"]),
        ("20 26年", []),
    ],
)
def test_a_gap_never_joins_digits(rule: Make, document: Doc, text: str, words: list[str]) -> None:
    ours = rule(terms=("TOP10", "100%", "2026年"), views=BOTH)
    assert [word for _, word in found(scan_of([ours], document(text)), ours)] == words


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("TOP1", True),
        ("TOP10", False),
        ("STOP1", False),
        ("全网TOP1品牌", True),
        ("（TOP1）", True),
        ("TOP1.5", True),
        ("atop1", False),
        ("ＴＯＰ１", True),
        ("ＴＯＰ１０", False),
        ("T O P 1", True),
        ("TO P 10", False),
        ("第一", True),
        ("a第一b", True),  # Han characters are not joined to Latin ones
    ],
)
def test_latin_words_and_digits_stand_alone(rule: Make, document: Doc, text: str, hit: bool) -> None:
    ours = rule(terms=("TOP1", "第一"), views=BOTH)
    assert bool(found(scan_of([ours], document(text)), ours)) is hit


def test_the_next_segment_does_not_extend_a_token(rule: Make, document: Doc) -> None:
    ours = rule(terms=("TOP1",))
    assert found(scan_of([ours], document("9", "TOP1", "0")), ours) == [(1, "TOP1")]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("最佳", False), ("最\u200b佳", True), ("最 佳", False), ("最 \u00ad佳", True), ("\u200b最佳\u200b", False)],
)
def test_hidden_characters_are_noted(rule: Make, document: Doc, text: str, hidden: bool) -> None:
    ours = rule(terms=("最佳",), views=BOTH)
    assert [hit.hidden for hit in scan_of([ours], document(text)).hits(ours)] == [hidden]


def test_words_with_fillers_of_their_own_are_found_as_written(rule: Make, document: Doc) -> None:
    ours = rule(terms=("No.1", "七天 无理由"))
    assert [word for _, word in found(scan_of([ours], document("no.1、NO1、七天 无理由、七天无理由")), ours)] == [
        "no.1",
        "七天 无理由",
    ]


def test_a_word_of_nothing_but_fillers_is_never_found(rule: Make, document: Doc) -> None:
    ours = rule(terms=("--", "\u200b", "最佳"), views=BOTH)
    assert [word for _, word in found(scan_of([ours], document("-- \u200b 最佳")), ours)] == ["最佳"]


def test_two_rules_with_the_same_word_both_get_it(rule: Make, document: Doc) -> None:
    one, two = rule("XX101", terms=("最佳",)), rule("XX102", terms=("最佳", "最 佳"), views=BOTH)
    scan = scan_of([one, two], document("最佳 最 佳"))
    assert [word for _, word in found(scan, one)] == ["最佳"]
    assert sorted(set(found(scan, two))) == [(0, "最 佳"), (0, "最佳")]


def test_roles_are_kept_apart(rule: Make, document: Doc) -> None:
    ours = rule(terms=("甲",), second=("乙",), anchors=("丙",), allow=("丁",))
    scan = scan_of([ours], document("甲乙", "丙丁丙"))
    assert [scan.segments_of(ours, role) for role in ("term", "second", "anchor", "allow")] == [[0], [0], [1], [1]]
    assert len(scan.hits(ours, "anchor")) == 2


def test_an_anchor_stands_whatever_is_inside_or_around(rule: Make, document: Doc) -> None:
    ours = rule(kind="pii.plate", anchors=("top", "100%"))
    assert scan_of([ours], document("stopper", "1 0 0 %", "t--------op", "无")).segments_of(ours) == [0, 1, 2]


def test_an_allow_phrase_covers_only_what_lies_wholly_inside(rule: Make, document: Doc) -> None:
    ours = rule(terms=("第一", "一次性"), allow=("第一次", "第一次做人"))
    scan = scan_of([ours], document("第一次性价比，第一", "第一次做人第一"))
    assert scan.phrase_over(ours, 0, 0, 2) == "第一次"
    assert scan.phrase_over(ours, 0, 1, 4) == ""
    assert scan.phrase_over(ours, 0, 7, 9) == ""
    assert scan.phrase_over(ours, 1, 0, 5) == "第一次做人"
    assert [(hit.segment, hit.start) for hit in scan.free_hits(ours)] == [(0, 1), (0, 7), (1, 5)]


def test_an_allow_phrase_does_not_reach_into_other_segments_or_rules(rule: Make, document: Doc) -> None:
    one, two = rule("XX101", terms=("第一",), allow=("第一次",)), rule("XX102", terms=("第一",))
    scan = scan_of([one, two], document("第一次", "第一"))
    assert [hit.segment for hit in scan.free_hits(one)] == [1]
    assert [hit.segment for hit in scan.free_hits(two)] == [0, 1]


def test_a_hidden_allow_phrase_still_covers(rule: Make, document: Doc) -> None:
    ours = rule(terms=("第一",), allow=("第一次",))
    assert scan_of([ours], document("第一\u200b次", "第\ufe0f一次")).free_hits(ours) == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("电话1380", True),
        ("电话１３８０", True),
        ("1-3-8-0", True),
        ("1 3 8 0", True),
        ("①③⑧⑩ 13", False),
        ("138", False),
        ("一三八零零一三", True),
        ("第一二三", False),
        ("𝟏𝟑𝟖𝟎", True),
    ],
)
def test_segments_where_numbers_may_hide(document: Doc, text: str, holds: bool) -> None:
    scan = scan_of([], document("无", text, "无"))
    assert scan.digit_segments == ([1] if holds else [])


def test_every_segment_with_digits_is_listed_once(document: Doc) -> None:
    assert scan_of([], document("1234 5678 9012", "", "12", "34", "5678")).digit_segments == [0, 4]


def test_folded_and_squeezed_views_of_a_segment(document: Doc) -> None:
    scan = scan_of([], document("ＡＢ", "最 佳", ""))
    assert [scan.folded_of(number) for number in range(3)] == ["ab", "最 佳", ""]
    assert scan.squeezed_of(1).text == "最佳"


def test_an_empty_document(rule: Make, document: Doc) -> None:
    ours = rule(terms=("最佳",))
    scan = scan_of([ours], document())
    assert (scan.hits(ours), scan.digit_segments) == ([], [])


@pytest.mark.parametrize("backend", ["daachorse", "pyahocorasick"])
def test_backends_give_the_same_hits(rule: Make, document: Doc, backend: str) -> None:
    ours = rule(terms=("最佳", "𠮷祥", "TOP1"), views=BOTH)
    text = "😀最 佳\ud800𠮷\u200b祥top1"
    assert found(scan_of([ours], document(text), backend), ours) == [(0, "最 佳"), (0, "𠮷\u200b祥"), (0, "top1")]


def test_a_megabyte_and_a_hundred_thousand_segments(rule: Make, document: Doc) -> None:
    ours = rule(terms=("最佳", "第一"), views=BOTH)
    assert len(scan_of([ours], document("最 佳的第一" * 50_000)).hits(ours)) == 100_000
    scan = scan_of([ours], document(*["最佳"] * 100_000))
    assert scan.segments_of(ours, "term") == list(range(100_000))

"""Pattern rules: regular expressions where an anchor stands, within their time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from adlint.errors import Unreadable
from adlint.finding import Rule
from adlint.match.lexicon import Lexicon
from adlint.match.patterns import find_patterns
from adlint.match.scan import Scan
from adlint.model import Document
from adlint.rules import expression

Make = Callable[..., Rule]
Doc = Callable[..., Document]
Find = Callable[..., list[str]]
BOTH = ("folded", "squeezed")

#: Exponential for `regex`, and not of the shape that the check at loading knows.
SLOW = "(a|a)+$"
SLOW_TEXT = "a" * 40 + "b"


@pytest.fixture
def find(rule: Make, document: Doc) -> Find:
    """A function that gives the stretches that patterns find in texts."""

    def run(pattern: str, *texts: str, **fields: Any) -> list[str]:
        ours = rule(kind="patterns", patterns=(pattern,), **fields)
        scan = Scan(document(*texts), Lexicon([ours]))
        return [scan.texts[item.segment][item.start : item.end] for item in find_patterns(ours, scan)]

    return run


@pytest.mark.parametrize("trusted", [True, False])
def test_the_group_hit_is_the_stretch_where_there_is_one(find: Find, trusted: bool) -> None:
    assert find("效果[0-9]+天", "见效果7天，效果14天", trusted=trusted) == ["效果7天", "效果14天"]
    assert find("效果(?P<hit>[0-9]+天)", "见效果7天，效果14天", trusted=trusted) == ["7天", "14天"]


def test_an_empty_match_is_nothing(find: Find) -> None:
    assert find("效(?P<hit>果?)", "效果，效", trusted=True) == ["果"]


def test_offsets_are_those_of_the_original(find: Find) -> None:
    assert find("top[0-9]+", "😀ＴＯＰ１０是ＴＯＰ８", trusted=True) == ["ＴＯＰ１０", "ＴＯＰ８"]


def test_without_anchors_every_segment_is_searched_and_with_anchors_those_that_have_one(find: Find) -> None:
    texts = "最好的", "绝对好的", "好的"
    assert find(".好的", *texts) == ["最好的", "对好的"]
    assert find(".好的", *texts, anchors=("绝对",)) == ["对好的"]
    assert find("好的", *texts, anchors=("无",)) == []


def test_squeezed_view_only_where_the_rule_has_it(find: Find) -> None:
    text = "永 不-褪 色"
    assert find("永不褪色", text) == []
    assert find("永不褪色", text, views=BOTH) == [text]


def test_what_is_not_seen_hides_nothing(rule: Make, document: Doc) -> None:
    ours = rule(kind="patterns", patterns=("永不褪色",))
    scan = Scan(document("面料永\u200b不\ufe0f褪色的", "永不褪色"), Lexicon([ours]))
    [hidden, plain] = find_patterns(ours, scan)
    assert (hidden.start, hidden.end, hidden.hidden) == (2, 8, True)
    assert (plain.start, plain.end, plain.hidden) == (0, 4, False)


def test_what_is_seen_still_counts_where_something_is_hidden(find: Find) -> None:
    # A rule that wants a gap, or a decimal point, still has it although something invisible stands in the copy.
    assert find("提升 [0-9]", "提升 3\u200b倍") == ["提升 3"]
    assert find("提升 [0-9]", "提\u200b升 3倍") == ["提\u200b升 3"]
    assert find("[0-9][.][0-9]倍", "3\u200b.5倍") == ["3\u200b.5倍"]
    assert find("提升3倍", "提升 3倍\u200b") == []  # and a gap that is seen still is one


def test_each_stretch_once_whatever_views_and_patterns_find_it(rule: Make, document: Doc) -> None:
    ours = rule(kind="patterns", patterns=("最佳", "最[佳好]"), views=BOTH)
    scan = Scan(document("最佳"), Lexicon([ours]))
    assert len(list(find_patterns(ours, scan))) == 1


def test_a_slow_pattern_of_a_user_stops_in_time_and_is_named(
    rule: Make, document: Doc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expression, "BUDGET", 0.1)
    slow = rule("XX777", kind="patterns", patterns=(SLOW,))
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        list(find_patterns(slow, Scan(document(SLOW_TEXT), Lexicon([slow]))))
    assert time.perf_counter() - began < 5
    assert (caught.value.code, caught.value.facts["rule"]) == ("limit-time", "XX777")


def test_a_megabyte_without_and_with_matches(find: Find) -> None:
    assert find("[0-9]{1,3}天见效", "字" * 1_000_000) == []
    assert len(find("[0-9]{1,3}天见效", "7天见效，" * 50_000, trusted=True)) == 50_000


def test_anchors_that_are_frequent_or_spelt_with_signs_are_a_context(rule: Make, document: Doc) -> None:
    ours = rule(kind="patterns", patterns=("品牌好",), anchors=("一", "no.1"))
    scan = Scan(document("No.1 的品牌好", "n o 1 品牌好", "第一的品牌好", "品牌好"), Lexicon([ours]))
    assert [item.segment for item in find_patterns(ours, scan)] == [0, 1, 2]

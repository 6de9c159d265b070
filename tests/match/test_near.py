"""Near rules: a word of one class close to a word of another, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adlint.finding import Rule
from adlint.match.lexicon import Lexicon
from adlint.match.near import find_near
from adlint.match.scan import Scan
from adlint.model import Document

Make = Callable[..., Rule]
Doc = Callable[..., Document]


@pytest.fixture
def find(rule: Make, document: Doc) -> Callable[..., list[str]]:
    """A function that gives the stretches found in the texts by a rule 全国/行业 … 最大/第一."""

    def run(*texts: str, order: str = "any", **fields: Any) -> list[str]:
        given = {"terms": ("全国", "行业"), "second": ("最大", "第一", "最"), "within": 4, **fields}
        ours = rule(kind="near", params={"order": order}, **given)
        scan = Scan(document(*texts), Lexicon([ours]))
        return [scan.texts[item.segment][item.start : item.end] for item in find_near(ours, scan)]

    return run


Find = Callable[..., list[str]]


def test_the_stretch_covers_both_words_and_what_lies_between(find: Find) -> None:
    assert find("我们是全国规模最大的") == ["全国规模最大"]
    assert find("全国第一") == ["全国第一"]


@pytest.mark.parametrize("order", ["any", "forward"])
def test_order(find: Find, order: str) -> None:
    assert find("规模全国最大", order=order) == ["全国最大"]
    assert find("最大的全国连锁", order=order) == (["最大的全国"] if order == "any" else [])


@pytest.mark.parametrize("between", range(7))
def test_within(find: Find, between: int) -> None:
    text = "全国" + "字" * between + "第一"
    assert find(text) == ([text] if between <= 4 else [])
    text = "第一" + "字" * between + "全国"
    assert find(text) == ([text] if between <= 4 else [])


@pytest.mark.parametrize("stop", ["。", "！", "？", "；", ";", "\n", ". "])
def test_no_further_than_the_sentence(find: Find, stop: str) -> None:
    assert find(f"全国{stop}第一") == []
    assert find(f"第一{stop}全国") == []


@pytest.mark.parametrize("pause", ["，", "、", " ", "：", ".", "-"])
def test_pauses_do_not_end_a_sentence(find: Find, pause: str) -> None:
    assert find(f"全国{pause}第一") == [f"全国{pause}第一"]


def test_not_across_segments(find: Find) -> None:
    assert find("全国", "第一") == []


def test_the_closest_is_taken_and_of_equally_close_ones_the_longer(find: Find) -> None:
    assert find("第一的全国最大") == ["全国最大"]
    assert find("最大的全国，最大") in (["最大的全国"], ["全国，最大"])
    assert find("全国最大") == ["全国最大"]  # not 全国最
    assert find("全国第一，行业第一") == ["全国第一", "行业第一"]


def test_a_word_does_not_stand_near_itself(find: Find) -> None:
    assert find("全国第一", terms=("全国第一",), second=("第一", "全国")) == []
    assert find("第一第一", terms=("第一",), second=("第一",)) == ["第一第一", "第一第一"]


def test_allow_phrases_clear_either_word(find: Find) -> None:
    allow = ("第一次", "全国人大")
    assert find("全国第一次", allow=allow) == []
    assert find("全国人大第一", allow=allow) == []
    assert find("全国第一次第一", allow=allow) == ["全国第一次第一"]


def test_hidden_characters_are_noted(rule: Make, document: Doc) -> None:
    ours = rule(kind="near", terms=("全国",), second=("第一",), within=4)
    scan = Scan(document("全\u200b国第一", "全国第\u200b一", "全国第一"), Lexicon([ours]))
    assert [item.hidden for item in find_near(ours, scan)] == [True, True, False]


@pytest.mark.parametrize("text", ["全国{}第一", "第一{}全国", "全国第{}一", "全{}国第一", "第{}一全国"])
def test_what_is_not_seen_does_not_count_as_distance(find: Find, text: str) -> None:
    hidden = text.format("\u200b" * 100)
    assert find(hidden) == [hidden]


def test_many_words_stay_linear(find: Find) -> None:
    assert len(find("全国第一" * 20_000)) == 20_000
    assert find("全国" * 20_000 + "。" + "第一" * 20_000) == []

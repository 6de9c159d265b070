"""Both backends give the answers of a brute-force search, on any words and texts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.match.automaton import automaton

BACKENDS = ("daachorse", "pyahocorasick")

# Few characters, so that words overlap; of one, two, three and four bytes, and some that share bytes.
_LETTERS = "a最佳第一\u00e9\u00a9𠮷𠮶😀\U0010ffff\u0000\uffff"
_TEXT_LETTERS = _LETTERS + "\ud800\udfff\udc80\ufffd"
_words = st.lists(st.text(st.sampled_from(_LETTERS), min_size=1, max_size=4), unique=True, max_size=12)
_texts = st.text(st.sampled_from(_TEXT_LETTERS), max_size=60)


def brute_force(words: Sequence[str], text: str) -> list[tuple[int, int, int]]:
    """All occurrences, found the slow way."""
    hits = []
    for number, word in enumerate(words):
        for start in range(len(text) - len(word) + 1):
            if text[start : start + len(word)] == word:
                hits.append((start, start + len(word), number))
    return sorted(hits)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of a backend that is installed."""
    pytest.importorskip({"daachorse": "daachorse", "pyahocorasick": "ahocorasick"}[request.param])
    return str(request.param)


@given(_words, _texts)
def test_backends_answer_as_brute_force_does(words: list[str], text: str) -> None:
    expected = brute_force(words, text)
    for backend in BACKENDS:
        assert automaton(words, backend)(text) == expected, backend


@given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=8), st.text(max_size=20), st.data())
def test_backends_agree_on_any_character(words: list[str], text: str, data: st.DataObject) -> None:
    if words:
        text = text.join(data.draw(st.lists(st.sampled_from(words), max_size=4)))
    answers = [automaton(words, backend)(text) for backend in BACKENDS]
    assert answers[0] == answers[1] == brute_force(words, text)


def test_overlapping_and_nested_words_are_all_found(backend: str) -> None:
    find = automaton(["第一", "第一品牌", "品牌", "一品", "牌"], backend)
    assert find("第一品牌") == [(0, 2, 0), (0, 4, 1), (1, 3, 3), (2, 4, 2), (3, 4, 4)]


def test_a_word_over_another_does_not_hide_the_shorter(backend: str) -> None:
    # The case that iter_long of pyahocorasick gets wrong.
    words = ["ab", "abcde", "bcx", "cd"]
    assert automaton(words, backend)("abcdx abcx") == brute_force(words, "abcdx abcx")


def test_offsets_are_code_points(backend: str) -> None:
    assert automaton(["最佳"], backend)("𠮷😀é最佳") == [(3, 5, 0)]


@pytest.mark.parametrize("odd", ["\ud800", "\udfff", "\ud83d\ude00", "\udcff\udcfe"])
def test_lone_surrogates_move_nothing(backend: str, odd: str) -> None:
    find = automaton(["最佳", "?", "\ufffd"], backend)
    assert find(f"{odd}最佳{odd}") == [(len(odd), len(odd) + 2, 0)]


def test_no_words_and_no_text(backend: str) -> None:
    assert automaton([], backend)("最佳") == []
    assert automaton(["最"], backend)("") == []


def test_a_backend_asked_for_by_name_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daachorse", None)
    with pytest.raises(ModuleNotFoundError):
        automaton(["最"], "daachorse")
    assert automaton(["最"])("最") == [(0, 1, 0)]  # auto falls back


def test_many_words_and_a_long_text(backend: str) -> None:
    words = [chr(0x4E00 + number) + chr(0x5E00 + number) for number in range(5000)]
    text = "".join(words)
    assert [hit[2] for hit in automaton(words, backend)(text)] == list(range(5000))
    assert automaton(words, backend)("字" * 500_000) == []


def test_one_automaton_serves_several_threads(backend: str) -> None:
    find = automaton(["最佳", "第一"], backend)
    text = "最佳第一" * 2000
    expected, answers = find(text), []
    threads = [Thread(target=lambda: answers.append(find(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8


def test_the_first_texts_are_searched_like_all_others(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["最", "最佳", "佳第一", "第一", "no1", "一名"]
    texts = ["", "最", "最佳第一名", "佳第 no1 一名最", "无"]
    monkeypatch.setattr("adlint.match.automaton.FEW", 5000)
    find = automaton(words, backend)
    rounds = [[find(text) for text in texts] for _ in range(3)]
    assert rounds[0] == rounds[1] == rounds[2] == [brute_force(words, text) for text in texts]

"""Squeezing: what hides in words is dropped, and every squeezed span leads back to the very characters (R5.1)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.normalize import fold, squeeze
from adlint.normalize.squeeze import FILLERS, INVISIBLE, gaps_of, without_invisible

IGNORABLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u202e\u2066\U000e0041\u0301\u034f"
texts = st.text(
    st.sampled_from("最佳第一1a. -*\n。·" + IGNORABLE + "👑😀𠮷\ud800\uffff") | st.characters(), max_size=60
)
_DROPPED = re.compile(f"[{INVISIBLE}{FILLERS}]")


@given(texts)
def test_every_span_leads_back_to_its_very_characters(text: str) -> None:
    folded = fold(text)
    view = squeeze(folded)
    kept = [index for index, char in enumerate(folded) if not _DROPPED.match(char)]
    assert view.text == "".join(folded[index] for index in kept)
    for start in range(len(view.text)):
        for end in range(start + 1, min(len(view.text), start + 6) + 1):
            since, until = view.back(start, end)
            assert (since, until) == (kept[start], kept[end - 1] + 1)
            assert squeeze(fold(text[since:until])).text == view.text[start:end]


@given(texts)
def test_squeezing_twice_changes_nothing(text: str) -> None:
    once = squeeze(fold(text)).text
    assert squeeze(once).text == once
    assert squeeze(without_invisible(text)).text == squeeze(text).text


@pytest.mark.parametrize(
    ("shown", "word"),
    [
        ("第 一", "第一"),
        ("第-一", "第一"),
        ("第*一", "第一"),
        ("第\u3000一", "第一"),
        ("第😀一", "第一"),
        ("第·一", "第一"),
        ("【第】「一」", "第一"),
        ("第\u200b\u2060\ufeff一", "第一"),
        ("第\ufe0f\U000e0101一", "第一"),
        ("第\u0336一\u0336", "第一"),
        ("\u202e第一\u202c", "第一"),
        ("n o . 1", "no1"),
    ],
)
def test_what_people_put_inside_words_goes(shown: str, word: str) -> None:
    assert squeeze(fold(shown)).text == word


@pytest.mark.parametrize("char", "。;!?,、:%+=&@#👑🏆🥇💯🔝\n\r\uffff0a最")
def test_what_ends_a_phrase_or_means_something_stays(char: str) -> None:
    assert squeeze(char).text == char


@pytest.mark.parametrize("char", IGNORABLE)
def test_invisible_is_not_seen_on_paper(char: str) -> None:
    assert without_invisible(f"最{char}佳") == "最佳"


def test_fillers_are_seen_on_paper() -> None:
    assert without_invisible("最 -佳") == "最 -佳"


@pytest.mark.parametrize(
    ("stretch", "gaps"),
    [("最佳", []), ("最 佳", [" "]), ("最\u200b佳", []), ("a - b*c", [" - ", "*"]), ("最 \u200b 佳", ["  "])],
)
def test_gaps_are_the_fillers_as_seen(stretch: str, gaps: list[str]) -> None:
    assert gaps_of(stretch) == gaps


def test_a_megabyte_of_fillers_is_squeezed_and_led_back_in_passing() -> None:
    text = "最 \u200b佳-" * 200_000
    view = squeeze(text)
    assert view.text == "最佳" * 200_000
    assert view.back(399_998, 400_000) == (999_995, 999_999)
    assert squeeze(" " * 1_000_000).text == ""

"""Folding: one to one, idempotent, and never a change of meaning."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.normalize import fold
from adlint.normalize.fold import _LONG
from adlint.normalize.fold_data import NEW, OLD

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_the_table_is_two_strings_of_equal_length_and_each_old_character_stands_once() -> None:
    assert len(OLD) == len(NEW) == len(set(OLD))


def test_every_code_point_folds_to_one_and_folding_twice_changes_nothing() -> None:
    once = [fold(char) for char in EVERY]
    assert all(len(char) == 1 for char in once)
    assert [fold(char) for char in once] == once


def test_what_the_table_gives_is_itself_plain() -> None:
    assert fold(NEW) == NEW
    assert fold(OLD) == NEW


@pytest.mark.parametrize("start", range(0, sys.maxunicode + 1, 0x8000))
def test_a_long_text_folds_as_its_characters_do_one_by_one(start: int) -> None:
    block = "".join(EVERY[start : start + 0x8000])
    long = block * (_LONG // len(block) + 2)
    assert len(long) > _LONG
    folded = fold(long)
    assert len(folded) == len(long)
    assert [char for char, plain in zip(block, folded, strict=False) if fold(char) != plain] == []


@given(st.text(st.characters()))
def test_length_is_kept_and_parts_fold_alone(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded == "".join(map(fold, text))
    assert fold(folded) == folded


@pytest.mark.parametrize("char", "一二三四五六七八九十百千万亿零〇壹贰叁。；！？，：（）")
def test_numerals_and_plain_punctuation_keep_their_meaning(char: str) -> None:
    assert fold(char) == {"；": ";", "！": "!", "？": "?", "，": ",", "：": ":", "（": "(", "）": ")"}.get(char, char)


def test_no_numeral_becomes_a_digit_and_no_digit_a_numeral() -> None:
    for old, new in zip(OLD, NEW, strict=True):
        assert not (old in "一二三四五六七八九十零〇" or (new in "0123456789" and old in "一二三四五六七八九十"))


def test_a_negated_sign_does_not_become_its_opposite() -> None:
    assert fold("≠≮≯") == "≠≮≯"


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("ＴＯＰ１％", "top1%"),
        ("ＮＯ．１", "no.1"),
        ("TOP", "top"),
        ("國家級", "国家级"),
        ("銷量領先", "销量领先"),
        ("①②⑳", "12⑳"),  # ⑳ would be two characters
        ("❶➊", "11"),
        ("𝐓𝐎𝐏𝟏", "top1"),
        ("ⓉⓄⓅ", "top"),
        ("ТОР", "top"),  # Cyrillic
        ("ΤΟΡ", "top"),  # Greek
        ("éÀñ", "ean"),
        ("㊀", "一"),
        ("最⾼", "最高"),  # a Kangxi radical
        ("İıß", "iıß"),  # İ.lower() would be two characters
        ("ﬃﷺ", "ﬃﷺ"),  # and these three and eighteen
        ("\ud800\udfff", "\ud800\udfff"),
        ("囯弌", "国一"),
        ("", ""),
    ],
)
def test_known_disguises(shown: str, plain: str) -> None:
    assert fold(shown) == plain


def test_a_megabyte_is_folded_in_passing() -> None:
    text = "補水面膜銷量全網第一，ＴＯＰ１。" * 65_536
    assert fold(text) == "补水面膜销量全网第一,top1。" * 65_536

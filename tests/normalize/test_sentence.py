"""Where a sentence begins and ends, for rules and judges that look no further."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.normalize.sentence import REACH, sentence_around


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("先。这是【最佳】的。后", "这是最佳的。"),
        ("【最佳】", "最佳"),
        ("甲\n乙【最佳】丙\n丁", "乙最佳丙\n"),
        ("甲!乙?【最佳】;丁", "最佳;"),
        ("约3.5倍【最佳】a.b c. 丁", "约3.5倍最佳a.b c."),
        ("甲，乙、【最佳】：丙", "甲，乙、最佳：丙"),
        ("甲\uffff【最佳】\uffff乙", "最佳\uffff"),
    ],
)
def test_bounds(text: str, sentence: str) -> None:
    start = text.index("【")
    end = text.index("】") - 1
    plain = text.replace("【", "").replace("】", "")
    since, until = sentence_around(plain, start, end)
    assert plain[since:until] == sentence


def test_no_further_than_a_reader_looks() -> None:
    text = "字" * 1000
    assert sentence_around(text, 500, 502) == (500 - REACH, 502 + REACH)


@given(st.text(st.sampled_from("字。.\n ;a")), st.data())
def test_the_sentence_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    since, until = sentence_around(text, start, end)
    assert 0 <= since <= start <= end <= until <= len(text)

"""BW103: slogans, and what is like them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from adlint.match.brand.likeness import Stretch, stretches_like

WORDING = """
  slogans:
    - {official: "一片青屿，半日清闲", similarity: 0.7}
    - {official: Half a day of island calm, similarity: 0.75}
"""


@pytest.mark.parametrize(
    "example",
    [
        "[[一片青屿，半日悠闲]]。",
        "[[一叶青屿，半日清闲]]",
        "[[一片青屿半日清静]]的时光",
        "来吧，[[一片青屿，半日清]]！",
        "[[一片大青屿，半日清闲]]",
        "[[一片，青屿半日好清闲]]",
        "[[Half a day of island clam]]!",
        "Enjoy [[half day of island calm]], now",
        "[[一片青屿，半日悠闲]]；一片青屿，半日清闲；[[一片轻屿，半日清闲]]",
    ],
)
def test_what_is_nearly_a_slogan(brand: Callable[..., Any], check: Callable[..., Any], example: str) -> None:
    for finding in check(brand(WORDING), example, "BW103"):
        assert finding.severity == "warning"
        [suggestion] = finding.suggestions
        assert not suggestion.safe
        assert f"“{suggestion.text}”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "一片青屿，半日清闲",
        "一片青屿 半日清闲",
        "一片青屿\n半日清闲",
        "一片青屿,半日清闲！",
        "“一片青屿·半日清闲”",
        "喝一杯，一片青屿，半日清闲，都在这里",
        "HALF A DAY OF ISLAND CALM",
        "一片茶园，半日山行",
        "偷得浮生半日清闲",
        "一片片茶叶。青屿。半日。清闲。",
        "Half a dozen of island clams",
    ],
)
def test_what_is_one_or_is_far_from_it(brand: Callable[..., Any], check: Callable[..., Any], text: str) -> None:
    check(brand(WORDING), text)


def test_similarity_is_the_specs(brand: Callable[..., Any], check: Callable[..., Any]) -> None:
    check(brand("{slogans: [{official: 喝茶就喝青屿茶, similarity: 0.9}]}"), "喝茶只喝青屿茶")
    check(brand("{slogans: [{official: 喝茶就喝青屿茶, similarity: 0.8}]}"), "[[喝茶只喝青屿茶]]", "BW103")


def test_likeness_is_the_edit_distance_over_the_longer_length() -> None:
    assert list(stretches_like("abcd", "xxabcdxx", 0.7)) == [Stretch(2, 6, 0)]
    assert list(stretches_like("abcd", "abXd", 0.75)) == [Stretch(0, 4, 1)]
    assert list(stretches_like("abcd", "abXd", 0.76)) == []
    assert list(stretches_like("abcd", "", 0.1)) == []


def test_twice_the_copy_takes_twice_the_steps(brand: Callable[..., Any]) -> None:
    linter = brand(WORDING)

    def steps(size: int) -> int:
        """Calls of functions while so much copy is checked: like time, but the same on every machine."""
        calls = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        text = ("一片青屿，半日闲。" * size)[:size]
        sys.setprofile(count)
        try:
            linter.check_text(text)
        finally:
            sys.setprofile(None)
        return calls

    steps(80_000)  # whatever is made once
    assert steps(20_000) < 2.5 * steps(10_000)

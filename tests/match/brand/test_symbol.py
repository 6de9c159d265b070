"""BW102: trademark symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adlint import Source

FIRST = '{names: [{official: QINGYU, also_ok: [QINGYU TEA], symbol: {mark: "®", where: first}}]}'
EVERY = '{names: [{official: QINGYU, symbol: {mark: "™", where: every}}]}'
NEVER = "{names: [{official: QINGYU, symbol: {where: never}}]}"
NONE = "{names: [{official: 青屿茶, symbol: {mark: none}}]}"


@pytest.mark.parametrize(
    ("wording", "example", "instead"),
    [
        (FIRST, "[[QINGYU]] 新茶，QINGYU 门店", ["QINGYU®"]),
        (FIRST, "QINGYU® 新茶，QINGYU 门店，QINGYU®", []),
        (FIRST, "QINGYU ® 新茶", []),
        (FIRST, "QINGYU® TEA 与 QINGYU TEA®", []),
        (FIRST, "QINGYU TEA® 新茶", []),
        (FIRST, "[[QINGYU™]] 新茶", ["QINGYU®"]),
        (FIRST, "[[QINGYU(R)]] 新茶", ["QINGYU®"]),
        (FIRST, "[[QINGYU（TM）]] 新茶", ["QINGYU®"]),
        (FIRST, "[[QINGYU TEA™]] 新茶", ["QINGYU TEA®"]),
        (FIRST, "QINGYU® 新茶，[[QINGYU℠]]", ["QINGYU®"]),
        (FIRST, "www.QINGYU.com 与 @QINGYU", []),
        (FIRST, "@QINGYU 说：[[QINGYU]] 上新", ["QINGYU®"]),
        (EVERY, "[[QINGYU]] 与 QINGYU™ 与 [[QINGYU]]", ["QINGYU™", "QINGYU™"]),
        (EVERY, "[[QINGYU®]]", ["QINGYU™"]),
        (NEVER, "[[QINGYU®]] 与 QINGYU", ["QINGYU"]),
        (NONE, "[[青屿茶 ™]]和青屿茶", ["青屿茶"]),
    ],
)
def test_symbols(
    brand: Callable[..., Any], check: Callable[..., Any], wording: str, example: str, instead: list[str]
) -> None:
    findings = check(brand(wording), example, "BW102")
    assert [item.suggestions[0].text for item in findings] == instead
    assert all(item.suggestions[0].safe and item.severity == "warning" for item in findings)


def test_first_is_the_first_that_is_seen_in_the_document(brand: Callable[..., Any]) -> None:
    page = '<p><img alt="QINGYU 图"></p><h1>QINGYU 上新</h1><p>QINGYU® 门店</p>'.encode()
    [finding] = brand(FIRST).check(Source("a.html", page)).findings
    assert (finding.text, finding.kind) == ("QINGYU", "title")
    assert "首次出现要加“®”" in finding.message


def test_a_name_without_a_word_on_symbols_is_free(brand: Callable[..., Any], check: Callable[..., Any]) -> None:
    check(brand("{names: [{official: QINGYU}]}"), "QINGYU 与 QINGYU®")

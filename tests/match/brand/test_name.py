"""BW101: names, to the character."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Brand = Callable[..., Any]
Check = Callable[..., Any]

TEA = """
  names:
    - {official: 青屿茶, also_ok: [青屿茶业有限公司], never: [青屿茶叶, 青屿, 青与茶]}
    - {official: QINGYU, also_ok: [QINGYU TEA], never: [Qing Yu, qingyu]}
    - {official: NumPy, also_ok: [numpy], never: [Numpy, NUMPY, Num Py]}
    - {official: Kola, case: any, never: [KOLA]}
  slogans:
    - {official: "一片青屿，半日清闲"}
  partners:
    - {names: [青屿书店], status: allowed}
"""


@pytest.mark.parametrize(
    ("example", "how", "instead"),
    [
        ("喝[[青屿]]，逛[[青屿茶叶]]店", "规范写明不这样写", "青屿茶"),
        ("[[青与茶]]上新", "规范写明不这样写", "青屿茶"),
        ("[[青 屿 茶]]上新", "空格或符号", "青屿茶"),
        ("来一杯[[青·屿茶]]", "空格或符号", "青屿茶"),
        ("来一杯[[青-屿-茶]]", "空格或符号", "青屿茶"),
        ("来一杯[[青屿®茶]]", "空格或符号", "青屿茶"),
        ("来一杯[[青嶼茶]]", "繁体、全角或形近", "青屿茶"),
        ("来一杯[[青屿荼]]", "形近", "青屿茶"),
        ("[[Qing Yu]]来了", "规范写明不这样写", "QINGYU"),
        ("[[qingyu]]来了", "规范写明不这样写", "QINGYU"),
        ("[[Qingyu]]来了", "大小写", "QINGYU"),
        ("[[Q I N G Y U]] 来了", "空格或符号", "QINGYU"),
        ("[[QING-YU]]来了", "空格或符号", "QINGYU"),
        ("[[ＱＩＮＧＹＵ]]来了", "全角", "QINGYU"),
        ("[[Q\u0406NGYU]]来了", "形近", "QINGYU"),
        ("[[Q1NGYU]]来了", "形近", "QINGYU"),
        ("[[QlNGYU]]来了", "形近", "QINGYU"),
        ("[[QINGYUTEA]]来了", "空格或符号", "QINGYU TEA"),
        ("[[Qingyu Tea]]来了", "大小写", "QINGYU TEA"),
        ("用 [[Numpy]] 算", "规范写明不这样写", "NumPy"),
        ("用 [[numPy]] 算", "大小写", "NumPy"),
        ("用 [[Num-Py]] 算", "空格或符号", "NumPy"),
        ("一杯[[KOLA]]", "规范写明不这样写", "Kola"),
        ("访问 www.qingyu.com，[[Qing Yu]] 上新", "规范写明不这样写", "QINGYU"),
        ("这片[[青屿]]叶", "规范写明不这样写", "青屿茶"),
    ],
)
def test_wrong_forms(brand: Brand, check: Check, example: str, how: str, instead: str) -> None:
    for finding in check(brand(TEA), example, "BW101"):
        assert finding.severity == "error"
        assert finding.category == "brand-wording"
        assert how in finding.message
        # Whether a short form means just the name, only its author knows.
        is_safe = finding.text not in ("青屿", "青屿茶叶")
        assert [(item.text, item.safe) for item in finding.suggestions] == [(instead, is_safe)]


@pytest.mark.parametrize(
    "text",
    [
        "青屿茶好喝，QINGYU 新茶，QINGYU TEA 门店，QINGYU Tea",
        "青屿茶业有限公司出品",
        "用 NumPy 与 numpy",
        "KoLa kola Kola",
        "一片青屿，半日清闲",
        "一片青屿 半日清闲",
        "一片青屿",  # the slogan on two lines
        "青屿书店的朋友",
        "青\u200b屿\u00ad茶",  # nobody sees them
        "青“屿茶”（屿）",
        "QINGYUAN 与 unqingyu",
        "官网 https://www.qingyu.com/qingyu?from=Qingyu",
        "官网 qingyu.com/Qingyu",
        "邮箱 hi@qingyu.com，qingyu@example.com",
        "关注@青屿 和 @Qingyu_official，＠青屿",
        "下载青屿菜单.pdf 和 qingyu-logo@2x.png",
        "见 ./assets/qingyu/logo.svg、C:\\qingyu\\a",
    ],
)
def test_what_is_right_or_no_copy(brand: Brand, check: Check, text: str) -> None:
    check(brand(TEA), text)


def test_places_in_long_documents_are_those_of_the_text(brand: Brand) -> None:
    report = brand(TEA).check_text("第一行\n" * 30 + "来喝青 屿茶吧")
    assert [(item.place.line, item.place.column, item.text) for item in report.findings] == [(31, 3, "青 屿茶")]


def test_a_form_that_another_spec_allows_is_right(spec: Callable[..., str], check: Check) -> None:
    from adlint import Linter, Settings

    first = spec("wording: {names: [{official: 山岚茶, never: [山岚]}]}\n", "a.yaml")
    second = spec("wording: {names: [{official: 山岚咖啡}, {official: 谷雨}]}\n", "b.yaml")
    linter = Linter(settings=Settings(vi=(first, second), select=("BW",)))
    check(linter, "山岚咖啡与[[山岚]]，[[谷 雨]]", "BW101")


def test_control_of_what_a_name_may_hold(brand: Brand, check: Check) -> None:
    linter = brand("{names: [{official: L'Oréal}, {official: 白象}]}")
    check(linter, "L'Oréal 与 L’Oréal，[[Loreal]] 和 [[L'Oreal]]")
    check(linter, "自象、白豕")  # two characters turn into other words too easily


def test_names_beside_what_the_settings_leave_out(brand: Brand) -> None:
    assert brand(TEA, select=("AD",)).check_text("青屿").findings == ()
    assert brand(TEA, select=(), ignore=("brand-name-miswritten",)).check_text("青屿").findings == ()
    [finding] = brand(TEA, severity={"BW": "info"}).check_text("青屿").findings
    assert finding.severity == "info"

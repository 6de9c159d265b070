"""For any number, however written and whatever Han text it stands in, the span found is the number's, exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adlint.finding import Candidate
from adlint.match.pii.id_card import check_of
from adlint.model import Document, Segment

Find = Callable[[str, Document], list[Candidate]]

#: Words that say nothing of numbers, of people or of goods.
HAN = st.text(st.sampled_from("春暖花香山水清风明月日夜晴雨蓝绿红紫轻松柔软细腻光泽"), max_size=8)
INVISIBLE = st.text(st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"), max_size=40)
BEHIND = st.sampled_from(["", "，", "。", "！", "\n", "；", "、", "）"])
#: One sign between all groups.
GAPS = st.sampled_from(["", " ", "-", ".", "·", "_", "/", "~", "*", "\u3000", "－", "—"])
#: Ways to write 0 to 9.
SCRIPTS = st.sampled_from(
    ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾"]
)
DIGIT = st.sampled_from("0123456789")

apart = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def digits(count: int) -> st.SearchStrategy[str]:
    return st.lists(DIGIT, min_size=count, max_size=count).map("".join)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    return "1" + draw(st.sampled_from("3456789")) + draw(digits(9))


@st.composite
def id_cards(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["110101", "310105", "440106", "510107", "650102", "810000"]))
    born = draw(st.dates(min_value=date(1900, 1, 1), max_value=date(1949, 1, 1)))
    body = region + born.strftime("%Y%m%d") + draw(digits(3))
    return body + check_of(body).upper()


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    body = "62" + draw(digits(draw(st.sampled_from([13, 16]))))
    doubled = [2 * int(digit) for digit in body[::-2]]
    total = sum(value - 9 if value > 9 else value for value in doubled) + sum(map(int, body[-2::-2]))
    return body + str(-total % 10)


@st.composite
def written(draw: st.DrawFn, number: st.SearchStrategy[str], groups: list[list[int]]) -> str:
    """The number in groups, in some script, with invisible characters anywhere inside."""
    plain, script, gap = draw(number), draw(SCRIPTS), draw(GAPS)
    shape = draw(st.sampled_from([sizes for sizes in groups if sum(sizes) == len(plain)]))
    parts, at = [], 0
    for size in shape:
        parts.append("".join(script[int(char)] if char.isdigit() else char for char in plain[at : at + size]))
        at += size
    joined = gap.join(parts)
    hidden = draw(INVISIBLE)
    where = draw(st.integers(1, len(joined) - 1))
    return joined[:where] + hidden + joined[where:]


@pytest.mark.parametrize("label", ["手机号：", "电话", "联系电话 ", "手机："])
@apart
@given(HAN, written(mobiles(), [[11], [3, 4, 4], [3, 3, 5], [4, 4, 3]]), BEHIND, HAN)
def test_the_span_of_a_mobile_number_is_exact(
    candidates: Find, label: str, before: str, number: str, behind: str, after: str
) -> None:
    lead = before + label
    assert _spans(candidates, "PI101", lead + number + behind + after) == [(len(lead), len(lead + number))]


@pytest.mark.parametrize("label", ["身份证号：", "身份证", "证件号码 "])
@apart
@given(HAN, written(id_cards(), [[18], [6, 8, 4], [6, 4, 4, 4], [3, 3, 4, 4, 4]]), BEHIND, HAN)
def test_the_span_of_an_identity_number_is_exact(
    candidates: Find, label: str, before: str, number: str, behind: str, after: str
) -> None:
    lead = before + label
    assert _spans(candidates, "PI102", lead + number + behind + after) == [(len(lead), len(lead + number))]


@pytest.mark.parametrize("label", ["银行卡号：", "卡号", "银行账号 "])
@apart
@given(HAN, written(bank_cards(), [[16], [19], [4, 4, 4, 4], [6, 10], [4, 4, 4, 4, 3], [6, 13]]), BEHIND, HAN)
def test_the_span_of_a_bank_card_is_exact(
    candidates: Find, label: str, before: str, number: str, behind: str, after: str
) -> None:
    lead = before + label
    if len(set(number)) > 2:
        assert _spans(candidates, "PI103", lead + number + behind + after) == [(len(lead), len(lead + number))]


@apart
@given(HAN, mobiles(), HAN)
def test_a_mobile_number_needs_no_label_among_han(candidates: Find, before: str, number: str, after: str) -> None:
    assert _spans(candidates, "PI101", before + number + after) == [(len(before), len(before + number))]


@apart
@given(HAN, st.text(DIGIT, min_size=12, max_size=30), HAN)
def test_no_mobile_number_is_cut_from_a_longer_one(candidates: Find, before: str, number: str, after: str) -> None:
    if not number.startswith(("86", "0086")):
        assert _spans(candidates, "PI101", before + number + after) == []


def _spans(candidates: Find, rule_id: str, text: str) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in candidates(rule_id, Document("t", (Segment(text, "body"),)))]


@apart
@given(HAN, id_cards(), HAN)
def test_an_identity_number_needs_no_label_among_han(candidates: Find, before: str, number: str, after: str) -> None:
    assert _spans(candidates, "PI102", before + number + after) == [(len(before), len(before + number))]


@apart
@given(HAN, st.from_regex(r"[a-z][a-z0-9_]{2,12}@(?:qq|163|gmail)\.com", fullmatch=True), INVISIBLE, HAN, st.data())
def test_the_span_of_an_address_is_exact(
    candidates: Find, before: str, address: str, hidden: str, after: str, data: st.DataObject
) -> None:
    where = data.draw(st.integers(1, len(address) - 1))
    written = address[:where] + hidden + address[where:]
    assert _spans(candidates, "PI104", before + written + after) == [(len(before), len(before + written))]


@apart
@given(HAN, st.sampled_from("EGC"), digits(8), INVISIBLE, HAN, st.integers(1, 8))
def test_the_span_of_a_passport_is_exact(
    candidates: Find, before: str, kind: str, number: str, hidden: str, after: str, where: int
) -> None:
    lead, plain = f"{before}护照号：", kind + number
    written = plain[:where] + hidden + plain[where:]
    assert _spans(candidates, "PI106", lead + written + after) == [(len(lead), len(lead + written))]


@pytest.mark.parametrize("rule_id", ["PI101", "PI102", "PI103", "PI112"])
@apart
@given(HAN, st.sampled_from(["400", "800"]), digits(7), GAPS, HAN)
def test_hotlines_of_firms_stay_quiet(
    candidates: Find, rule_id: str, before: str, lead: str, number: str, gap: str, after: str
) -> None:
    for text in (
        lead + gap + number,
        lead + gap + number[:3] + gap + number[3:],
        lead + gap + number[:4] + gap + number[4:],
    ):
        assert _spans(candidates, rule_id, f"{before}热线{text}{after}") == []


@pytest.mark.parametrize("rule_id", ["PI101", "PI102", "PI103", "PI106", "PI110", "PI111", "PI112", "PI114"])
@apart
@given(
    HAN,
    st.sampled_from(["订单号", "运单号：", "货号 ", "批号：", "条码", "型号：", "专利号ZL"]),
    st.text(DIGIT, min_size=4, max_size=20),
    HAN,
)
def test_numbers_of_goods_stay_quiet(
    candidates: Find, rule_id: str, before: str, label: str, number: str, after: str
) -> None:
    assert _spans(candidates, rule_id, before + label + number + after) == []

"""Mobile numbers: forms, disguises, what is none, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.finding import Candidate
from adlint.match.pii.mobile import mobiles_in
from adlint.model import Anchor, Document, Place, Segment
from adlint.normalize import fold
from adlint.normalize.squeeze import without_invisible

Found = Callable[..., list[tuple[str, str]]]

FORMS = [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "138.0013.8000",
    "+86 13800138000",
    "+8619900000000",
    "0086-138-0013-8000",
    "（+86）138 0013 8000",
    "19200000000",
    "16600000000",
    "17000000000",
    "18800000000",
    "14700000000",
]
VARIANTS = [
    "⒈⒊⒏⓿⓿⒈⒊⒏⓿⓿⓿",
    "㈠㈢㈧零零㈠㈢㈧零零零",
    "幺叁捌洞洞幺叁捌洞洞洞",
    "１３８００１３８０００",
    "①③⑧⓪⓪①③⑧⓪⓪⓪",
    "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣",
    "一三八零零一三八零零零",
    "幺三八零零幺三八零零零",
    "壹叁捌零零壹叁捌零零零",
    "一三八 零零一三 八零零零",
    "一38零零13八000",
    "138\u200b0013\u200b8000",
    "138-oo13-8ooo",
    "l38oo138ooo",
    "138OO138OOO",
    "138-0013 8000",
    "138)0013-8000",
    "1-3-8-0013-8000",
    "1 3 8 0 0 1 3 8 0 0 0",
    "138　0013　8000",
]
AFTER_A_LABEL = [
    "1380013\n8000",
    "138❤0013❤8000",
    "138|0013|8000",
    "138\\0013\\8000",
    "8613800138000",
    "138 00138000",
    "1380013 8000",
    "1380 013 8000",
]
NONE = [
    "12800138000",
    "1380013800",
    "138001380000",
    "11011011011",
    "10086",
    "138.0013",
    "订单2138001380001号",
    "1380013800A",
    "1380-0138-00",
    "138****8000",
    "2026138001380",
    "1380013800000",  # a timestamp in milliseconds
    "1.38.0013",
    "13800元",
    "138㎡",
    "8613800138000",
    "139 0000 1111 2222",
    "1234 139 0000 1111",
    "2024-13800138000-01",
    "SF13800138000",
    "rev13800138000",
    "1234.13800138000",
    "13 18 19 22 26 31",
    "一三五七九",
    "1949-2024-1380",
]
SOMETHING_ELSE = [
    "订单号13800138000",
    "订单编号：13800138000",
    "运单号 13800138000",
    "编号：13800138000",
    "货号 13912345678",
    "型号:13912345678",
    "SKU:13812345678",
    "UID: 13812345678",
    "序列号SN:13812345678",
    "条形码 13812345678",
    "学号13812345678",
    "播放量15912345678",
    "注册资本13800138000元",
    "阅读13800138000次",
    "用户数13800138000人",
    "¥13800138000",
    "原价199 1299 2999元",
    "https://example.com/item/13800138000.html",
    "www.example.com/?id=13800138000",
    "企业QQ：13800138000",
    "QQ群13800138000",
    "13800138000@139.com",
]
COMPANY_NUMBERS = [
    "400-820-8820",
    "4008208820",
    "400 123 4567",
    "400-6666-000",
    "800-820-8820",
    "010-62345678",
    "02152345678",
    "0755-22345678",
    "0571-82345678",
    "0871-6234567",
    "95588",
    "12315",
    "96110",
]


@pytest.mark.parametrize("number", FORMS + VARIANTS)
def test_a_number_is_found_however_it_is_written(number: str, found: Found) -> None:
    assert found("PI101", f"有事打{number}。") == [(number, "warning")]


@pytest.mark.parametrize("number", AFTER_A_LABEL)
def test_odd_forms_need_a_label(number: str, found: Found) -> None:
    assert found("PI101", f"手机号：{number}") == [(number, "warning")]
    assert found("PI101", f"参考{number}") == []


@pytest.mark.parametrize("text", NONE + SOMETHING_ELSE)
def test_what_is_no_mobile_number_is_let_pass(text: str, found: Found) -> None:
    assert found("PI101", text) == []


@pytest.mark.parametrize("number", COMPANY_NUMBERS)
@pytest.mark.parametrize("label", ["客服热线：", "联系电话", "客户电话 "])
def test_numbers_of_firms_are_let_pass(number: str, label: str, found: Found) -> None:
    assert found("PI101", label + number) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("门店热线13800138000", "info"),
        ("收货人：李小明 13800138000", "error"),
        ("中奖名单：王女士 13800138000", "error"),
        ("咨询热线：13800138000", "info"),
        ("全国招商热线：13800138000 / 400-820-8820", "info"),
        ("加盟咨询：13800138000 李经理", "info"),
        ("预约试驾请拨打13800138000", "info"),
        ("拨打13800138000预约试驾", "info"),
        ("销售顾问 李女士 13800138000", "info"),
        ("请联系客服 13800138000", "info"),
        ("客户咨询电话：13800138000", "info"),
        ("店铺地址：朝阳路88号，电话：13800138000", "info"),
        ("欢迎新老客户光临本店，电话：13800138000", "info"),
        ("地址：朝阳路88号\n电话：13800138000", "info"),
        ("联系我们 13800138000", "info"),
        ("销售顾问：李建国 13800138000", "warning"),
        ("您的快件由派送员13800138000派送", "warning"),
        ("有需要的联系13800138000", "warning"),
        ("请联系我 13800138000", "warning"),
        ("咨询请联系我 13800138000", "warning"),
        ("电话/微信：13800138000", "warning"),
        ("13800138000（微信同号）", "warning"),
        ("加V：13800138000", "warning"),
        ("会员专享8折，电话13800138000", "info"),
        ("☎13800138000", "warning"),
        ("您的订单已确认，联系电话：13800138000", "error"),
        ("我的名字是张三，电话是13800138000", "error"),
        ("感谢顾客李**授权，完整病历与联系电话13800138000见下图", "error"),
        ("学员电话：13800138000", "error"),
        ("门店客户电话：13800138000", "error"),
        ("患者电话：13800138000，咨询后康复", "error"),
        ("客户好评截图：张先生 138 0013 8000".replace("138 0013 8000", "13800138000"), "error"),
        ("主讲老师：王芳，国家二级心理咨询师，手机13800138000", "error"),
        ("联系人：张伟，13800138000", "error"),
        ("居民张三的身份证号11010519491231002X，手机号13800138000", "error"),
    ],
)
def test_whose_number_it_is_decides(text: str, severity: str, found: Found) -> None:
    assert found("PI101", text) == [("13800138000", severity)]


def test_the_heading_of_a_list_counts_for_its_rows(found: Found) -> None:
    assert found("PI101", "中奖名单", "13800138000", "13900139000") == [
        ("13800138000", "error"),
        ("13900139000", "error"),
    ]


def test_five_numbers_are_a_list_of_people(found: Found) -> None:
    numbers = [f"1380013800{digit}" for digit in range(5)]
    assert {severity for _, severity in found("PI101", *numbers[:4])} == {"warning"}
    assert {severity for _, severity in found("PI101", *numbers)} == {"error"}
    assert {severity for _, severity in found("PI101", *["咨询热线" + number for number in numbers])} == {"info"}


@pytest.mark.parametrize("between", ["、", "，", " ", "/", "\n", "；", " 或 "])
def test_numbers_in_a_row_are_all_found(between: str, found: Found) -> None:
    numbers = ["13800138000", "13900139000", "13700137000"]
    assert [text for text, _ in found("PI101", "电话" + between.join(numbers))] == numbers


def test_grouped_numbers_in_a_row_are_all_found(found: Found) -> None:
    assert len(found("PI101", "手机 138 0013 8000 139 0013 9000")) == 2


def test_a_column_is_read_by_its_heading(candidates: Callable[[str, Document], list[Candidate]]) -> None:
    def cell(text: str, place: str) -> Segment:
        return Segment(text, "cell", (Anchor(0, Place(cell=place), 0),))

    for heading, severity in (("手机号", "warning"), ("客户手机", "error"), ("门店热线", "info"), ("订单号", "")):
        document = Document("t", (cell("套餐甲", "第2行·商品"), cell("13800138000", f"第2行·{heading}")))
        assert [hit.severity.value for hit in candidates("PI101", document)] == ([severity] if severity else [])


def test_invisible_characters_are_told_of(candidates: Callable[[str, Document], list[Candidate]]) -> None:
    texts = ("138\u200b0013\u200b8000", "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣")
    document = Document("t", tuple(Segment(text, "body") for text in texts))
    assert [hit.hidden for hit in candidates("PI101", document)] == [True, False]


def test_the_digits_are_read_back() -> None:
    for number in FORMS[1:3] + VARIANTS:
        assert [mobile.digits for mobile in mobiles_in(without_invisible(fold(number)))] == ["13800138000"]


def test_an_offer_above_many_numbers_makes_them_nobodys_contact(found: Found) -> None:
    numbers = [f"1380013800{digit}" for digit in range(5)]
    assert {severity for _, severity in found("PI101", "全场5折，电话", *numbers[:4])} == {"info"}
    assert {severity for _, severity in found("PI101", "全场5折，电话", *numbers)} == {"error"}

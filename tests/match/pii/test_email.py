"""E-mail addresses: form, offices, persons, disguises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.match.pii.email import addresses_in

Found = Callable[..., list[tuple[str, str]]]

WELL_FORMED = """service@example.com info@brand.cn hr.dept@example.com.cn zhang.san88@example.net kefu@shop.com.cn
a_b@sub.example.org 10001@qq.com x+y@example.io sales-01@example.co test.user@exa-mple.cn""".split()  # noqa: SIM905
MALFORMED = ["service@example", "@example.com", "a@b", "user@", "a@@b.com", "a@.com", "a@b..com", "a@b.c", "中文@"]


@pytest.mark.parametrize("address", WELL_FORMED)
@pytest.mark.parametrize("around", ["{}", "邮箱{}。", "({})", "发到 {} 即可", "mailto:{}, 谢谢", "。.{}."])
def test_well_formed_addresses_are_seen(address: str, around: str) -> None:
    text = around.format(address)
    assert [text[start:end] for start, end in addresses_in(text)] == [address]


@pytest.mark.parametrize("text", [*MALFORMED, "版本1.0@2.0"])
def test_malformed_addresses_are_not(text: str) -> None:
    assert list(addresses_in(text)) == []


def test_an_address_may_not_be_endless() -> None:
    assert list(addresses_in("a" * 65 + "@example.com")) == []
    assert list(addresses_in("a" * 64 + "@example.com")) == [(0, 76)]


@pytest.mark.parametrize(
    "text",
    [
        "客服邮箱：service@example.com",
        "info@brand.cn",
        "简历投递：hr.dept@example.com.cn",
        "媒体垂询 press@brand.com",
        "新闻中心：pr01@brand.com",
        "sales-01@example.co",
        "kefu@shop.com.cn",
        "brandcn@brand.com",
        "商务合作 bd_east@example.com",
        "邮箱格式如：abc@example.com",
        "客户可发邮件至support@example.com",
        "关注@好友 参与",
        "Shop at example.com",
    ],
)
def test_offices_are_let_pass(text: str, found: Found) -> None:
    assert found("PI104", text) == []


@pytest.mark.parametrize(
    ("text", "address", "severity"),
    [
        ("联系邮箱：zhangsan@163.com", "zhangsan@163.com", "warning"),
        ("10001@qq.com", "10001@qq.com", "warning"),
        ("13800138000@139.com", "13800138000@139.com", "warning"),
        ("请联系我 13800138000 或发邮件到 private@test.com。", "private@test.com", "warning"),
        ("邮箱：wanglei@abc.com.cn", "wanglei@abc.com.cn", "warning"),
        ("ZHANG.SAN@GMAIL.COM", "ZHANG.SAN@GMAIL.COM", "warning"),
        ("ｚｈａｎｇ＠１６３．ｃｏｍ", "ｚｈａｎｇ＠１６３．ｃｏｍ", "warning"),
        ("zhang\u200bsan@163.com", "zhang\u200bsan@163.com", "warning"),
        ("lisi_88(at)gmail.com", "lisi_88(at)gmail.com", "warning"),
        ("lisi艾特qq.com", "lisi艾特qq.com", "warning"),
        ("lisi @ qq.com", "lisi @ qq.com", "warning"),
        ("商务合作：lihua@126.com", "lihua@126.com", "info"),
        ("客服：kefu_brand@163.com", "kefu_brand@163.com", "info"),
        ("客户邮箱 zhao_li@qq.com", "zhao_li@qq.com", "error"),
        ("收件人邮箱：lucy@brand.com", "lucy@brand.com", "error"),
        ("学员王女士（wang.li@example.com）", "wang.li@example.com", "error"),
    ],
)
def test_persons_are_found(text: str, address: str, severity: str, found: Found) -> None:
    assert found("PI104", text) == [(address, severity)]

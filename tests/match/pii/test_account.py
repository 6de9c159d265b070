"""Chat accounts: the table of the specification, public accounts, products, offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "account", "severity"),
    [
        ("微信号：abc_123456", "abc_123456", "warning"),
        ("VX: hello-2026", "hello-2026", "warning"),
        ("wx abcdef", "abcdef", "warning"),
        ("薇信：kefu_01", "kefu_01", "warning"),
        ("QQ：123456", "123456", "warning"),
        ("扣扣 10001", "10001", "warning"),
        ("加V：abc123", "abc123", "warning"),
        ("加微信abc_123456领资料", "abc_123456", "warning"),
        ("微 信：abc_123456", "abc_123456", "warning"),
        ("V❤：abc_1234", "abc_1234", "warning"),
        ("加我薇❤：lily_0812", "lily_0812", "warning"),
        ("微信号 wxid_abcdefghij12", "wxid_abcdefghij12", "warning"),
        ("ＶＸ：ａｂｃ１２３", "ａｂｃ１２３", "warning"),
        ("微信(abc_123456)", "abc_123456", "warning"),
        ("QQ号123456789", "123456789", "warning"),
        ("Q：12345678", "12345678", "warning"),
        ("QQ群：1234567890", "1234567890", "info"),
        ("粉丝QQ群 123456789", "123456789", "info"),
        ("客服微信：kefu2020", "kefu2020", "info"),
        ("招商微信：zhaoshang_01", "zhaoshang_01", "info"),
        ("客服QQ 123456789", "123456789", "info"),
        ("客户微信：zhang_san88", "zhang_san88", "error"),
        ("学员QQ：12345678", "12345678", "error"),
    ],
)
def test_accounts_are_found(text: str, account: str, severity: str, found: Found) -> None:
    assert found("PI107", text) == [(account, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "微信：12345",
        "微信：abc",
        "微信支付",
        "QQ音乐",
        "QQ：0123456",
        "qq 1234",
        "VX（无号）",
        "微信读书",
        "微信：-abc123",
        "QQ：123456789012",
        "微信公众号：brand_official",
        "官方微信：brand2020",
        "企业微信：zhangsan01",
        "企业QQ：800012345",
        "客服QQ：4001234567",
        "QQ2024周年",
        "QQ 100000人在线",
        "QQ邮箱 12345678@qq.com",
        "WeChat official account",
        "微信WeChat Pay",
        "微信iPhone版",
        "微信小程序 iPhone15",
        "www.wxabcdefg.com",
        "vivo X100 VX系列",
        "CV：version_2",
        "微信号：xxxxxxxx",
        "微信：abc***456",
    ],
)
def test_others_are_let_pass(text: str, found: Found) -> None:
    assert found("PI107", text) == []

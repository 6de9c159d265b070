"""Bank cards: the tables of the specification, context, and what else passes Luhn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.match.pii.bank_card import is_bank_card
from adlint.match.pii.digits import passes_luhn

Found = Callable[..., list[tuple[str, str]]]

VALID = """4111111111111111 5555555555554444 6200000000000005 6205500000000000004 6200000000000047 378282246310005
3530111333300000 6225880000000001 6259650000000007 6217000000000000004 5105105105105100""".split()  # noqa: SIM905
INVALID = """4111111111111112 5555555555554440 6200000000000006 6217000000000000009 6228480000000000001
1234567890123456 622588000000000 8888888888888888 0000000000000000 62220200000000000000""".split()  # noqa: SIM905
IMEI = """490154203237518 356938035643809 352099001761481 350000000000006 860000000000017
990000000000028""".split()  # noqa: SIM905


@pytest.mark.parametrize("number", VALID)
def test_valid_numbers_are_found(number: str, found: Found) -> None:
    assert is_bank_card(number)
    assert found("PI103", f"卡号：{number}。") == [(number, "error")]


@pytest.mark.parametrize("number", INVALID)
def test_invalid_numbers_are_let_pass(number: str, found: Found) -> None:
    assert not is_bank_card(number)
    assert found("PI103", f"号码{number}。") == []


@pytest.mark.parametrize("imei", IMEI)
def test_an_imei_is_no_card(imei: str, found: Found) -> None:
    assert passes_luhn(imei)
    assert found("PI103", f"IMEI：{imei}") == found("PI103", imei) == []


@pytest.mark.parametrize(
    "number",
    [
        "6200 0000 0000 0005",
        "6200-0000-0000-0005",
        "6205 5000 0000 0000 004",
        "622588 0000000001",
        "６２００ ００００ ００００ ０００５",
    ],
)
def test_a_number_is_found_however_it_is_written(number: str, found: Found) -> None:
    assert found("PI103", f"转账到{number}（李四）") == [(number, "error")]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("6200000000000005", "warning"),
        ("截图显示6200000000000005到账", "warning"),
        ("农行 6200000000000005 张三", "error"),
        ("户名：张三 开户行：某某银行 账号：6200000000000005", "error"),
        ("户名：某某科技有限公司 账号：6200000000000005", "info"),
        ("对公账户 6200000000000005", "info"),
    ],
)
def test_the_context_decides(text: str, severity: str, found: Found) -> None:
    assert found("PI103", text) == [("6200000000000005", severity)]


@pytest.mark.parametrize(
    "text",
    [
        "订单号6200000000000005",
        "快递单号：4111111111111111",
        "会员卡号6200000000000005",
        "礼品卡 6200000000000005",
        "ICCID：6200000000000005",
        "条码 6901234567892",
        "ISBN 9787111000006",
        "时间戳1700000000000",
        "1380013800000",
        "6200000000000005元",
        "卡号 6228 **** **** 0000",
        "幸运号码 8888 8888 8888 8888",
        "卡号8888888888888888",
        "2021 2022 2023 2024",
        "6222 6222 6222 6222 6222 6222",
        "378282246310005",
        "A6200000000000005",
        "620102190002280016",
    ],
)
def test_what_is_something_else_is_let_pass(text: str, found: Found) -> None:
    assert found("PI103", text) == []


def test_a_labelled_misprint_is_a_warning(found: Found) -> None:
    assert found("PI103", "银行卡号：6217000000000000009") == [("6217000000000000009", "warning")]
    assert found("PI103", "对公账号：6217000000000000009，某某公司") == []

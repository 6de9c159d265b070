"""Number plates: the table of the specification, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.match.pii.plate import is_plate

Found = Callable[..., list[tuple[str, str]]]

VALID = """京A12345 沪B·1A2C3 粤Z1234港 川A1234警 苏E1234学 浙C1234挂 京AD12345 粤BF12345 沪AA12345 苏EGA1234 京A12345D
粤B12345F 京AD1234 京A1234D""".split()  # noqa: SIM905
INVALID = """京I12345 京A1234 京AO1234 中A12345 京A1234I 京AI12345 京AL12345 京ADA123B 京A12345L 京A123
京AD123456""".split()  # noqa: SIM905


@pytest.mark.parametrize("plate", VALID)
def test_plates_are_found(plate: str, found: Found) -> None:
    assert is_plate(plate.lower())
    assert found("PI105", f"停在门口的{plate}，") == [(plate, "warning")]


@pytest.mark.parametrize("plate", INVALID)
def test_what_breaks_the_rules_is_none(plate: str, found: Found) -> None:
    assert not is_plate(plate.lower())
    assert found("PI105", f"停在门口的{plate}，") == []


@pytest.mark.parametrize(
    "text",
    [
        "全新GLE450上市",
        "新MATE60系列",
        "最新K40123手机",
        "阿里云B12345",
        "湘a12345",
        "苏E1234学员专享",
        "粤Z1234港币",
        "型号湘B12345678",
        "使014578",
        "京A****5",
    ],
)
def test_products_and_words_are_let_pass(text: str, found: Found) -> None:
    assert found("PI105", text) == []


@pytest.mark.parametrize(
    ("text", "plate", "severity"),
    [
        ("车主王先生 京N8P8F8", "京N8P8F8", "error"),
        ("违章车辆沪A·8F6K2", "沪A·8F6K2", "error"),
        ("车牌号：新A8F6K2", "新A8F6K2", "warning"),
        ("新A·8F6K2", "新A·8F6K2", "warning"),
        ("车牌 京 A·8F6K2", "京 A·8F6K2", "warning"),
        ("车牌使014578", "使014578", "warning"),
        ("展车京A88888", "京A88888", "info"),
        ("样板车京A8F6K2", "京A8F6K2", "info"),
    ],
)
def test_the_context_decides(text: str, plate: str, severity: str, found: Found) -> None:
    assert found("PI105", text) == [(plate, severity)]

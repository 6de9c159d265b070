"""Travel documents: the table of the specification, behind a label only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("护照 ", "E12345678"),
        ("护照号：", "EA1234567"),
        ("护照号码：", "G12345678"),
        ("护照", "DE1234567"),
        ("护照 ", "SE1234567"),
        ("证件号码：", "PE1234567"),
        ("香港护照", "K01234567"),
        ("护照 ", "KJ0123456"),
        ("护照 ", "MA0123456"),
        ("往来港澳通行证", "C12345678"),
        ("通行证 ", "CA1234567"),
        ("通行证 ", "W12345678"),
        ("台湾通行证 ", "L12345678"),
        ("通行证:", "T12345678"),
        ("回乡证：", "H12345678"),
        ("回乡证 ", "M1234567801"),
        ("台胞证：", "12345678"),
        ("Passport No. ", "E12345678"),
    ],
)
def test_labelled_numbers_are_found(label: str, number: str, found: Found) -> None:
    assert found("PI106", f"{label}{number}，") == [(number, "error")]
    assert found("PI106", f"货品{number}，") == []


@pytest.mark.parametrize(
    "text",
    [
        "护照E1234567",
        "护照EI1234567",
        "护照F12345678",
        "护照XE1234567",
        "护照DE123456",
        "护照 K1234567",
        "护照MC0123456",
        "通行证C1234567",
        "通行证CI1234567",
        "通行证W1234567",
        "通行证L1234567",
        "通行证LT1234567",
        "回乡证H1234567",
        "回乡证M123456789",
        "回乡证HM1234567",
        "护照12345678",
        "护照夹 型号E12345678",
        "护照包货号：E12345678",
        "护照号E1*****78",
        "护照有效期至20300101",
        "护照办理咨询4008208820",
    ],
)
def test_others_are_let_pass(text: str, found: Found) -> None:
    assert found("PI106", text) == []


def test_the_label_may_follow(found: Found) -> None:
    assert found("PI106", "旅客持E12345678护照入境") == [("E12345678", "error")]

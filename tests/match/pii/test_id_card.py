"""Identity numbers: the tables of the specification, labels, and the unified social credit code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.match.pii.id_card import check_of, is_id_card

Found = Callable[..., list[tuple[str, str]]]

VALID = """110101190002280016 310105190103150029 440106190205310033 510107190308091042 330106190411302055
320508190501013161 610113190001014211 370202190109095320 420111190402296012 21010219050630718X 500103190304128293
810000190208159012 830000190407011073""".split()  # noqa: SIM905
INVALID = """110101190002280010 110101190102290019 440106190213310033 99010119000228001X 310105302501150028
610113190001004216 320508189912313160 370202190109095O25 11010119000228001 1101011900022800123 61011319000132421X
990101190002280011 000000000000000000""".split()  # noqa: SIM905
CREDIT_CODES = """91350100M000100Y43 91110000100017643K 91110108MA00000070 91310115MA1FAKE00Y 91440300000000019B
52330100MJ8000004U 123205004660000024 913702001234567886 93610113MA6T00004H 53100000500000007N""".split()  # noqa: SIM905


@pytest.mark.parametrize("number", VALID)
def test_valid_numbers_are_found(number: str, found: Found) -> None:
    assert is_id_card(number)
    assert found("PI102", f"号码{number}，") == [(number, "error")]


@pytest.mark.parametrize("number", INVALID)
def test_invalid_numbers_are_let_pass(number: str, found: Found) -> None:
    assert not is_id_card(number)
    assert found("PI102", f"号码{number}，") == []


@pytest.mark.parametrize("code", CREDIT_CODES)
@pytest.mark.parametrize("label", ["统一社会信用代码：", "", "证照号 "])
def test_credit_codes_are_no_identity_numbers(code: str, label: str, found: Found) -> None:
    assert found("PI102", label + code) == []


@pytest.mark.parametrize(
    "number",
    [
        "110101 19000228 0016",
        "110101-19000228-0016",
        "110101 1900 0228 0016",
        "１１０１０１１９０００２２８００１６",
        "110101\u200b19000228\u200b0016",
        "1 1 0 1 0 1 1 9 0 0 0 2 2 8 0 0 1 6",
        "21010219050630718x",
        "①①⓪①⓪①①⑨⓪⓪⓪②②⑧⓪⓪①⑥",
    ],
)
def test_a_number_is_found_however_it_is_written(number: str, found: Found) -> None:
    assert found("PI102", f"身份证：{number}。") == [(number, "error")]


@pytest.mark.parametrize(
    "text",
    [
        "订单号110101190002280016",
        "快递单号：110101190002280016",
        "批号 110101190002280016",
        "CODE110101190002280016",
        "https://example.com/110101190002280016",
        "110105********002X",
        "1101011900022800 16 17",
        "110101190002280016.5",
    ],
)
def test_what_is_something_else_is_let_pass(text: str, found: Found) -> None:
    assert found("PI102", text) == []


@pytest.mark.parametrize("label", ["身份证号", "身份证编号：", "ID:", "公民身份号码 ", "证件号码是"])
def test_a_label_touches_the_number_or_not(label: str, found: Found) -> None:
    assert found("PI102", label + "110101190002280016") == [("110101190002280016", "error")]


def test_a_labelled_misprint_is_a_warning(found: Found) -> None:
    assert found("PI102", "身份证号：110101190002280010") == [("110101190002280010", "warning")]
    assert found("PI102", "身份证号：110101190102290019") == []  # 29 February 1901


def test_fifteen_digits_need_a_label(found: Found) -> None:
    assert found("PI102", "身份证：110101900228001") == [("110101900228001", "warning")]
    assert found("PI102", "110101900228001") == []
    assert found("PI102", "身份证：110101901328001") == []


def test_a_card_of_a_foreigner_needs_a_label(found: Found) -> None:
    body = "91115619000228001"
    number = body + check_of(body)
    assert found("PI102", f"永久居留身份证 {number}") == [(number, "warning")]
    assert found("PI102", number) == []


def test_nobody_was_born_tomorrow() -> None:
    body = "11010120200102001"
    number = body + check_of(body)
    assert is_id_card(number, "2020-01-02")
    assert not is_id_card(number, "2020-01-01")

"""Bytes to text: which encoding, with what doubt, and back again."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.errors import Unreadable
from adlint.extract.decode import Decoded, decode, encode

SIMPLIFIED = "当季新款，选用最高级面料。"
TRADITIONAL = "本季最佳面料選擇，歡迎選購。"

common = st.text(
    st.sampled_from("的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要最高级全网第一，。！"), min_size=3
)


@pytest.mark.parametrize("length", [3, 4, 13, 4000])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
    ],
)
def test_finds_the_encoding_of_chinese(text: str, encoding: str, length: int) -> None:
    text = (text * (length // len(text) + 1))[:length]
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"plain\r\n", "plain\r\n", "utf-8"),
        ("最高级".encode("gbk"), "最高级", "gb18030"),  # six bytes
        ("24小时".encode("gbk"), "24小时", "gb18030"),  # happens to be valid UTF-8
        ("㐁𠀀最高级面料".encode("gb18030"), "㐁𠀀最高级面料", "gb18030"),
        ("缩水率β，50°".encode(), "缩水率β，50°", "utf-8"),
        ("café 50°".encode(), "café 50°", "utf-8"),
        ("保濕化粧品歡迎選購".encode("cp950"), "保濕化粧品歡迎選購", "cp950"),
        ("24h hot line".encode("utf-16-le"), "24h hot line", "utf-16-le"),
        ("\x1b]2;t\x07\x1b[3J最高级".encode(), "\x1b]2;t\x07\x1b[3J最高级", "utf-8"),
    ],
)
def test_short_and_odd_texts(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == Decoded(text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark_is_kept_apart(encoding: str) -> None:
    data = ("\ufeff" + SIMPLIFIED + "\r\n").encode(encoding)
    decoded = decode(data)
    assert decoded == Decoded(SIMPLIFIED + "\r\n", encoding, bom=True)
    assert encode(decoded.text, decoded) == data


@pytest.mark.parametrize(
    ("told", "encoding"),
    [
        ("gbk", "gb18030"),
        ("GB2312", "gb18030"),
        ("utf-16", "utf-16-be"),
        ("utf-16", "utf-16-le"),
        ("utf8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("latin-1", "iso8859-1"),
        ("auto", "gb18030"),
    ],
)
def test_told_encoding(told: str, encoding: str) -> None:
    text = "café" if told == "latin-1" else SIMPLIFIED
    assert decode(text.encode(encoding), told) == Decoded(text, encoding)


@pytest.mark.parametrize("name", ["gbkk", "zip", "hex", "rot13", "punycode", "undefined", "a\0b", "中文", "x" * 5000])
def test_told_nonsense(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(b"text", name)
    assert caught.value == Unreadable("enc-uncertain", encoding=name)


def test_told_wrongly() -> None:
    with pytest.raises(Unreadable):
        decode(SIMPLIFIED.encode("gbk"), "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        "これはテストです。カタカナ".encode("shift_jis"),
        bytes(range(1, 32)) * 20,
        b"\0" * 600,
        b"\x89PNG\r\n\x1a\n" + bytes(i * 37 % 256 for i in range(500)),
        b"\xff\xff\xff",
    ],
)
def test_refuses_what_is_not_plausible(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert caught.value.code == "enc-uncertain"


@pytest.mark.parametrize(
    ("data", "line", "encoding"),
    [
        ((SIMPLIFIED * 9).encode() + b"\xfe" + SIMPLIFIED.encode(), 1, "utf-8"),
        (f"{SIMPLIFIED}\n".encode() * 9 + f"{SIMPLIFIED}\n".encode("gbk") + SIMPLIFIED.encode(), 10, "utf-8"),
        (f"{SIMPLIFIED}\r\n".encode("gbk") * 9 + f"{SIMPLIFIED}\r\n".encode(), 10, "gb18030"),
        (f"{TRADITIONAL}\n".encode("big5") * 9 + f"{TRADITIONAL}\n".encode(), 10, "big5"),
        ((SIMPLIFIED * 3).encode()[:-1], 1, "utf-8"),
        (f"{SIMPLIFIED}\n\0\0{SIMPLIFIED}".encode(), 2, "utf-8"),
        (b"\xef\xbb\xbf" + f"{SIMPLIFIED}\n".encode() * 3 + b"\xff", 4, "utf-8"),
        (b"\xff\xfe" + f"{SIMPLIFIED}\n".encode("utf-16-le") * 3 + b"x", 4, "utf-16-le"),
    ],
)
def test_damaged_text_is_read_and_told(data: bytes, line: int, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.problems == (Unreadable("enc-mixed", encoding=encoding, line=line),)
    assert decoded.encoding == encoding
    assert "选用最高级面料" in decoded.text or "本季最佳面料選擇" in decoded.text
    with pytest.raises(Unreadable):
        encode(decoded.text, decoded)


def test_padding_at_the_end_is_no_damage() -> None:
    assert decode(SIMPLIFIED.encode() + b"\0" * 100).problems == ()


def test_what_the_encoding_lacks_cannot_be_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode("爱", decode(TRADITIONAL.encode("big5")))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_large_files_are_quick(encoding: str) -> None:
    data = ("连续文本没有换行" * 500_000).encode(encoding)
    began = time.perf_counter()
    assert decode(data).encoding == encoding
    assert time.perf_counter() - began < 2


@given(common, st.sampled_from(["utf-8", "gb18030"]))
def test_common_text_comes_back(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert encode(decoded.text, decoded) == text.encode(encoding)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\0")))
def test_told_gb18030_round_trips(text: str) -> None:
    data = text.encode("gb18030")
    try:
        decoded = decode(data, "gb18030")
    except Unreadable:  # hardly anything but control characters
        return
    assert encode(decoded.text, decoded) == data


@given(st.binary())
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable as error:
        assert error.code == "enc-uncertain"
    else:
        if not decoded.problems:
            assert encode(decoded.text, decoded) == data

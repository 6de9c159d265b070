"""Strings as people see them: width, excerpts, lines, UTF-16 offsets, visible escapes, masked personal data."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

#: Stands in for a character of personal data. Never a digit or a letter, so that masking twice changes nothing.
MASK = "*"
CUT = "…"

#: Code points that change what is seen without being seen: C0 but the tab, C1, line separators, bidi controls.
CONTROLS = tuple(
    chain(
        (code for code in range(0x20) if code != 0x09),
        range(0x7F, 0xA0),
        (0x061C, 0x200E, 0x200F, 0x2028, 0x2029),
        chain(range(0x202A, 0x202F), range(0x2066, 0x206A)),
    )
)

# ------------------------------------------------------------------------------------------------ what is seen


def width(text: str) -> int:
    """Columns on a terminal: two for wide characters, none for combining and invisible ones."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text with spaces after it up to that width."""
    return text + " " * max(0, columns - width(text))


def excerpt(text: str, start: int, end: int, around: int = 60) -> tuple[str, str, str]:
    """The words before, the hit and the words after, with … where something was cut."""
    before, hit, after = text[max(0, start - around) : start], text[start:end], text[end : end + around]
    if len(hit) > 2 * around:
        hit = hit[:around] + CUT + hit[-around:]
    return (CUT if start > around else "") + before, hit, after + (CUT if end + around < len(text) else "")


def utf16_offset(text: str, offset: int) -> int:
    """A code point offset counted in UTF-16 units, as JavaScript and editors count."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def lines_of(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end without the line break, and number from 1 of every line.

    Lines end at \\n, \\r\\n and \\r only, as in editors; after a last line break stands an empty line.
    """
    start, number = 0, 1
    for match in re.finditer(r"\r\n|\n|\r", text):
        yield start, match.start(), number
        start, number = match.end(), number + 1
    yield start, len(text), number


class LineIndex:
    """Finds the line and column of an offset."""

    def __init__(self, text: str) -> None:
        self.starts = [start for start, _, _ in lines_of(text)]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def visible(text: str) -> str:
    """The text on one line, safe to print: control and bidi characters, lone surrogates as \\x1b, \\u202e."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_escapes())
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


@cache
def _escapes() -> dict[int, str]:
    return {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in CONTROLS}


def visible_name(name: str) -> str:
    """A file name safe to print; bytes that are not text (surrogateescape) as \\xff."""
    if name.isascii() and name.isprintable():
        return name
    named = "".join(f"\\x{ord(char) - 0xDC00:02x}" if "\udc80" <= char <= "\udcff" else char for char in name)
    return visible(named).replace("\t", "\\x09")


# --------------------------------------------------------------------------------------------- personal data


def mask(value: str) -> str:
    """Personal data with its middle starred out, character for character; masking twice changes nothing.

    What stays is decided by the length and the first character alone, both of which outlive masking:
    of a phone or id number the first 3 and last 4, of a bank card the last 4, of an e-mail address
    the first character and the domain, of a name the first character.
    """
    local, at, domain = _folded(value).rpartition("@")
    if at and "." in domain:
        return _masked_address(value, len(local))
    marks = [index for index, char in enumerate(value) if char.isalnum() or char == MASK]
    first, last = _kept(value, marks)
    hidden = set(marks[first : len(marks) - last])
    return "".join(MASK if index in hidden else char for index, char in enumerate(value))


def _masked_address(value: str, at: int) -> str:
    """An e-mail address; a domain that is itself a number (a phone, a chat id) loses its digits."""
    local, domain = value[:at], value[at:]
    if sum(map(str.isdigit, domain)) >= 6:
        domain = "".join(MASK if char.isdigit() else char for char in domain)
    first = local[:1] if at > 1 else ""
    return first + MASK * (at - len(first)) + domain


def _kept(value: str, marks: list[int]) -> tuple[int, int]:
    """How many marks stay in front and at the end."""
    count = len(marks)
    if count < 6:
        return (1, 0) if count > 1 else (0, 0)
    if count < 11:
        return 1, 2
    leading = value[marks[0]]
    if not (leading.isdigit() or leading == MASK):
        return 3, 0  # an address, an account name
    return (3, 4) if count in (11, 12, 18) else (0, 4)


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each span masked; as long as before."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = mask("".join(chars[start:end]))
    return "".join(chars)


def mask_all(text: str) -> str:
    """The text with everything masked that looks like a mobile number, id, bank card or e-mail address.

    A net below what the matchers know: it also holds for full-width, circled and spaced or hyphenated digits.
    """
    while True:
        masked = _mask_once(text)
        if masked == text:
            return text
        text = masked  # a masked neighbour can bare another number; every round stars out more, so this ends


def _mask_once(text: str) -> str:
    folded = _folded(text)
    if "@" in folded:
        text = _mask_matches(_address(), text, folded)
        folded = _folded(text)
    if sum(map(folded.count, "0123456789")) >= 11:
        for pattern in _numbers():
            text = _mask_matches(pattern, text, folded)
            folded = _folded(text)
    return text


def _mask_matches(pattern: re.Pattern[str], text: str, folded: str) -> str:
    spans = [match.span() for match in pattern.finditer(folded)]
    return mask_spans(text, spans) if spans else text


def _folded(text: str) -> str:
    """Full-width forms and all kinds of digits as ASCII, one character for one."""
    if text.isascii():
        return text
    return "".join(map(_fold, text))


@cache
def _fold(char: str) -> str:
    if "！" <= char <= "～":
        return chr(ord(char) - 0xFEE0)
    return str(unicodedata.digit(char, char))


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")


@cache
def _numbers() -> tuple[re.Pattern[str], ...]:
    """Numbers as they are written: in one piece, in the usual groups, or digit by digit. All of bounded length."""
    gap = "[ \\t\u3000\u00a0\\-\u2010-\u2015\u2212.·•・_/~\u200b-\u200d\u2060\ufeff\ufe0f\u20e3]{1,3}"
    id_card = rf"\d{{6}}(?:{gap})?(?:18|19|20)\d\d(?:{gap})?\d{{4}}(?:{gap})?\d{{3}}[\dXx]"
    id_apart = rf"\d(?:{gap}\d){{16}}{gap}[\dXx]"
    mobile = rf"1[3-9]\d(?:{gap})?\d{{4}}(?:{gap})?\d{{4}}"
    mobile_otherwise = rf"1[3-9]\d\d{gap}\d{{3}}{gap}\d{{4}}|1[3-9]\d{gap}\d{{3}}{gap}\d{{5}}"
    mobile_apart = rf"1{gap}[3-9](?:{gap}\d){{9}}"
    card = rf"\d{{13,}}|\d{{6}}{gap}\d{{10,13}}|\d{{4}}{gap}\d{{6}}{gap}\d{{5}}"
    # Four years in a row are no card number.
    card_groups = rf"(?!(?:(?:19|20)\d\d{gap}){{3}}(?:19|20)\d\d(?!\d))\d{{4}}(?:{gap}\d{{4}}){{2,3}}{gap}\d{{1,4}}"
    card_apart = rf"\d(?:{gap}\d){{12,18}}"
    ids = rf"(?<![0-9A-Za-z])(?:{id_card}|{id_apart}|\d{{17}}[Xx])(?![0-9A-Za-z])"
    phones = rf"(?<!\d)(?:{mobile}|{mobile_otherwise}|{mobile_apart})(?!\d)"
    cards = rf"(?<!\d)(?:{card_groups}|{card}|{card_apart})(?!\d)"
    return tuple(re.compile(pattern, re.ASCII) for pattern in (ids, phones, cards))

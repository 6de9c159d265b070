"""Bytes to text, and back: the only place that decodes what was read.

A gate keeps strict GB18030 from taking everything: it accepts nearly any Big5 file, and some UTF-16, as rare
characters, in which no rule would find a word. Plausible is what consists of common characters.
"""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache

from adlint.errors import Unreadable
from adlint.expression import expression
from adlint.record import NamedTuple

#: So much of the text beyond ASCII must be common Han characters or CJK punctuation. Chinese read rightly has
#: 0.91 and more, Big5 read as GB18030 has 0.14 to 0.35.
_GATE = 0.6
#: So much of a damaged text may be lost for the rest to be worth reading.
_BEARABLE = 0.3
_SAMPLE = 50_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Who says the left means one of the right.
_MEANT = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),  # 粧, 裏 and 着 are missing in the narrower ones
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16-le", "utf-16-be"),
    "utf-32": ("utf-32-le", "utf-32-be"),
}
#: Text encodings by name only: slow on long input, or not about bytes from files at all.
_REFUSED = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}

_ODD = expression("[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # ESC is let off: logs and terminals have it
_TELLING = expression(r"[^\t-\r\x1b -~]")  # all but plain ASCII: what tells one encoding from another
#: Letters that nobody mixes into Chinese (IPA, Hebrew, rare Cyrillic), but that two GBK bytes may happen to spell.
_CHANCE = expression(r"[\u0180-\u02ff\u0460-\u05ff]")
_BROAD = expression(r"[\u0800-\U0010ffff]")
_LINE_END = expression(r"\r\n?|\n")
_LOST = "\ufffd"
_SURROGATE = expression("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text as it was in the file, line ends included, and what it takes to write it back."""

    text: str  # without the byte-order mark
    encoding: str
    problems: tuple[Unreadable, ...] = ()
    bom: bool = False


def decode(data: bytes, encoding: str = "") -> Decoded:
    """The text of a file; raises Unreadable("enc-uncertain") rather than guess wildly."""
    if encoding not in ("", "auto"):
        return _told(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _told(data, name)
    text = _strictly(data, "utf-8")
    if text is not None and not _is_chance(text):
        return _found(text, "utf-8")
    guess = _guess(data)
    if guess:
        return guess
    return _damaged(data) if text is None else _found(text, "utf-8")


def encode(text: str, decoded: Decoded) -> bytes:
    """The bytes of an edited text in the encoding it came in, with its byte-order mark.

    Raises the problem of a damaged file, which cannot be written back, and UnicodeEncodeError where the encoding
    has no such character.
    """
    if decoded.problems:
        raise decoded.problems[0]
    return ("\ufeff" * decoded.bom + text).encode(decoded.encoding)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _is_chance(text: str) -> bool:
    """True if it may just happen to be valid UTF-8: 小时 in GBK (Сʱ), Latin letters in UTF-16 (full of NULs)."""
    sample = _sample(text)
    return len(_ODD.findall(sample)) * 20 > len(sample) or bool(_CHANCE.search(text) and not _BROAD.search(text))


def _found(text: str, name: str) -> Decoded:
    """The text without its mark; NULs inside are damage, and mostly control characters are no text."""
    bom = text.startswith("\ufeff")
    text = text[1:] if bom else text
    shown = text.rstrip("\0")  # padding is harmless
    sample = _sample(shown)
    if len(_ODD.findall(sample)) > len(sample) / 2 or (text and not shown):
        raise Unreadable("enc-uncertain", encoding="")
    hole = shown.find("\0")
    return Decoded(text, name, (_mixed(text, name, hole),) if hole >= 0 else (), bom)


def _mixed(text: str, name: str, at: int) -> Unreadable:
    return Unreadable("enc-mixed", encoding=name, line=len(_LINE_END.findall(text, 0, at)) + 1)


def _told(data: bytes, encoding: str) -> Decoded:
    """The text in the encoding that the user or the byte-order mark names, damaged places replaced."""
    names = _meant_by(data, encoding)
    fits = [(text, name) for name in names if (text := _strictly(data, name)) is not None]
    if fits:
        # The first that fits; of byte orders nearly always both do, and one is plausible.
        text, name = max(fits, key=lambda fit: _share(*fit)) if len(fits) > 1 and names[0][:3] == "utf" else fits[0]
        return _found(_SURROGATE.sub(_LOST, text), name)
    text = _SURROGATE.sub(_LOST, data.decode(names[0], "replace"))
    if text.count(_LOST) > _BEARABLE * len(text):
        raise Unreadable("enc-uncertain", encoding=encoding)
    return _found(text, names[0])._replace(problems=(_mixed(text, names[0], text.find(_LOST)),))


def _meant_by(data: bytes, encoding: str) -> tuple[str, ...]:
    """The encodings that somebody who names this one may mean, best first."""
    try:
        name = codecs.lookup(encoding).name
        b"text".decode(name, "replace")
    except (LookupError, ValueError, OSError):  # unknown, holds a NUL, no text encoding (hex, zip), absurdly long
        raise Unreadable("enc-uncertain", encoding=encoding) from None
    if name in _REFUSED:
        raise Unreadable("enc-uncertain", encoding=encoding)
    marked = [meant for mark, meant in _MARKS if data.startswith(mark) and meant.startswith(name)]
    return (marked[0],) if marked else _MEANT.get(name, (name,))


def _guess(data: bytes) -> Decoded | None:
    """The most plausible of the encodings that fit, GB18030 first, or None if none is plausible.

    Of equals the one that leaves less over as ASCII: 当季 in UTF-16 is the letters _S[c in most encodings.
    """
    best, best_weight = None, (_GATE, 0)
    for names in (("gb18030",), _MEANT["big5"], ("utf-16-le",), ("utf-16-be",)):
        fit = next(((text, name) for name in names if (text := _strictly(data, name)) is not None), None)
        weight = (_share(*fit), len(_telling(fit[0]))) if fit else (0.0, 0)
        if weight > best_weight:
            best, best_weight = fit, weight
    return _found(*best) if best else None


def _damaged(data: bytes) -> Decoded:
    """Each line in the encoding that fits it; told as enc-mixed, refused if too much is lost."""
    pieces = data.splitlines(keepends=True)  # of bytes: at \n, \r\n and \r only
    part = b"".join(line for line in pieces if _strictly(line, "utf-8") is None)[: 2 * _SAMPLE]
    other = max(("gb18030", "big5"), key=lambda name: _share(part.decode(name, "replace"), name))
    lines = [_line(line, other) for line in pieces]
    text = "".join(line for line, _ in lines)
    sample = _sample(text)
    if len(_ODD.findall(sample)) > _BEARABLE * len(sample):
        raise Unreadable("enc-uncertain", encoding="")
    weights: Counter[str] = Counter()
    for line, name in lines:
        weights[name] += len(line)
    main = max(("utf-8", other), key=lambda name: weights[name])
    odd = (number for number, (line, name) in enumerate(lines, 1) if _LOST in line or name not in (main, "ascii"))
    bom = text.startswith("\ufeff")
    return Decoded(text[bom:], main, (Unreadable("enc-mixed", encoding=main, line=next(odd, 1)),), bom)


def _line(line: bytes, other: str) -> tuple[str, str]:
    """One line and the encoding it was read in: UTF-8, the other one if plausible, or that which loses less."""
    text = _strictly(line, "utf-8")
    if text is not None:
        return text, "ascii" if text.isascii() else "utf-8"
    text = _strictly(line, other)
    if text is not None and _share(text, other) >= _GATE:
        return text, other
    text = line.decode("utf-8", "replace")
    if text.count(_LOST) * 20 < len(text):
        return text, "utf-8"
    rest = line.decode(other, "replace")
    if _share(rest, other) >= _GATE and rest.count(_LOST) < text.count(_LOST):
        return rest, other
    return text, "utf-8"


def _share(text: str, name: str) -> float:
    """How much of a text consists of characters that are common in what is written in that encoding."""
    if name.startswith("utf-"):
        counts = Counter(_sample(text))
        common = _common("gb18030") | _common("big5") | _latin()
    else:
        counts = Counter(_telling(text))
        common = _common("gb18030" if name == "gb18030" else "big5")
        if name == "gb18030":  # four-byte characters (rare Han, emoji) speak neither for nor against it
            counts = Counter({c: n for c, n in counts.items() if c in common or len(c.encode("gb18030")) < 4})
    total = sum(counts.values())
    return sum(n for c, n in counts.items() if c in common) / total if total else 0.0


def _sample(text: str) -> str:
    """The whole of a short text, characters from everywhere in a long one."""
    return text[:: len(text) // _SAMPLE] if len(text) > 2 * _SAMPLE else text


def _telling(text: str) -> list[str]:
    found: list[str] = _TELLING.findall(_sample(text))
    # Long, and nearly all ASCII (a page with much markup): look everywhere, there is little to see.
    return found if len(found) >= 100 or len(text) <= 2 * _SAMPLE else _TELLING.findall(text)


@cache
def _common(name: str) -> frozenset[str]:
    """The everyday characters of a two-byte encoding: its level-1 Han characters and its punctuation."""
    leads = (*range(0xA1, 0xA4), *(range(0xB0, 0xD8) if name == "gb18030" else range(0xA4, 0xC7)))
    trails = range(0xA1, 0xFF) if name == "gb18030" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    pairs = bytes(byte for lead in leads for trail in trails for byte in (lead, trail))
    return frozenset(pairs.decode("gb2312" if name == "gb18030" else "big5", "ignore"))


@cache
def _latin() -> frozenset[str]:
    return frozenset("\t\n\r" + "".join(map(chr, range(0x20, 0x7F))))

"""One-to-one folding: width, case, accents, traditional to simplified, look-alike letters, ①②.

The folded text has the length of the original, so offsets stay equal. Meaning is left alone: 一 stays 一.
"""

from __future__ import annotations

from functools import cache

from adlint.normalize.fold_data import NEW, OLD

# A list is twice as fast as a dict to translate with, but costs 7 MB and some milliseconds to make.
_LONG = 100_000


def fold(text: str) -> str:
    """The text with every character replaced by its plain form; same length."""
    if text.isascii():
        return text.lower()
    return text.translate(_listed() if len(text) > _LONG else _table())


@cache
def _table() -> dict[int, str]:
    return str.maketrans(OLD, NEW)  # type: ignore[return-value]


@cache
def _listed() -> list[int]:
    table = list(range(ord(max(OLD)) + 1))  # the rare characters too: a long text must fold like a short one
    for old, new in zip(OLD, NEW, strict=True):
        table[ord(old)] = ord(new)
    return table

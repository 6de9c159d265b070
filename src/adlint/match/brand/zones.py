"""Where names are no copy: in web and e-mail addresses, behind an @, in file names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from adlint.expression import expression

#: What no address holds: spaces, Han characters and the marks between Chinese sentences.
_END = '\\s\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f，；：！？（）《》“”‘’<>"{}|^`'
_DOMAIN = (
    "com|cn|net|org|io|co|cc|tv|top|shop|store|vip|xyz|info|app|dev|me|hk|tw|jp|uk|us|eu|de|fr|club|site|online|link"
)
_FILES = (
    "pdf|png|jpe?g|gif|webp|svg|psd|ai|eps|cdr|docx?|xlsx?|pptx?|wps|csv|tsv|txt|md|markdown|json|jsonl|ya?ml|toml|xml|"
    "html?|css|js|ts|py|zip|rar|7z|gz|mp3|mp4|mov|avi|srt|vtt|ttf|otf|woff2?|key|pages|numbers|sketch|fig"
)
_ADDRESS = expression(
    rf"(?:https?|ftp)://[^{_END}]{{1,400}}"
    rf"|(?<![a-z0-9])www\.[^{_END}]{{1,300}}"
    r"|(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}[@＠][a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}"
    rf"|(?<![a-z0-9@.-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_DOMAIN})(?![a-z0-9-])(?:[/?#][^{_END}]{{0,300}})?"
    r"|[@＠][\w·.-]{1,30}"
    rf"|[\w./\\~()（）&+-]{{1,80}}\.(?:{_FILES})(?![a-z0-9])"
    r"|(?<![\w/])(?:[a-z]:[\\/]|\.{0,2}/)(?:[a-z0-9_.-]{1,60}[\\/]){1,10}[a-z0-9_.-]{0,60}",
    re.IGNORECASE,
)

#: Every address holds one of these.
_MARKS = ("@", "＠", ".", "/", "\\")


def is_address(text: str, start: int, end: int) -> bool:
    """True if text[start:end] stands in an address, a handle or a file name."""
    spans = addresses(text)
    at = bisect_left(spans, (end, 0)) - 1  # the last that begins before the end; none overlap
    return at >= 0 and start < spans[at][1]


@lru_cache(256)
def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a text that are addresses, handles and file names."""
    if not any(mark in text for mark in _MARKS):
        return ()
    return tuple(match.span() for match in _ADDRESS.finditer(text))

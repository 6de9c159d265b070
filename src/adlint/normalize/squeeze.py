"""Squeezing: drops what people put inside words to hide them (第 一, 第-一, 第*一), keeping the way back.

Two sorts of characters go: invisible ones, which never separate words, and fillers, which do so only for rules
that ask for the squeezed view. Punctuation that ends a phrase stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from adlint.expression import expression

#: Not seen on paper: zero-width, soft hyphen, bidi controls, variation selectors, tags, combining marks.
#: Line breaks are not among them: where a paragraph is merely wrapped, its extractor joins the lines.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
    "\U000e0000-\U000e01ef"
)
#: Seen, but without meaning of their own between the characters of a word.
FILLERS = (
    r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    r"*·•・‧∙⋅●○◆◇■□▲△▼▽★☆※._|~^`\\/\-‐-―﹣－ー"
    r"\"'“”‘’「」『』〝〞（）()\[\]【】〔〕{}<>《》〈〉"
    "\u2190-\u21ff\u2300-\u23ff\u2500-\u257f\u2600-\u26ff\u2700-\u2775\u2794-\u27bf\u2b00-\u2bff"
    # Emoji, without those that say something in an advertisement: 👑 🏆 🥇 💯 🔝 are kept.
    "\U0001f000-\U0001f0ff\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3c5\U0001f3c7-\U0001f450\U0001f452-\U0001f4ae"
    "\U0001f4b0-\U0001f51c\U0001f51e-\U0001f946\U0001f948-\U0001faff"
)

_INVISIBLE = expression(f"[{INVISIBLE}]+")
_INVISIBLE_ONE = expression(f"[{INVISIBLE}]")
_FILLERS = expression(f"[{FILLERS}]+")
_DROPPED = re.compile(f"[{INVISIBLE}{FILLERS}]")


class Squeezed:
    """A folded text without some of its characters, and the way back to the folded text's offsets."""

    def __init__(self, folded: str, dropped: re.Pattern[str]) -> None:
        self.folded = folded
        self.text = dropped.sub("", folded)
        self._dropped = dropped

    @cached_property
    def _shifted(self) -> list[int]:
        # Position of each dropped character, in kept characters before it: original(j) = j + dropped so far.
        return [match.start() - number for number, match in enumerate(self._dropped.finditer(self.folded))]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the folded text from which text[start:end] was squeezed."""
        if len(self.text) == len(self.folded):
            return start, end
        shifted = self._shifted
        return start + bisect_right(shifted, start), end + bisect_right(shifted, end - 1)

    def ahead(self, offset: int) -> int:
        """Where an offset of the folded text is in `text`: the number of characters kept before it."""
        if len(self.text) == len(self.folded):
            return offset
        shifted = self._shifted
        return offset - bisect_left(range(len(shifted)), offset, key=lambda number: shifted[number] + number)


def squeeze(folded: str) -> Squeezed:
    """The squeezed view of a folded text."""
    return Squeezed(folded, _DROPPED)


def seen(folded: str) -> Squeezed:
    """The view of a folded text as it looks on paper: fillers stay, what is invisible goes."""
    return Squeezed(folded, _INVISIBLE_ONE)


def without_invisible(folded: str) -> str:
    """The folded text as it looks on paper."""
    return _INVISIBLE.sub("", folded)


def gaps_of(stretch: str) -> list[str]:
    """The fillers inside a stretch of folded text, outermost ones left out."""
    return [match.group() for match in _FILLERS.finditer(without_invisible(stretch))]

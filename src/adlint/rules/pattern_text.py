"""The text of regular expressions in files: folded as the copy is, refused where they are wrong, empty or slow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adlint.normalize import fold
from adlint.rules.expression import compiled

if TYPE_CHECKING:
    from adlint.rules.opened import OpenedFile
    from adlint.rules.yaml_reader import Path as NodePath

_NESTED = re.compile(r"\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\})")
#: What means something else in another case.
_KEPT = re.compile(r"(\\[pPN]\{[^{}]*\}|\\.|\(\?P[<=][A-Za-z_0-9]+|\(\?[a-zA-Z]+)")
#: The beginning of a set of all but some characters, where line ends are not among these.
_WIDE = re.compile(r"(?<!\\)\[\^(?!\])(?!(?:[^\\\]]|\\[^nsSwWdD])*\\[nsSwWdD])")

MAX_PATTERN = 2000


def is_slow(pattern: str) -> bool:
    """True of one too long, or with repetition inside repetition, to be taken from a stranger."""
    return len(pattern) > MAX_PATTERN or _NESTED.search(pattern) is not None


def folded_pattern(pattern: str) -> str:
    """The pattern as it must be to match folded text: escapes like \\S and names of groups stay, all else is folded.

    What is said of all but some characters ([^,。]) never goes beyond a line.
    """
    pattern = pattern.removeprefix("(?i)")  # folded text is lower case
    parts = _KEPT.split(_WIDE.sub(r"\g<0>\\n", pattern))
    return "".join(part if odd % 2 else "".join(map(_folded_character, part.lower())) for odd, part in enumerate(parts))


def check_pattern(file: OpenedFile, path: NodePath, pattern: str, whole: str) -> None:
    """Raise Misconfigured, at the node, where `whole` (the pattern with its classes) is none or matches nothing."""
    try:
        matches_nothing = compiled(whole, False).search("") is not None
    except Exception as error:
        raise file.refuse(path, "config.bad-pattern", value=pattern[:60], detail=str(error)) from error
    if matches_nothing:
        raise file.refuse(path, "config.empty-pattern", value=pattern[:60])


def _folded_character(char: str) -> str:
    plain = char if char.isascii() else fold(char)
    return re.escape(plain) if plain != char and plain.isascii() else plain

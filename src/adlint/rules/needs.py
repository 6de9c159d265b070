"""Words of which every match of a pattern holds one: where none stands, the pattern need not even be compiled.

Compiling a pattern with a class of words takes a thousand times as long as looking for the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adlint.expression import expression

#: More words are not looked for one by one.
MOST = 80
#: Nor are more put into the automaton.
MOST_AT_ALL = 1000

_OPENING = {"(?:": True, "(?=": False, "(?!": False, "(?<=": False, "(?<!": False}
_ESCAPED_WORDS = frozenset("dDsSwWbBAZ0123456789")

_COUNT = expression(r"\{([0-9]+(?:,[0-9]*)?|,[0-9]+)\}")

Words = frozenset[str]


def words_needed(pattern: str, most: int = MOST) -> tuple[str, ...]:
    """Words of which each match holds at least one, as plain text.

    Nothing where that cannot be told simply, or where it would be more than `most` words.
    """
    reader = _Reader(pattern, most)
    words = reader.alternatives()
    return tuple(sorted(words)) if words and reader.is_plain and reader.at == len(pattern) else ()


def may_hold(
    needs: Mapping[str, Sequence[str]], pattern: str, text: str, start: int = 0, end: int | None = None
) -> bool:
    """False if text[start:end] holds none of the words that a match of the pattern needs."""
    words = needs.get(pattern)
    if not words:
        return True
    if end is not None or start:
        text = text[start:end]
    for word in words:  # noqa: SIM110 - a generator would take twice as long, and this is asked thousands of times
        if word in text:
            return True
    return False


class _Reader:
    """Goes through a pattern once; what it does not know breaks a run of letters and promises nothing."""

    def __init__(self, pattern: str, most: int) -> None:
        self.pattern = pattern
        self.most = most
        self.at = 0
        self.is_plain = True  # no flags or conditions, under which letters may mean something else

    def alternatives(self) -> Words | None:
        """What the branches up to the next closing parenthesis need together."""
        found = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            found.append(self.branch())
        if any(words is None for words in found):
            return None
        together: Words = frozenset().union(*(words for words in found if words))
        return together if len(together) <= self.most else None

    def branch(self) -> Words | None:
        """What one branch needs: of all its parts the easiest to look for."""
        best: Words | None = None
        run = ""
        while (char := self.peek()) and char not in "|)":
            literal, words = self.part()
            is_needed = self.quantifier()
            if literal and is_needed is None:
                run += literal
                continue
            best, run = _easier(best, _as_words(run)), ""
            if is_needed is not False:
                best = _easier(best, words or _as_words(literal))
        return _easier(best, _as_words(run))

    def part(self) -> tuple[str, Words | None]:
        """The next element: a letter that stands for itself, or what a group needs."""
        char = self.peek()
        if char == "(":
            return "", self.group()
        self.at += 1
        if char == "[":
            self.skip_set()
        elif char == "\\":
            escaped = self.peek()
            self.at += 1
            return ("" if escaped in _ESCAPED_WORDS or escaped in "uUxpPN" else escaped), None
        elif char not in ".^$":
            return char, None
        return "", None

    def group(self) -> Words | None:
        """What a group needs; a look to the side takes nothing in."""
        self.at += 1
        counts = True
        for opening, takes in _OPENING.items():
            if self.pattern.startswith(opening[1:], self.at) and opening != "(":
                self.at += len(opening) - 1
                counts = takes
                break
        else:
            if self.pattern.startswith("?P<", self.at):
                self.at = self.pattern.index(">", self.at) + 1
            elif self.peek() == "?":
                self.is_plain = False
        words = self.alternatives()
        self.at += 1
        return words if counts else None

    def quantifier(self) -> bool | None:
        """None if there is none, else whether what stands before it must occur."""
        char = self.peek()
        needed: bool | None = None
        if char and char in "?*+":
            needed = char == "+"
            self.at += 1
        elif count := _COUNT.match(self.pattern, self.at):
            needed = not count[1].startswith(("0", ","))
            self.at = count.end()
        if needed is not None and self.peek() in ("?", "+"):
            self.at += 1
        return needed

    def skip_set(self) -> None:
        """Go past a set of characters."""
        if self.peek() == "^":
            self.at += 1
        self.at += 1  # a bracket that comes first stands for itself
        while self.peek() != "]":
            self.at += 2 if self.peek() == "\\" else 1
        self.at += 1

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.pattern[self.at : self.at + 1]


def _as_words(run: str) -> Words | None:
    return frozenset((run,)) if run else None


def _easier(one: Words | None, other: Words | None) -> Words | None:
    if one is None or other is None:
        return one if other is None else other
    return min(one, other, key=_effort)


def _effort(words: Iterable[str]) -> tuple[int, list[str]]:
    """Few words before many, and no single character, which stands almost everywhere, if it can be helped."""
    listed = sorted(words)
    return len(listed) + (MOST_AT_ALL if min(map(len, listed)) == 1 else 0), listed

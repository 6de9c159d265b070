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

#: Where what a group matches stands: in the match, beside it, or nowhere.
_OPENING = {"(?:": "in", "(?=": "beside", "(?!": "", "(?<=": "beside", "(?<!": ""}
_ESCAPED_WORDS = frozenset("dDsSwWbBAZ0123456789")

_COUNT = expression(r"\{([0-9]+(?:,[0-9]*)?|,[0-9]+)\}")

#: A set of characters without ranges, escapes and signs.
_PLAIN_SET = expression(r"[^-\\^\[\]]{0,60}")

#: What counts when groups are taken apart, and what hides a bracket: a set, an escaped character.
_TOKEN = expression(r"\\.|\[\^?\]?(?:\\.|[^\]\\]){0,400}\]|[()|]")
_HIT = "(?P<hit>"

Words = frozenset[str]


def words_needed(pattern: str) -> tuple[str, ...]:
    """Words of which each match holds at least one, as plain text.

    Nothing where that cannot be told simply, or where it would be more than MOST words.
    """
    reader = _Reader(pattern, MOST)
    words = _union(reader.alternatives(), MOST)
    return tuple(sorted(words)) if words and reader.is_whole else ()


def clauses_needed(pattern: str) -> list[list[Words]]:
    """For each alternative of the pattern the sets of words of which its matches hold one each, or stand beside one.

    Nothing where some alternative needs no words at all, or it cannot be told.
    """
    found: list[list[Words]] = []
    for each in _one_by_one(pattern):
        reader = _Reader(each, MOST_AT_ALL, looks_aside=True)
        found += reader.alternatives()
        if not reader.is_whole:
            return []
    return found if all(found) else []


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


def _one_by_one(pattern: str) -> list[str]:
    """The pattern without its group `hit`, once for each alternative in it: what one needs stands together."""
    before, opening, inside = pattern.partition(_HIT)
    if not opening:
        return [pattern]
    depth = 0
    since = 0
    parts = []
    for token in _TOKEN.finditer(inside):
        if token[0] == "(":
            depth += 1
        elif token[0] == ")" and depth:
            depth -= 1
        elif token[0] in ("|", ")") and not depth:
            parts.append(inside[since : token.start()])
            since = token.end()
            if token[0] == ")":
                after = inside[since:]
                is_part = _depth(before) or after.startswith(("?", "*", "+", "{"))
                return [pattern] if is_part else [before + part + after for part in parts]
    return [pattern]


def _depth(pattern: str) -> int:
    """How many groups are open at the end of this beginning of a pattern."""
    return sum({"(": 1, ")": -1}.get(token[0], 0) for token in _TOKEN.finditer(pattern))


class _Reader:
    """Goes through a pattern once; what it does not know breaks a run of letters and promises nothing."""

    def __init__(self, pattern: str, most: int, *, looks_aside: bool = False) -> None:
        self.pattern = pattern
        self.most = most
        self.looks_aside = looks_aside
        self.at = 0
        self.is_plain = True  # no flags or conditions, under which letters may mean something else

    @property
    def is_whole(self) -> bool:
        """True once all has been read, and nothing else stood in it."""
        return self.is_plain and self.at == len(self.pattern)

    def alternatives(self) -> list[list[Words]]:
        """What each branch up to the next closing parenthesis needs."""
        found = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            found.append(self.branch())
        return found

    def branch(self) -> list[Words]:
        """What one branch needs: one word of each set."""
        found: list[Words | None] = []
        run = ""
        while (char := self.peek()) and char not in "|)":
            literal, words = self.part()
            is_needed = self.quantifier()
            if literal and is_needed is None:
                run += literal
                continue
            found.append(_as_words(run))
            run = ""
            if is_needed is not False:
                found.append(words or _as_words(literal))
        return [words for words in (*found, _as_words(run)) if words]

    def part(self) -> tuple[str, Words | None]:
        """The next element: a letter that stands for itself, or what a group needs."""
        char = self.peek()
        if char == "(":
            return "", self.group()
        self.at += 1
        if char == "[":
            return "", self.character_set()
        if char == "\\":
            escaped = self.peek()
            self.at += 1
            if escaped == "d" and self.looks_aside:
                return "", frozenset("0123456789")
            return ("" if escaped in _ESCAPED_WORDS or escaped in "uUxpPN" else escaped), None
        elif char not in ".^$":
            return char, None
        return "", None

    def group(self) -> Words | None:
        """What a group needs."""
        self.at += 1
        counts = True
        for opening, counting in _OPENING.items():
            if self.pattern.startswith(opening[1:], self.at):
                self.at += len(opening) - 1
                counts = counting == "in" or (counting == "beside" and self.looks_aside)
                break
        else:
            if self.pattern.startswith("?P<", self.at):
                self.at = self.pattern.index(">", self.at) + 1
            elif self.peek() == "?":
                self.is_plain = False
        words = _union(self.alternatives(), self.most)
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

    def character_set(self) -> Words | None:
        """The characters of a set; None if they are many, or all but some."""
        start = self.at
        if self.peek() == "^":
            self.at += 1
        self.at += 1  # a bracket that comes first stands for itself
        while self.peek() != "]":
            self.at += 2 if self.peek() == "\\" else 1
        content = self.pattern[start : self.at]
        self.at += 1
        return _characters(content) if _PLAIN_SET.fullmatch(content.replace("0-9", "")) and self.looks_aside else None

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.pattern[self.at : self.at + 1]


def _characters(content: str) -> Words:
    plain = content.replace("0-9", "")
    return frozenset(plain + "0123456789" if plain != content else plain)


def _as_words(run: str) -> Words | None:
    return frozenset((run,)) if run else None


def _union(branches: list[list[Words]], most: int) -> Words | None:
    """What the branches need together: of each the words that are easiest to look for."""
    if not all(branches):
        return None
    together: Words = frozenset().union(*(min(branch, key=_effort) for branch in branches))
    return together if len(together) <= most else None


def _effort(words: Iterable[str]) -> tuple[int, list[str]]:
    """Few words before many, and no single character, which stands almost everywhere, if it can be helped."""
    listed = sorted(words)
    return len(listed) + (MOST_AT_ALL if min(map(len, listed)) == 1 else 0), listed

"""Words of which every match of a pattern holds one: where none stands, the pattern need not even be compiled.

Compiling a pattern with a class of words takes a thousand times as long as looking for the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Union

from adlint.expression import expression

#: More words are not looked for one by one.
MOST = 80
#: Nor are more put into the automaton.
MOST_AT_ALL = 1000
#: Into so many alternatives a pattern is taken apart at most.
MOST_ALTERNATIVES = 100

#: Where what a group matches stands: in the match, beside it, or nowhere.
_OPENING = {"(?:": "in", "(?=": "beside", "(?!": "", "(?<=": "beside", "(?<!": ""}
_ESCAPED_WORDS = frozenset("dDsSwWbBAZ0123456789")

#: A character or class by its name or number.
_NAMED = expression(r"[pPN]\{[^{}]*\}|[pP].|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}")
_COUNT = expression(r"\{([0-9]+(?:,[0-9]*)?|,[0-9]+)\}")

#: A set of characters without ranges, escapes and signs.
_PLAIN_SET = expression(r"[^-\\^\[\]]{0,60}")

Words = frozenset[str]
#: What one way through a pattern needs, part by part: one of these words, or one of these ways through a group.
Item = Union[Words, "list[Branch]"]
Branch = list["Item"]


def words_needed(pattern: str) -> tuple[str, ...]:
    """Words of which each match holds at least one, as plain text.

    Nothing where that cannot be told simply, or where it would be more than MOST words.
    """
    reader = _Reader(pattern)
    words = _union(reader.alternatives(), MOST)
    return tuple(sorted(words)) if words and reader.is_whole else ()


def clauses_needed(pattern: str, is_telling: Callable[[Words], bool]) -> list[list[Words]]:
    """For each alternative of the pattern the sets of words of which its matches hold one each, or stand beside one.

    Alternatives inside are taken apart while they are not too many, but plain words stay together: those that tell
    something by themselves (`is_telling`), and those that do not. An empty list is an alternative that needs nothing;
    none at all where nothing can be told.
    """
    reader = _Reader(pattern, looks_aside=True)
    found = _taken_apart(reader.alternatives(), is_telling)
    return found if reader.is_whole else []


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

    def __init__(self, pattern: str, *, looks_aside: bool = False) -> None:
        self.pattern = pattern
        self.looks_aside = looks_aside
        self.at = 0
        self.is_plain = True  # no flags or conditions, under which letters may mean something else

    @property
    def is_whole(self) -> bool:
        """True once all has been read, and nothing else stood in it."""
        return self.is_plain and self.at == len(self.pattern)

    def alternatives(self) -> list[Branch]:
        """What each branch up to the next closing parenthesis needs."""
        found = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            found.append(self.branch())
        return found

    def branch(self) -> Branch:
        """What one branch needs: one word of each set, and one alternative of each group."""
        found: Branch = []
        run = ""
        while (char := self.peek()) and char not in "|)":
            literal, item = self.part()
            is_needed = self.quantifier()
            if literal and is_needed is None:
                run += literal
                continue
            found += _as_items(run)
            run = ""
            if is_needed is not False:
                found += [item] if item else _as_items(literal)
        return found + _as_items(run)

    def part(self) -> tuple[str, Item | None]:
        """The next element: a letter that stands for itself, or what a set or group needs."""
        char = self.peek()
        if char == "(":
            return "", self.group()
        self.at += 1
        if char == "[":
            return "", self.character_set()
        if char == "\\":
            escaped = self.peek()
            self.at += 1
            if named := _NAMED.match(self.pattern, self.at - 1):
                self.at = named.end()
                return "", None
            if escaped == "d" and self.looks_aside:
                return "", frozenset("0123456789")
            return ("" if escaped in _ESCAPED_WORDS else escaped), None
        return ("" if char in ".^$" else char), None

    def group(self) -> list[Branch] | None:
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
        branches = self.alternatives()
        self.at += 1
        return branches if counts else None

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


def _as_items(run: str) -> Branch:
    return [frozenset((run,))] if run else []


def _union(branches: list[Branch], most: int) -> Words | None:
    """What the branches need together: of each the words that are easiest to look for."""
    together: Words = frozenset()
    for branch in branches:
        sets = [item if isinstance(item, frozenset) else _union(item, most) for item in branch]
        known = [words for words in sets if words]
        if not known:
            return None
        together |= min(known, key=_effort)
    return together if len(together) <= most else None


def _taken_apart(branches: list[Branch], is_telling: Callable[[Words], bool]) -> list[list[Words]]:
    return [clauses for branch in branches for clauses in _alternatives_of(branch, is_telling)]


def _alternatives_of(branch: Branch, is_telling: Callable[[Words], bool]) -> list[list[Words]]:
    found: list[list[Words]] = [[]]
    for item in branch:
        if isinstance(item, frozenset):
            choices = [[item]]
        else:
            choices = _choices_of(item, is_telling)
            if len(found) * len(choices) > MOST_ALTERNATIVES:
                together = _union(item, MOST_AT_ALL)
                choices = [[together]] if together else [[]]
        found = [[*clauses, *more] for clauses in found for more in choices]
    return found


def _choices_of(group: list[Branch], is_telling: Callable[[Words], bool]) -> list[list[Words]]:
    """The ways through a group: those of plain words in one, and again those of words that tell something."""
    words: Words = frozenset()
    others = []
    for branch in group:
        if len(branch) == 1 and isinstance(branch[0], frozenset):
            words |= branch[0]
        else:
            others.append(branch)
    telling = frozenset(word for word in words if is_telling(frozenset((word,))))
    plain = [[each] for each in (telling, words - telling) if each]
    return plain + _taken_apart(others, is_telling)


def _effort(words: Iterable[str]) -> tuple[int, list[str]]:
    """Few words before many, and no single character, which stands almost everywhere, if it can be helped."""
    listed = sorted(words)
    return len(listed) + (MOST_AT_ALL if min(map(len, listed)) == 1 else 0), listed

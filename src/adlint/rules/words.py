"""The words of all rules, folded and squeezed for the automaton, and to whom each belongs.

Also those that a match of a pattern needs: a pattern is only tried, or even compiled, where one of them stands.
Long strings rather than thousands of small objects: they come back from the cache in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, cast

from adlint.finding import Rule
from adlint.normalize import fold, squeeze
from adlint.record import NamedTuple
from adlint.rules.needs import words_needed

#: Stands between segments of a document: a noncharacter, in no word of any rule, dropped by no view.
SEPARATOR = "\uffff"
#: Stand between entries and between their parts.
_NEXT, _PART = "\x1e", "\x1f"

#: No copy that is read holds them.
_FORBIDDEN = frozenset((SEPARATOR, "\x1d", _NEXT, _PART))

#: What the words of a rule are for: to be found; the other class of a near rule; a sign without which the rule has
#: nothing to look for; a longer innocent phrase.
Role = Literal["term", "second", "anchor", "allow"]


class Owner(NamedTuple):
    """To whom a word belongs."""

    rule_id: str
    role: Role
    word: str  # as the rule has it
    plain: str  # folded, not squeezed


class Sign(NamedTuple):
    """The pattern of a rule, by its number, that a word is needed for."""

    rule_id: str
    pattern: int


class Words(NamedTuple):
    """Every word once, as it is looked for; the owners of each, in the same order."""

    squeezed: str
    owners: str
    unmarked: Mapping[str, Sequence[Any]]  # by rule: [pattern, the words of which it needs one, if any]

    @property
    def listed(self) -> list[str]:
        """The words to look for."""
        return self.squeezed.split(_NEXT) if self.squeezed else []

    def owner_lists(self) -> list[str]:
        """For each word, what owners_in takes apart."""
        return self.owners.split(_NEXT)


def owners_in(entry: str) -> tuple[list[Owner], list[Sign]]:
    """The owners that an entry of owner_lists names, and the patterns that the word is needed for."""
    parts = entry.split(_PART)
    owners, signs = [], []
    for rule_id, role, word in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if role.isdigit():
            signs.append(Sign(rule_id, int(role)))
        else:
            owners.append(Owner(rule_id, cast("Role", role), word, _folded(word)))
    return owners, signs


def words_of(rule: Rule) -> tuple[tuple[Role, Iterable[str]], ...]:
    """All words of a rule, by role."""
    return ("term", rule.terms), ("second", rule.second), ("anchor", rule.anchors), ("allow", rule.allow)


def prepared(rules: Iterable[Rule]) -> Words:
    """The words of the rules, ready to be looked for."""
    rules = tuple(rules)
    entries: list[tuple[str, str, str]] = []
    unmarked: dict[str, list[list[Any]]] = {}
    for rule in rules:
        for role, words in words_of(rule):
            listed = _fewest(words) if role == "anchor" and rule.kind == "patterns" else words
            entries.extend((rule.id, role, word) for word in listed)
        for number, pattern in enumerate(rule.patterns):
            needed = _fewest(words_needed(pattern))
            if needed and all(map(_is_telling, needed)):
                entries += [(rule.id, f"{number}", word) for word in needed]
            else:
                unmarked.setdefault(rule.id, []).append([number, needed])
    entries = [entry for entry in entries if not _FORBIDDEN.intersection(entry[2])]
    # All in one go: a thousand short texts cost far more than one long one.
    squeezed = squeeze(fold(SEPARATOR.join(word for _, _, word in entries))).text.split(SEPARATOR)
    owners: dict[str, list[str]] = {}
    for (rule_id, part, word), shape in zip(entries, squeezed, strict=False):
        if shape:
            owners.setdefault(shape, []).extend((rule_id, part, "" if part.isdigit() else word))
    return Words(_NEXT.join(owners), _NEXT.join(map(_PART.join, owners.values())), unmarked)


def combined(first: Words, second: Words) -> Words:
    """The words of both, each once, with the owners in both."""
    owners = dict(zip(first.listed, first.owner_lists(), strict=True)) if first.squeezed else {}
    for word, entry in zip(second.listed, second.owner_lists(), strict=True) if second.squeezed else ():
        owners[word] = f"{owners[word]}{_PART}{entry}" if word in owners else entry
    return Words(_NEXT.join(owners), _NEXT.join(owners.values()), {**first.unmarked, **second.unmarked})


def _fewest(words: Iterable[str]) -> list[str]:
    """Those that hold none of the others: where a longer one stands, so does the shorter."""
    listed = tuple(words)
    return [word for word in listed if not any(other != word and other in word for other in listed)]


def _is_telling(word: str) -> bool:
    """True of a word that is worth being looked for: single characters stand almost everywhere."""
    return len(squeeze(fold(word)).text) > 1 and not _FORBIDDEN.intersection(word)


@lru_cache(4096)
def _folded(word: str) -> str:
    return fold(word)

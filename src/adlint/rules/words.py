"""The words of all rules, folded and squeezed for the automaton, and to whom each belongs.

Two long strings rather than thousands of small objects: they come back from the cache in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, cast

from adlint.finding import Rule
from adlint.normalize import fold, squeeze
from adlint.record import NamedTuple

#: Stands between segments of a document: a noncharacter, in no word of any rule, dropped by no view.
SEPARATOR = "\uffff"
#: Stand between entries and between their parts.
_NEXT, _PART = "\x1e", "\x1f"

#: No copy that is read holds them.
_FORBIDDEN = frozenset((SEPARATOR, "\x1d", _NEXT, _PART))

#: What the words of a rule are for: to be found; the other class of a near rule; a sign that a pattern may match;
#: a longer innocent phrase.
Role = Literal["term", "second", "anchor", "allow"]


class Owner(NamedTuple):
    """To whom a word belongs."""

    rule_id: str
    role: Role
    word: str  # as the rule has it
    plain: str  # folded, not squeezed


class Words(NamedTuple):
    """Every word once, as it is looked for; the owners of each, in the same order."""

    squeezed: str
    owners: str

    @property
    def listed(self) -> list[str]:
        """The words to look for."""
        return self.squeezed.split(_NEXT) if self.squeezed else []

    def owner_lists(self) -> list[str]:
        """For each word, what owners_in takes apart."""
        return self.owners.split(_NEXT)


def owners_in(entry: str) -> tuple[Owner, ...]:
    """The owners that an entry of owner_lists names."""
    parts = entry.split(_PART)
    return tuple(
        Owner(parts[at], cast("Role", parts[at + 1]), parts[at + 2], _folded(parts[at + 2]))
        for at in range(0, len(parts), 3)
    )


def words_of(rule: Rule) -> tuple[tuple[Role, Iterable[str]], ...]:
    """All words of a rule, by role."""
    return ("term", rule.terms), ("second", rule.second), ("anchor", rule.anchors), ("allow", rule.allow)


def prepared(rules: Iterable[Rule]) -> Words:
    """The words of the rules, ready to be looked for."""
    entries = [(rule.id, role, word) for rule in rules for role, words in words_of(rule) for word in words]
    entries = [entry for entry in entries if not _FORBIDDEN.intersection(entry[2])]
    # All in one go: a thousand short texts cost far more than one long one.
    squeezed = squeeze(fold(SEPARATOR.join(word for _, _, word in entries))).text.split(SEPARATOR)
    owners: dict[str, list[str]] = {}
    for entry, word in zip(entries, squeezed, strict=False):
        if word:
            owners.setdefault(word, []).extend(entry)
    return Words(_NEXT.join(owners), _NEXT.join(_PART.join(parts) for parts in owners.values()))


@lru_cache(4096)
def _folded(word: str) -> str:
    return fold(word)

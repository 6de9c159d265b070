"""The words of all rules, folded and squeezed for the automaton, and to whom each belongs.

Long strings rather than thousands of small objects: they come back from the cache in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from adlint.finding import Rule
from adlint.normalize import fold, squeeze
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from adlint.rules.clues import Lead

#: Stands between segments of a document: a noncharacter, in no word of any rule, dropped by no view.
SEPARATOR = "\uffff"
#: Stand between entries and between their parts.
_NEXT, _PART = "\x1e", "\x1f"

#: No copy that is read holds them.
_FORBIDDEN = frozenset((SEPARATOR, "\x1d", _NEXT, _PART))

#: What the words of a rule are for: to be found; the other class of a near rule; a sign without which a matcher has
#: nothing to look for; a longer innocent phrase.
Role = Literal["term", "second", "anchor", "allow"]


class Owner(NamedTuple):
    """To whom a word belongs."""

    rule_id: str
    role: Role
    word: str  # as the rule has it
    plain: str  # folded, not squeezed


class Alternative(NamedTuple):
    """A pattern of a rule that may match where words of one clue stand, and of all the others, and these characters."""

    rule_id: str
    pattern: int
    others: frozenset[int]
    characters: int  # the sets of characters, as bits


class Words(NamedTuple):
    """Every word once, as it is looked for; the owners of each, in the same order; what each clue leads to."""

    squeezed: str = ""
    owners: str = ""
    leads: str = ""  # the last entry is of patterns that no clue leads to
    clues: str = ""  # the words of each clue, by their numbers
    characters: str = ""
    contexts: str = ""  # by rule: words that must be in the same segment, and are too common to be looked for

    @property
    def listed(self) -> list[str]:
        """The words to look for."""
        return self.squeezed.split(_NEXT) if self.squeezed else []

    def owner_lists(self) -> list[str]:
        """For each word, what owners_in takes apart."""
        return self.owners.split(_NEXT)

    def lead_lists(self) -> list[str]:
        """For each clue, what alternatives_in takes apart."""
        return self.leads.split(_NEXT)

    def clue_lists(self) -> list[str]:
        """For each clue, what numbers_in takes apart."""
        return self.clues.split(_NEXT)

    def character_sets(self) -> list[frozenset[str]]:
        """The sets that alternatives name by number."""
        return [frozenset(each) for each in self.characters.split(_NEXT)]

    def context_words(self) -> dict[str, tuple[frozenset[str], list[str]]]:
        """By rule the words of its context: single characters, and longer ones."""
        parts = (entry.split(_PART) for entry in self.contexts.split(_NEXT))
        return {
            rule_id: (frozenset(word for word in words if len(word) == 1), [word for word in words if len(word) > 1])
            for rule_id, *words in parts
            if rule_id
        }


def numbers_in(entry: str) -> frozenset[int]:
    """The numbers of the words that an entry of clue_lists names."""
    return frozenset(map(int, entry.split()))


def owners_in(entry: str) -> tuple[list[Owner], list[int]]:
    """The owners that an entry of owner_lists names, and the leading clues that the word is one of."""
    parts = entry.split(_PART) if entry else []
    owners, clues = [], []
    for rule_id, role, word in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if rule_id:
            owners.append(Owner(rule_id, cast("Role", role), word, _folded(word)))
        else:
            clues.append(int(role))
    return owners, clues


def alternatives_in(entry: str) -> list[Alternative]:
    """The alternatives that an entry of lead_lists names."""
    parts = entry.split(_PART) if entry else []
    return [
        Alternative(
            rule_id,
            int(pattern),
            frozenset(map(int, others.split())),
            sum(1 << int(number) for number in characters.split()),
        )
        for rule_id, pattern, others, characters in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
    ]


def words_of(rule: Rule) -> tuple[tuple[Role, Iterable[str]], ...]:
    """All words of a rule, by role."""
    return ("term", rule.terms), ("second", rule.second), ("anchor", rule.anchors), ("allow", rule.allow)


def prepared(rules: Iterable[Rule]) -> Words:
    """The words of the rules, ready to be looked for."""
    from adlint.rules.clues import Clues, fewest  # only where rules are read anew

    entries: list[tuple[str, str, str]] = []
    clues = Clues()
    for rule in rules:
        for role, words in words_of(rule):
            if role != "anchor" or rule.kind != "patterns":
                entries.extend((rule.id, role, word) for word in words)
        clues.add(rule)
    for number, clue in enumerate(clues.words):
        entries.extend(("", str(number), word) for word in fewest(clue))
    entries = [entry for entry in entries if not _FORBIDDEN.intersection(entry[2])]
    # All in one go: a thousand short texts cost far more than one long one.
    squeezed = squeeze(fold(SEPARATOR.join(word for _, _, word in entries))).text.split(SEPARATOR)
    owners: dict[str, list[str]] = {}
    members: list[set[str]] = [set() for _ in clues.words]
    for (rule_id, part, word), shape in zip(entries, squeezed, strict=False):
        if not shape:
            continue
        parts = owners.setdefault(shape, [])
        if rule_id:
            parts += (rule_id, part, word)
        else:
            members[int(part)].add(shape)
            if int(part) in clues.leads:
                parts += ("", part, "")
    numbers = {shape: number for number, shape in enumerate(owners)}
    leads = [clues.leads.get(number, []) for number in range(len(clues.words))]
    return Words(
        _NEXT.join(owners),
        _NEXT.join(map(_PART.join, owners.values())),
        _NEXT.join(_PART.join(map(_told, each)) for each in (*leads, clues.always)),
        _NEXT.join(" ".join(str(numbers[shape]) for shape in sorted(shapes)) for shapes in members),
        _NEXT.join(clues.characters),
        _NEXT.join(_PART.join((rule_id, *words)) for rule_id, words in clues.contexts.items()),
    )


def _told(lead: Lead) -> str:
    others, characters = (" ".join(map(str, numbers)) for numbers in (lead.others, lead.characters))
    return _PART.join((lead.rule_id, str(lead.pattern), others, characters))


def combined(first: Words, second: Words) -> Words:
    """The words of both, each once, with the owners in both; the second without patterns."""
    owners = dict(zip(first.listed, first.owner_lists(), strict=True)) if first.squeezed else {}
    for word, entry in zip(second.listed, second.owner_lists(), strict=True) if second.squeezed else ():
        owners[word] = f"{owners[word]}{_PART}{entry}" if owners.get(word) else entry
    return first._replace(squeezed=_NEXT.join(owners), owners=_NEXT.join(owners.values()))


@lru_cache(4096)
def _folded(word: str) -> str:
    return fold(word)

"""The words of all rules as one automaton, whose they are, and which patterns they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from adlint.finding import Rule
from adlint.match.automaton import Find, automaton
from adlint.record import NamedTuple
from adlint.rules.words import Alternative, Role, Words, alternatives_in, numbers_in, owners_in, prepared


class Owner(NamedTuple):
    """To whom a word in the automaton belongs."""

    rule: Rule
    role: Role
    word: str
    plain: str  # folded, not squeezed


class Lexicon:
    """The words of all rules in one automaton; built once, shared between threads.

    `words` may hold those of other rules too: they are not in force and go unheard.
    """

    def __init__(self, rules: Iterable[Rule], backend: str = "auto", words: Words | None = None) -> None:
        rules = tuple(rules)
        words = words or prepared(rules)
        self._rules = {rule.id: rule for rule in rules}
        self._owner_lists, self._lead_lists = words.owner_lists(), words.lead_lists()
        self._owners: dict[int, tuple[list[Owner], list[int]]] = {}
        self._leads: dict[int, list[Alternative]] = {}
        self._clue_words: dict[int, frozenset[int]] = {}
        self._words = words
        self.contexts = words.context_words()
        self.find: Find = automaton(words.listed, backend)

    def owners_of(self, number: int) -> tuple[list[Owner], list[int]]:
        """Whose word the automaton's word of that number is, and of which clues it is one.

        Made when first hit, since most never are.
        """
        if number not in self._owners:
            named, clues = owners_in(self._owner_lists[number])
            owners = [Owner(self._rules[item.rule_id], *item[1:]) for item in named if item.rule_id in self._rules]
            self._owners[number] = owners, clues
        return self._owners[number]

    @cached_property
    def always(self) -> list[Alternative]:
        """Alternatives that no clue leads to."""
        return self.led_by(-1)

    @cached_property
    def _sets_of(self) -> dict[str, int]:
        """For each character the sets that it is in, as bits."""
        found: dict[str, int] = {}
        for number, characters in enumerate(self._words.character_sets()):
            for character in characters:
                found[character] = found.get(character, 0) | 1 << number
        return found

    @cached_property
    def _all_sets(self) -> int:
        return (1 << len(self._words.character_sets())) - 1

    def absent_from(self, text: str) -> int:
        """The sets of which no character is in the text, as bits."""
        sets_of = self._sets_of
        present = 0
        for character in sets_of.keys() & set(text):
            present |= sets_of[character]
        return self._all_sets & ~present

    def stands(self, clue: int, hit: set[int]) -> bool:
        """True if one of the clue's words is among those that were hit, by their numbers."""
        if clue not in self._clue_words:
            self._clue_words[clue] = numbers_in(self._clue_lists[clue])
        return not self._clue_words[clue].isdisjoint(hit)

    @cached_property
    def _clue_lists(self) -> list[str]:
        return self._words.clue_lists()

    def led_by(self, clue: int) -> list[Alternative]:
        """The patterns that may match where a word of the clue stands."""
        if clue not in self._leads:
            found = alternatives_in(self._lead_lists[clue])
            self._leads[clue] = [item for item in found if item.rule_id in self._rules]
        return self._leads[clue]

"""One pass over a document: all words of all rules, found at once in its folded and squeezed text.

Segments are joined for the pass, so that a page of short lines costs as little as one long line; hits are led back
to the segment and to the characters they came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from adlint.finding import Rule
from adlint.match.automaton import Find, automaton
from adlint.model import Document
from adlint.normalize import Squeezed, fold, seen, squeeze
from adlint.normalize.squeeze import gaps_of, without_invisible
from adlint.record import NamedTuple
from adlint.rules.words import SEPARATOR, Role, Sign, Words, owners_in, prepared

_NUMERALS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖洞拐勾⓿⒈-⒐㈠-㈨⑴-⑼⓵-⓽"
#: Also in groups, and with l and o for 1 and 0.
_DIGITS = re.compile(rf"[0-9{_NUMERALS}](?:[ \-‐-―.·*_/()\u3000]{{0,4}}[0-9lo{_NUMERALS}]){{3}}")

#: At most so many fillers in one gap; more is layout, not a word.
LONGEST_GAP = 3


#: Where a word stands: segment, start, end.
Spot = tuple[int, int, int]


class Hit(NamedTuple):
    """A word of a rule in a segment; offsets in code points of the segment's text."""

    segment: int
    start: int
    end: int
    word: str  # as the rule has it
    hidden: bool  # invisible characters stood inside


class Owner(NamedTuple):
    """To whom a word in the automaton belongs."""

    rule: Rule
    role: Role
    word: str
    plain: str  # folded, not squeezed


class _Unmarked:
    """A pattern by its number that needs one of these words, each too short or too common to be looked for; or none."""

    __slots__ = ("_beginnings", "_words", "pattern")

    def __init__(self, pattern: int, words: Sequence[str]) -> None:
        self.pattern = pattern
        self._words = words
        self._beginnings = frozenset(word[0] for word in words)

    def may_be_in(self, text: str, characters: frozenset[str]) -> bool:
        """False if no match of the pattern can be in a text of these characters."""
        if not self._words:
            return True
        return not self._beginnings.isdisjoint(characters) and any(word in text for word in self._words)


class Lexicon:
    """The words of all rules in one automaton; built once, shared between threads.

    `words` may hold those of other rules too: they are not in force and go unheard.
    """

    def __init__(self, rules: Iterable[Rule], backend: str = "auto", words: Words | None = None) -> None:
        rules = tuple(rules)
        words = words or prepared(rules)
        self._rules = {rule.id: rule for rule in rules}
        self._lists = words.owner_lists()
        self._owners: dict[int, tuple[list[Owner], list[Sign]]] = {}
        #: By rule: its patterns that need no word that is looked for, each with what it can be told by otherwise.
        self.unmarked = {
            rule_id: [_Unmarked(*entry) for entry in entries] for rule_id, entries in words.unmarked.items()
        }
        self.find: Find = automaton(words.listed, backend)

    def owners_of(self, number: int) -> tuple[list[Owner], list[Sign]]:
        """Whose word the automaton's word of that number is, and which patterns need it.

        Made when first hit, since most never are.
        """
        if number not in self._owners:
            named, signs = owners_in(self._lists[number])
            owners = [Owner(self._rules[item.rule_id], *item[1:]) for item in named if item.rule_id in self._rules]
            self._owners[number] = owners, [sign for sign in signs if sign.rule_id in self._rules]
        return self._owners[number]


class Scan:
    """A document with everything that the words of the rules hit in it."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.texts = [segment.text for segment in document.segments]
        self.joined = SEPARATOR.join(self.texts)
        self.folded = fold(self.joined)
        self.starts = [0]
        for text in self.texts:
            self.starts.append(self.starts[-1] + len(text) + 1)
        self._hits: dict[tuple[str, Role], list[Hit]] = {}
        self._signs: dict[str, dict[int, list[list[Spot]]]] = {}
        self._unmarked = lexicon.unmarked
        self._phrases: dict[str, list[Hit]] = {}
        self._folded: dict[int, str] = {}
        self._seen: dict[int, Squeezed] = {}
        self._characters: dict[int, frozenset[str]] = {}
        self._collect(squeeze(self.folded), lexicon)

    def phrase_over(self, rule: Rule, segment: int, start: int, end: int) -> str:
        """The allow phrase of the rule that covers a stretch, or nothing."""
        if rule.id not in self._phrases:
            self._phrases[rule.id] = _outermost(self.hits(rule, "allow"))
        phrases = self._phrases[rule.id]
        at = bisect_right(phrases, (segment, start), key=lambda hit: (hit.segment, hit.start))
        if at and phrases[at - 1].segment == segment and end <= phrases[at - 1].end:
            return phrases[at - 1].word
        return ""

    def hits(self, rule: Rule, role: Role = "term") -> list[Hit]:
        """Where the rule's words of that role stand, in order."""
        return self._hits.get((rule.id, role), [])

    def hits_in(self, rule: Rule, segment: int, role: Role = "term") -> list[Hit]:
        """The hits in one segment, in order."""
        hits = self.hits(rule, role)
        first = bisect_left(hits, segment, key=lambda hit: hit.segment)
        return hits[first : bisect_right(hits, segment, key=lambda hit: hit.segment)]

    def free_hits(self, rule: Rule, role: Role = "term") -> list[Hit]:
        """The hits that no allow phrase of the rule covers."""
        return [hit for hit in self.hits(rule, role) if not self.phrase_over(rule, hit.segment, hit.start, hit.end)]

    def segments_of(self, rule: Rule, role: Role = "anchor") -> list[int]:
        """The segments in which such a word stands, each once, in order."""
        return sorted({hit.segment for hit in self.hits(rule, role)})

    @property
    def rules_hit(self) -> set[str]:
        """Ids of the rules of which some word stands in the document, or a word that one of their patterns needs."""
        return {rule_id for rule_id, _ in self._hits} | self._signs.keys()

    def may_match(self, rule: Rule) -> bool:
        """False if no pattern of the rule finds what it needs anywhere."""
        if rule.anchors and not self.hits(rule, "anchor"):
            return False
        return rule.id in self._signs or rule.id in self._unmarked

    def due(self, rule: Rule) -> list[tuple[int, list[int]]]:
        """The segments in which patterns of the rule may match, each with the numbers of those patterns, in order."""
        possible = self.segments_of(rule) if rule.anchors else range(len(self.texts))
        signs = self._signs.get(rule.id, {})
        found: dict[int, set[int]] = {}
        unmarked = self._unmarked.get(rule.id, ())
        for segment in possible if unmarked else ():
            text, characters = self.seen_of(segment).text, self._characters_of(segment)
            numbers = {
                item.pattern for item in unmarked if item.may_be_in(text, characters) or "squeezed" in rule.views
            }
            if numbers:
                found[segment] = numbers
        if len(self.texts) == 1:
            numbers = {*found.get(0, ()), *signs}
            return [(0, sorted(numbers))] if numbers else []
        allowed = set(possible) if rule.anchors else None
        for number, lists in signs.items():
            for spots in lists:
                for segment, _, _ in spots:
                    if allowed is None or segment in allowed:
                        found.setdefault(segment, set()).add(number)
        return [(segment, sorted(found[segment])) for segment in sorted(found)]

    def signs_in(self, rule: Rule, segment: int, numbers: Iterable[int]) -> list[tuple[int, int]]:
        """Where in a segment words stand that these patterns need, in order; nothing if one needs none."""
        if rule.anchors:
            return [(hit.start, hit.end) for hit in self.hits_in(rule, segment, "anchor")]
        signs = self._signs.get(rule.id, {})
        lists = [signs.get(number) for number in numbers]
        if not all(lists):
            return []
        return sorted(
            {(start, end) for each in lists for spots in each or () for at, start, end in spots if at == segment}
        )

    def folded_of(self, segment: int) -> str:
        """The folded text of one segment, as long as the segment's text."""
        if segment not in self._folded:
            self._folded[segment] = self.folded[self.starts[segment] : self.starts[segment + 1] - 1]
        return self._folded[segment]

    def seen_of(self, segment: int) -> Squeezed:
        """The view of one segment as it looks on paper; what rules and judges read, so that nothing hides in copy."""
        if segment not in self._seen:
            self._seen[segment] = seen(self.folded_of(segment))
        return self._seen[segment]

    def _characters_of(self, segment: int) -> frozenset[str]:
        if segment not in self._characters:
            self._characters[segment] = frozenset(self.seen_of(segment).text)
        return self._characters[segment]

    def squeezed_of(self, segment: int) -> Squeezed:
        """The squeezed view of one segment."""
        return squeeze(self.folded_of(segment))

    @cached_property
    def seen(self) -> Squeezed:
        """The view of the whole document as it looks on paper."""
        return seen(self.folded)

    @cached_property
    def digit_segments(self) -> list[int]:
        """Segments with four digits in a row, or Chinese numerals read out one by one; where numbers may hide."""
        found: list[int] = []
        at = 0
        while match := _DIGITS.search(self.seen.text, at):
            start, _ = self.seen.back(*match.span())
            segment = bisect_right(self.starts, start) - 1
            found.append(segment)
            at = self.seen.ahead(min(self.starts[segment + 1], len(self.folded)))
        return found

    def _collect(self, squeezed: Squeezed, lexicon: Lexicon) -> None:
        spots: dict[int, list[Spot]] = {}
        for start, end, number in lexicon.find(squeezed.text):
            since, until = squeezed.back(start, end)
            segment = bisect_right(self.starts, since) - 1
            base = self.starts[segment]
            spots.setdefault(number, []).append((segment, since - base, until - base))
            owners, _ = lexicon.owners_of(number)
            stretch = self.folded[since:until] if owners else ""
            for owner in owners:
                if owner.role == "anchor" or self._stands(stretch, since, until, owner):
                    hit = Hit(segment, since - base, until - base, owner.word, _is_hidden(stretch, owner))
                    self._hits.setdefault((owner.rule.id, owner.role), []).append(hit)
        for number, places in spots.items():
            for sign in lexicon.owners_of(number)[1]:
                self._signs.setdefault(sign.rule_id, {}).setdefault(sign.pattern, []).append(places)

    def _stands(self, stretch: str, since: int, until: int, owner: Owner) -> bool:
        """True if it is the whole word, and what was dropped inside may be dropped for this rule."""
        if _is_alnum(stretch[0]) and since > 0 and _is_alnum(self.folded[since - 1]):
            return False
        if _is_alnum(stretch[-1]) and until < len(self.folded) and _is_alnum(self.folded[until]):
            return False
        if stretch == owner.plain:
            return True
        seen = without_invisible(stretch)
        if seen == owner.plain:
            return True
        return "squeezed" in owner.rule.views and not _has_forbidden_gap(seen)


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that lie in no other, of hits ordered by place: of these, the last to begin is the last to end."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and kept[-1].segment == hit.segment:
            if hit.end <= kept[-1].end:
                continue
            if kept[-1].start == hit.start:
                kept.pop()
        kept.append(hit)
    return kept


def _has_forbidden_gap(seen: str) -> bool:
    at = 0
    for gap in gaps_of(seen):
        at = seen.index(gap, at)
        if len(gap) > LONGEST_GAP or (seen[at - 1].isdigit() and seen[at + len(gap)].isdigit()):
            return True
        at += len(gap)
    return False


def _is_hidden(stretch: str, owner: Owner) -> bool:
    return stretch != owner.plain and without_invisible(stretch) != stretch


def _is_alnum(char: str) -> bool:
    return char.isascii() and char.isalnum()

"""One pass over a document: all words of all rules, found at once in its folded and squeezed text.

Segments are joined for the pass, so that a page of short lines costs as little as one long line; hits are led back
to the segment and to the characters they came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from adlint.finding import Rule
from adlint.match.automaton import Find, automaton
from adlint.model import Document
from adlint.normalize import Squeezed, fold, seen, squeeze
from adlint.normalize.squeeze import gaps_of, without_invisible

#: Stands between segments: a noncharacter, in no word of any rule, dropped by no view.
SEPARATOR = "\uffff"

_NUMERALS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖洞拐勾⓿⒈-⒐㈠-㈨⑴-⑼⓵-⓽"
#: Also in groups, and with l and o for 1 and 0.
_DIGITS = re.compile(rf"[0-9{_NUMERALS}](?:[ \-‐-―.·*_/()\u3000]{{0,4}}[0-9lo{_NUMERALS}]){{3}}")

#: At most so many fillers in one gap; more is layout, not a word.
LONGEST_GAP = 3

#: What the words of a rule are for: to be found; the other class of a near rule; a sign that a pattern may match;
#: a longer innocent phrase.
Role = Literal["term", "second", "anchor", "allow"]


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


class Lexicon:
    """The words of all rules in one automaton; built once, shared between threads."""

    def __init__(self, rules: Sequence[Rule], backend: str = "auto") -> None:
        entries = [(rule, role, word) for rule in rules for role, words in words_of(rule) for word in words]
        self._entries = [entry for entry in entries if SEPARATOR not in entry[2]]
        # All in one go: a thousand short texts cost far more than one long one.
        folded = fold(SEPARATOR.join(word for _, _, word in self._entries))
        self._plain = folded.split(SEPARATOR)
        numbers: dict[str, list[int]] = {}
        for number, squeezed in enumerate(squeeze(folded).text.split(SEPARATOR)):
            if squeezed:
                numbers.setdefault(squeezed, []).append(number)
        self._numbers = list(numbers.values())
        self._owners: dict[int, tuple[Owner, ...]] = {}
        self.find: Find = automaton(list(numbers), backend)

    def owners_of(self, number: int) -> tuple[Owner, ...]:
        """Whose word the automaton's word of that number is; made when first hit, since most never are."""
        if number not in self._owners:
            owners = (Owner(*self._entries[entry], self._plain[entry]) for entry in self._numbers[number])
            self._owners[number] = tuple(owners)
        return self._owners[number]


def words_of(rule: Rule) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """All words of a rule, by role."""
    return ("term", rule.terms), ("second", rule.second), ("anchor", rule.anchors), ("allow", rule.allow)


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
        self._phrases: dict[str, list[Hit]] = {}
        self._folded: dict[int, str] = {}
        self._seen: dict[int, Squeezed] = {}
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
        for start, end, number in lexicon.find(squeezed.text):
            since, until = squeezed.back(start, end)
            segment = bisect_right(self.starts, since) - 1
            base = self.starts[segment]
            stretch = self.folded[since:until]
            for owner in lexicon.owners_of(number):
                if owner.role == "anchor" or self._stands(stretch, since, until, owner):
                    hit = Hit(segment, since - base, until - base, owner.word, _is_hidden(stretch, owner))
                    self._hits.setdefault((owner.rule.id, owner.role), []).append(hit)

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

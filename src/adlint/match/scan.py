"""One pass over a document: all words of all rules, found at once in its folded and squeezed text.

Segments are joined for the pass, so that a page of short lines costs as little as one long line; hits are led back
to the segment and to the characters they came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from adlint.finding import Rule
from adlint.match.automaton import Find
from adlint.match.lexicon import Lexicon, Owner
from adlint.model import Document
from adlint.normalize import Squeezed, fold, seen, squeeze
from adlint.normalize.squeeze import gaps_of, without_invisible
from adlint.record import NamedTuple
from adlint.rules.words import SEPARATOR, Role

_NUMERALS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖洞拐勾⓿⒈-⒐㈠-㈨⑴-⑼⓵-⓽"
#: Also in groups, and with l and o for 1 and 0.
_DIGITS = re.compile(rf"[0-9{_NUMERALS}](?:[ \-‐-―.·*_/()\u3000]{{0,4}}[0-9lo{_NUMERALS}]){{3}}")

#: At most so many fillers in one gap; more is layout, not a word.
LONGEST_GAP = 3


#: Of a segment of more code points only the copy around clues is searched, by blocks of so many, one to each side.
LONG = 4000
REACH = 120


#: So many code points are searched for words at a time; no word is longer than the second.
SLICE = 200_000
LONGEST_WORD = 2_000


class Hit(NamedTuple):
    """A word of a rule in a segment; offsets in code points of the segment's text."""

    segment: int
    start: int
    end: int
    word: str  # as the rule has it
    hidden: bool  # invisible characters stood inside


class Window(NamedTuple):
    """A stretch of a segment in which a pattern of a rule, by its number, may match."""

    pattern: int
    start: int
    end: int


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
        self._lexicon = lexicon
        #: By segment, and block of a long one: the numbers of the words that stand there.
        self._stand: dict[tuple[int, int], set[int]] = {}
        self._phrases: dict[str, list[Hit]] = {}
        self._folded: dict[int, str] = {}
        self._seen: dict[int, Squeezed] = {}
        self._squeezed: dict[int, Squeezed] = {}
        self._collect(squeeze(self.folded))

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
        """Ids of the rules of which some word stands in the document, or all clues of one of their patterns."""
        return {rule_id for rule_id, _ in self._hits} | self._due.keys()

    def due(self, rule: Rule) -> Iterator[tuple[int, list[Window]]]:
        """The segments in which patterns of the rule may match, in order, with the windows to try them in.

        Windows are in order of the patterns; those of one pattern do not overlap.
        """
        segments = self._due.get(rule.id, {})
        for segment in sorted(segments):
            if self._has_context(rule, segment):
                yield segment, _windows(segments[segment], len(self.texts[segment]))

    def _has_context(self, rule: Rule, segment: int) -> bool:
        words = self._lexicon.contexts.get(rule.id)
        if not words:
            return True
        text = self.squeezed_of(segment).text
        single, longer = words
        return not single.isdisjoint(text) or any(word in text for word in longer)

    @cached_property
    def _due(self) -> dict[str, dict[int, dict[int, list[list[int]]]]]:
        """By rule, segment and pattern: the runs of blocks, from first to last, in which all clues of it stand."""
        due: dict[str, dict[int, dict[int, list[list[int]]]]] = {}
        lexicon = self._lexicon
        for block, text in self._blocks():
            absent = lexicon.absent_from(text)
            hit = self._stand.get(block, set())
            clues = {clue for number in hit for clue in lexicon.owners_of(number)[1]}
            for alternatives in (lexicon.always, *map(lexicon.led_by, clues)):
                for rule_id, pattern, others, characters in alternatives:
                    if characters & absent:
                        continue
                    for clue in others:
                        if not lexicon.stands(clue, hit):
                            break
                    else:
                        runs = due.setdefault(rule_id, {}).setdefault(block[0], {}).setdefault(pattern, [])
                        # Windows reach one block to each side, so that runs three blocks apart touch.
                        if runs and block[1] - runs[-1][1] <= 3:
                            runs[-1][1] = block[1]
                        else:
                            runs.append([block[1], block[1]])
        return due

    def _blocks(self) -> Iterator[tuple[tuple[int, int], str]]:
        """The blocks of all segments, each with the folded text of itself and its neighbours."""
        for segment in range(len(self.texts)):
            folded = self.folded_of(segment)
            if len(folded) <= LONG:
                yield (segment, 0), folded
            else:
                for block in range((len(folded) - 1) // REACH + 1):
                    yield (segment, block), folded[max(0, (block - 1) * REACH) : (block + 2) * REACH]

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
        if segment not in self._squeezed:
            self._squeezed[segment] = squeeze(self.folded_of(segment))
        return self._squeezed[segment]

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

    def _collect(self, squeezed: Squeezed) -> None:
        owners_of = self._lexicon.owners_of
        is_single = len(self.texts) == 1  # most calls of the library
        is_long = is_single and len(self.texts[0]) > LONG
        base = segment = 0
        for start, end, number in _found(self._lexicon.find, squeezed.text):
            owners, _ = owners_of(number)
            since, until = squeezed.back(start, end)
            if not is_single:
                segment = bisect_right(self.starts, since) - 1
                base = self.starts[segment]
                is_long = len(self.texts[segment]) > LONG
            # A long segment is divided into blocks; each knows the words of its neighbours.
            block = (since - base) // REACH if is_long else 0
            for near in (block - 1, block, block + 1) if is_long else (0,):
                self._stand.setdefault((segment, near), set()).add(number)
            if owners:
                stretch = self.folded[since:until]
                for owner in owners:
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


def _found(find: Find, text: str) -> Iterator[tuple[int, int, int]]:
    """All words in a text, in order; of a very long one not all at once, since hits take more room than copy."""
    if len(text) <= SLICE:
        yield from find(text)
        return
    for since in range(0, len(text), SLICE):
        for start, end, number in find(text[since : since + SLICE + LONGEST_WORD]):
            if start < SLICE:
                yield since + start, since + end, number


def _windows(due: dict[int, list[list[int]]], length: int) -> list[Window]:
    """The windows for the patterns that are due in runs of blocks of a segment, with the blocks beside them."""
    if length <= LONG:
        return [Window(number, 0, length) for number in sorted(due)]
    return [
        Window(number, max(0, (first - 1) * REACH), min(length, (last + 2) * REACH))
        for number in sorted(due)
        for first, last in due[number]
    ]


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

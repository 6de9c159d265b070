"""Where a pattern need not be tried: sets of words, one of each of which must stand in the same stretch of copy.

A pattern such as {goods}…{praise} is tried, or even compiled, only where a word of either class was seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from adlint.finding import Rule
from adlint.normalize import fold, squeeze
from adlint.record import NamedTuple
from adlint.rules.needs import clauses_needed

#: So many sets are looked for of one alternative; more hardly tell more.
_MOST_CLUES = 3

#: The characters that are most frequent in Chinese text.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问"
    "意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图"
    "山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海"
)


#: Characters are looked for as well, since to see whether one of a few is there costs next to nothing.
_MOST_CHARACTERS = 4


class Lead(NamedTuple):
    """An alternative of a pattern: it may match where all these clues stand, and one of each of these characters."""

    rule_id: str
    pattern: int
    others: list[int]  # clues; all but the one that it is listed under
    characters: list[int]


class Clues:
    """The clues of all patterns: each set of words once, and which patterns the rarest of them leads to."""

    def __init__(self) -> None:
        self.words: list[frozenset[str]] = []
        self.characters: list[str] = []
        self.leads: dict[int, list[Lead]] = {}  # by clue
        self.always: list[Lead] = []  # that no clue leads to
        self._numbers: dict[frozenset[str], int] = {}
        self._sets: dict[str, int] = {}

    def add(self, rule: Rule) -> None:
        """Take in the patterns of a rule."""
        anchors = frozenset(fewest(rule.anchors))
        for number, pattern in enumerate(rule.patterns):
            for needed in clauses_needed(pattern) or [[]]:
                telling = [words for words in needed if _is_telling(words)]
                clues = sorted(telling, key=_frequency)[:_MOST_CLUES]
                if anchors:
                    clues = sorted({*clues, anchors}, key=_frequency)
                beginnings = {"".join(sorted({word[0] for word in words})) for words in needed if words not in telling}
                characters = sorted(beginnings, key=lambda each: (len(each), each))[:_MOST_CHARACTERS]
                numbers = [self._number_of(words) for words in clues]
                lead = Lead(rule.id, number, numbers[1:], [self._set_of(each) for each in characters])
                (self.leads.setdefault(numbers[0], []) if numbers else self.always).append(lead)

    def _number_of(self, words: frozenset[str]) -> int:
        if words not in self._numbers:
            self._numbers[words] = len(self.words)
            self.words.append(words)
        return self._numbers[words]

    def _set_of(self, characters: str) -> int:
        if characters not in self._sets:
            self._sets[characters] = len(self.characters)
            self.characters.append(characters)
        return self._sets[characters]


def fewest(words: Iterable[str]) -> list[str]:
    """Those that hold none of the others: where a longer one stands, so does the shorter."""
    listed = sorted(set(words), key=lambda word: (len(word), word))
    kept: list[str] = []
    for word in listed:
        if not any(other in word for other in kept):
            kept.append(word)
    return kept


def _is_telling(words: frozenset[str]) -> bool:
    """True if each of the words is worth being looked for: not a single character that stands almost everywhere."""
    shapes = squeeze(fold("\uffff".join(words))).text.split("\uffff")
    return all(len(shape) > 1 or (shape >= "\u4e00" and shape not in _COMMON) for shape in shapes)


def _frequency(words: frozenset[str]) -> tuple[float, list[str]]:
    """How often one of the words may be expected, roughly; the words themselves settle the order of equals."""
    total = 0.0
    for word in words:
        if len(word) == 1:
            total += 100 if word in _COMMON else 10
        elif len(word) == 2:
            total += 5 if _COMMON.issuperset(word) else 1
        else:
            total += 0.2
    return total, sorted(words)

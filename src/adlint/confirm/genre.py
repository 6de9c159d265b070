"""Is it an advertisement at all? News, a customer's review, statute text and encyclopedias are not.

The law on advertising is for copy that sells (《广告法适用问题执法指南（一）》). What a text is shows in its cues,
which are data: the genres of the rulesets. Cues that sell weigh against every genre.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adlint.confirm.context import DOUBT, Judge
from adlint.confirm.profile import MOST_NAMED, Automaton, Lookout, Signs, Weight
from adlint.confirm.trace import Trace
from adlint.finding import Candidate, Profile, Rule

if TYPE_CHECKING:
    from adlint.match.scan import Scan

#: Code points to each side of the words that are read for cues.
REACH = 160

#: And for what speaks against a genre: the telephone number stands at the end of the advertorial.
FAR = 1000

#: Paragraphs of these kinds are one piece with those around them; cells and cues of subtitles are not.
_PROSE = frozenset({"title", "body", "note"})

#: A document is of a genre if at least one in so many of its paragraphs shows it by itself, and none sells.
_SHARE = 3


def genre(genres: Sequence[Profile], automaton: Automaton) -> Judge:
    """A judge that doubts what stands in a text that is no advertisement; personal data is not its business.

    Raises Unreadable (limit-time) where a pattern that is not shipped with adlint takes too long.
    """

    lookout = Lookout(genres, automaton)

    def judge(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
        reading = _Reading(scan, lookout)
        kept = []
        for candidate in found:
            profile = next((item for item in genres if reading.is_of(item, candidate)), None)
            if profile:
                grounds = reading.weight_of(profile, candidate).words[:MOST_NAMED]
                trace.note(candidate, "doubted", "genre", profile.name, grounds)
                candidate = candidate._replace(confidence=min(candidate.confidence, DOUBT))
            kept.append(candidate)
        return kept

    return judge


def threshold_of(profile: Profile, rule: Rule) -> int | None:
    """What the cues must weigh together for the genre to doubt the rule: by its longest prefix; None: never."""
    prefixes = [prefix for prefix in profile.applies if rule.id.startswith(prefix)]
    return profile.applies[max(prefixes, key=len)] if prefixes else None


class _Reading:
    """One document read for its genres; every segment is looked through once."""

    def __init__(self, scan: Scan, lookout: Lookout) -> None:
        self.scan = scan
        self.lookout = lookout
        self._signs: dict[int, Signs] = {}
        self._of_document: dict[str, bool] = {}

    def is_of(self, profile: Profile, candidate: Candidate) -> bool:
        """True if the words stand in text of that genre: by the cues around them, or by the document's."""
        threshold = threshold_of(profile, candidate.rule)
        if threshold is None:
            return False
        total = self.weight_of(profile, candidate).total
        return total >= threshold or (total >= 0 and self._is_document(profile, candidate))

    def weight_of(self, profile: Profile, candidate: Candidate) -> Weight:
        """The weight of the cues around the words."""
        return self._weight(profile, candidate.segment, candidate.start, candidate.end)

    def _weight(self, profile: Profile, segment: int, start: int, end: int) -> Weight:
        view = self.scan.seen_of(segment)
        if segment not in self._signs:
            self._signs[segment] = self.lookout.look(view.text)
        return self._signs[segment].weight_around(profile, view.ahead(start), view.ahead(end), REACH, FAR)

    def _is_document(self, profile: Profile, candidate: Candidate) -> bool:
        """True if the whole document is of the genre; the order of its paragraphs does not matter."""
        segments = self.scan.document.segments
        if len(segments) < _SHARE or segments[candidate.segment].kind not in _PROSE:
            return False
        if profile.name not in self._of_document:
            prose = (number for number, item in enumerate(segments) if item.kind in _PROSE)
            totals = [self._weight(profile, number, 0, 0).total for number in prose]
            many = sum(total >= profile.threshold for total in totals) * _SHARE >= len(totals)
            self._of_document[profile.name] = many and min(totals) >= 0
        return self._of_document[profile.name]

"""Where the words of entries stand: phrases, claims and partners that a brand spec speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match.brand.spans import Spans
from adlint.match.scan import Hit, Scan
from adlint.rules.brand import Entry


def found_entries(rule: Rule, scan: Scan) -> Iterator[tuple[Entry, Hit]]:
    """Every hit of an entry's words that no word of its cover covers."""
    by_word: dict[str, list[Hit]] = {}
    for hit in scan.hits(rule):
        by_word.setdefault(hit.word, []).append(hit)
    for entry in rule.params["entries"]:
        hits = [hit for word in entry.words for hit in by_word.get(word, ())]
        if hits:
            covers = Spans(hit[:3] for word in entry.cover for hit in by_word.get(word, ()))
            yield from ((entry, hit) for hit in hits if not covers.cover_more(*hit[:3]))


def candidate_of(entry: Entry, hit: Hit) -> Candidate:
    """The candidate at a hit, with the rule that speaks of it."""
    rule = entry.rule
    return Candidate(rule, hit.segment, hit.start, hit.end, rule.confidence, rule.severity, hidden=hit.hidden)

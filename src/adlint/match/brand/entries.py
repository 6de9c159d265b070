"""Where the words of entries stand: phrases, claims and partners that a brand spec speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
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
            covers = [hit for word in entry.cover if word in by_word for hit in by_word[word]]
            yield from ((entry, hit) for hit in hits if not is_covered(hit, covers))


def is_covered(hit: Hit, covers: list[Hit]) -> bool:
    """True if the hit lies in a longer one."""
    return any(
        cover.segment == hit.segment
        and cover.start <= hit.start
        and hit.end <= cover.end
        and cover.end - cover.start > hit.end - hit.start
        for cover in covers
    )


def candidate_of(entry: Entry, hit: Hit) -> Candidate:
    """The candidate at a hit, with the rule that speaks of it."""
    rule = entry.rule
    return Candidate(rule, hit.segment, hit.start, hit.end, rule.confidence, rule.severity, hidden=hit.hidden)

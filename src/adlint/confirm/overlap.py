"""One finding per stretch of copy and category: the most severe, then the longest."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from adlint.confirm.trace import Trace
from adlint.finding import Candidate

if TYPE_CHECKING:
    from adlint.match.scan import Scan


def overlap(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
    """The candidates without those that a better one of the same category overlaps, in the order of the copy.

    Categories do not compete: a figure without a source and a superlative may share their words, and both are so.
    """
    taken: dict[tuple[int, str], list[tuple[int, int, str]]] = {}
    kept = []
    for candidate in sorted(found, key=_worst_first):
        winners = taken.setdefault((candidate.segment, candidate.rule.category), [])
        winner = _overlapping(candidate, winners)
        if winner:
            trace.drop(candidate, "overlap", winner)
        else:
            insort(winners, (candidate.start, candidate.end, candidate.rule.id))
            kept.append(candidate)
    return sorted(kept, key=lambda item: (item.segment, item.start, item.end, item.rule.id))


def _overlapping(candidate: Candidate, winners: list[tuple[int, int, str]]) -> str:
    """The rule of the winner that shares a character with the candidate; winners do not overlap one another."""
    after = bisect_left(winners, (candidate.start, 0, ""))
    for start, end, rule in winners[max(0, after - 1) : after + 1]:
        if start < candidate.end and candidate.start < end:
            return rule
    return ""


def _worst_first(item: Candidate) -> tuple[object, ...]:
    # How sure the rule is by itself settles what doubts, which may be about the whole text, leave equal.
    sure = -item.confidence, -item.rule.confidence
    return -item.severity.rank, -(item.end - item.start), *sure, item.segment, item.start, item.rule.id

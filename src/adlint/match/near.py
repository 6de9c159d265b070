"""Near rules: a word of one class close to a word of another, in one sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.scan import Hit, Scan
from adlint.normalize import Squeezed
from adlint.normalize.sentence import sentence_ends

#: Characters that a word of the second class may be long, its gaps included.
LONGEST = 40


@matcher("near")
def find_near(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Each word of the first class with the closest word of the second, covering both and what lies between.

    At most `within` characters lie between them, and no end of a sentence. The order is free unless the rule has
    params: {order: forward}.
    """
    seconds: dict[int, list[Hit]] = {}
    for hit in scan.free_hits(rule, "second"):
        seconds.setdefault(hit.segment, []).append(hit)
    forward = rule.params.get("order") == "forward"
    for first in scan.free_hits(rule):
        best = _closest(first, seconds.get(first.segment, []), rule.within, scan.seen_of(first.segment), forward)
        if best:
            start, end = min(first.start, best.start), max(first.end, best.end)
            hidden = first.hidden or best.hidden
            yield Candidate(rule, first.segment, start, end, rule.confidence, rule.severity, hidden=hidden)


def _closest(first: Hit, seconds: list[Hit], within: int, view: Squeezed, forward: object) -> Hit | None:
    """Distances are counted as the copy looks on paper, so that invisible characters do not part two words."""
    at = view.ahead
    best: tuple[int, int, Hit] | None = None
    since = bisect_left(seconds, at(first.start) - within - LONGEST, key=lambda hit: at(hit.start))
    for number in range(since, len(seconds)):
        second = seconds[number]
        if at(second.start) > at(first.end) + within:
            break
        if second.start < first.end and (forward or second.end > first.start):
            continue
        left, right = sorted((first, second), key=lambda hit: hit.start)
        since, until = at(left.end), at(right.start)
        distance = until - since
        if 0 <= distance <= within and next(sentence_ends(view.text, since, until), None) is None:
            rank = (distance, -(second.end - second.start), second)
            best = min(best, rank) if best else rank
    return best[2] if best else None

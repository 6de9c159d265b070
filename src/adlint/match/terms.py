"""Term rules: each stretch that one of the rule's words covers."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.scan import Scan


@matcher("terms")
def find_terms(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every hit of a term; of two that begin together the longer one."""
    longest: dict[tuple[int, int], Candidate] = {}
    for hit in scan.hits(rule):
        before = longest.get((hit.segment, hit.start))
        if before is None or before.end < hit.end:
            longest[hit.segment, hit.start] = Candidate(
                rule, hit.segment, hit.start, hit.end, rule.confidence, rule.severity, hidden=hit.hidden
            )
    yield from longest.values()

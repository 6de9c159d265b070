"""Claims that the brand forbids, and approved ones whose approval does not hold on the day."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.brand.entries import candidate_of, found_entries
from adlint.match.scan import Scan


@matcher("brand.claim")
def find_claims(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every such claim, to the letter; spaces and ornaments inside do not hide it."""
    for entry, hit in found_entries(rule, scan):
        yield candidate_of(entry, hit)

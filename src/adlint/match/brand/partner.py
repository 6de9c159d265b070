"""Other brands that may not be named, or not without somebody's consent."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.brand.entries import candidate_of, found_entries
from adlint.match.brand.zones import is_address
from adlint.match.scan import Scan


@matcher("brand.partner")
def find_partners(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every name of such a partner that is not part of a longer name and stands in no address."""
    for entry, hit in found_entries(rule, scan):
        if not is_address(scan.texts[hit.segment], hit.start, hit.end):
            yield candidate_of(entry, hit)

"""Housekeeping rules: their findings are about review comments and waivers, not about copy."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.scan import Scan


@matcher("housekeeping")
def find_housekeeping(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Nothing: whether an exemption holds is only known once the judges are done, so confirm/waive.py reports it."""
    return iter(())

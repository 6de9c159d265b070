"""A longer innocent phrase covers the words: 第一次 clears the 第一 inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adlint.confirm.trace import Trace
from adlint.finding import Candidate

if TYPE_CHECKING:
    from adlint.match.scan import Scan


def allow(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
    """Those that no allow phrase of their rule covers."""
    kept = []
    for candidate in found:
        phrase = scan.phrase_over(candidate.rule, candidate.segment, candidate.start, candidate.end)
        if phrase:
            trace.drop(candidate, "allow", phrase)
        else:
            kept.append(candidate)
    return kept

"""Claims that a brand has approved, with evidence and until a day: no rule of law accuses their words.

Personal data and the brand's own wording are no claims; what is said of them stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from adlint.confirm.trace import Trace
from adlint.finding import Candidate, Rule

if TYPE_CHECKING:
    from adlint.match.scan import Scan

Judge = Callable[[list[Candidate], "Scan", Trace], list[Candidate]]

#: What no approval of a claim lets pass.
_KEPT = frozenset({"pii", "privacy-consent", "housekeeping", "brand-wording"})
#: Claims that are looked at for one candidate.
MOST_CLAIMS = 8
_KEPT_IDS = ("PI", "BW", "AL")


def claims(approved: Rule | None, lang: str = "zh") -> Judge:
    """A judge that lets go what lies within a claim that the rule finds; by the grounds on which it is approved."""

    def judge(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
        if approved is None or not scan.hits(approved):
            return found
        grounds = {word: entry.rule.message[lang] for entry in approved.params["entries"] for word in entry.words}
        kept = []
        for candidate in found:
            claim = "" if _is_kept(candidate.rule) else _claim_over(candidate, approved, scan)
            if claim:
                trace.drop(candidate, "claims", grounds[claim])
            else:
                kept.append(candidate)
        return kept

    return judge


def _is_kept(rule: Rule) -> bool:
    return rule.category in _KEPT or rule.id.startswith(_KEPT_IDS)


def _claim_over(candidate: Candidate, approved: Rule, scan: Scan) -> str:
    """The claim that holds a candidate, or nothing."""
    hits = scan.hits_in(approved, candidate.segment)
    at = bisect_right(hits, candidate.start, key=lambda hit: hit.start)
    # Of claims that begin before it, the nearest few: claims do not lie in one another by the dozen.
    near = hits[max(0, at - MOST_CLAIMS) : at]
    return next((hit.word for hit in reversed(near) if candidate.end <= hit.end), "")

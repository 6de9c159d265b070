"""Claims that a brand has approved, with evidence and until a day: no rule of law accuses their words.

Personal data and the brand's own wording are no claims; what is said of them stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from adlint.confirm.trace import Trace
from adlint.finding import Candidate, Rule

if TYPE_CHECKING:
    from adlint.match.scan import Scan

Judge = Callable[[list[Candidate], "Scan", Trace], list[Candidate]]

#: What no approval of a claim lets pass.
_KEPT = frozenset({"pii", "privacy-consent", "housekeeping", "brand-wording"})
_KEPT_IDS = ("PI", "BW", "AL")


def claims(approved: Rule | None, lang: str = "zh") -> Judge:
    """A judge that lets go what lies within a claim that the rule finds; by the grounds on which it is approved."""

    def judge(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
        hits = scan.hits(approved) if approved else []
        if approved is None or not hits:
            return found
        grounds = {word: entry.rule.message[lang] for entry in approved.params["entries"] for word in entry.words}
        kept = []
        for candidate in found:
            hit = None if _is_kept(candidate.rule) else next((hit for hit in hits if _covers(hit, candidate)), None)
            if hit is None:
                kept.append(candidate)
            else:
                trace.drop(candidate, "claims", grounds[hit.word])
        return kept

    return judge


def _is_kept(rule: Rule) -> bool:
    return rule.category in _KEPT or rule.id.startswith(_KEPT_IDS)


def _covers(hit: tuple[int, int, int, str, bool], candidate: Candidate) -> bool:
    segment, start, end, *_ = hit
    return segment == candidate.segment and start <= candidate.start and candidate.end <= end

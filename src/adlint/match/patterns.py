"""Pattern rules: regular expressions over the folded text, run only where one of the rule's anchors stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from adlint.errors import Unreadable
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.scan import Scan
from adlint.normalize.squeeze import without_invisible
from adlint.rules.expression import LIMIT, compiled, limits_of


@matcher("patterns")
def find_patterns(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every match of a pattern, or of its group `hit` where it has one.

    Raises Unreadable (limit-time) where a rule that is not shipped with adlint takes too long.
    """
    segments = scan.segments_of(rule) if rule.anchors else range(len(scan.texts))
    for segment in segments:
        views = [scan.seen_of(segment)]
        if "squeezed" in rule.views:
            views.append(scan.squeezed_of(segment))
        for start, end in dict.fromkeys(view.back(*span) for view in views for span in _spans(rule, view.text)):
            words = scan.folded_of(segment)[start:end]
            hidden = without_invisible(words) != words
            yield Candidate(rule, segment, start, end, rule.confidence, rule.severity, hidden=hidden)


def _spans(rule: Rule, text: str) -> list[tuple[int, int]]:
    """The spans of all patterns in order of place; of two that overlap the earlier pattern's stands."""
    taken: list[tuple[int, int]] = []
    for pattern in rule.patterns:
        expression = compiled(pattern, rule.trusted)
        group = "hit" if "hit" in expression.groupindex else 0
        try:
            matches = [match.span(group) for match in expression.finditer(text, **limits_of(rule.trusted))]
        except TimeoutError as error:
            raise Unreadable("limit-time", rule=rule.id, limit=LIMIT) from error
        taken += [span for span in matches if span[0] < span[1] and not _is_taken(span, taken)]
        taken.sort()
    return taken


def _is_taken(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    after = bisect_left(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, after - 1) : after + 1])

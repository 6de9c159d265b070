"""Pattern rules: regular expressions over the folded text, run only where a word stands that a match must hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from adlint.errors import Unreadable
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.scan import Scan
from adlint.normalize.squeeze import seen, squeeze, without_invisible
from adlint.rules.expression import LIMIT, compiled, limits_of


@matcher("patterns")
def find_patterns(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every match of a pattern, or of its group `hit` where it has one.

    Raises Unreadable (limit-time) where a rule that is not shipped with adlint takes too long.
    """
    for segment, since, until, numbers in scan.due(rule):
        folded = scan.folded_of(segment)
        stretch = folded[since:until]
        views = [scan.seen_of(segment) if len(stretch) == len(folded) else seen(stretch)]
        if "squeezed" in rule.views:
            views.append(squeeze(stretch))
        spans = (view.back(*span) for view in views for span in _spans(rule, numbers, view.text))
        for start, end in dict.fromkeys(spans):
            hidden = without_invisible(stretch[start:end]) != stretch[start:end]
            yield Candidate(rule, segment, since + start, since + end, rule.confidence, rule.severity, hidden=hidden)


def _spans(rule: Rule, numbers: Sequence[int], text: str) -> list[tuple[int, int]]:
    """The spans of these patterns in order of place; of two that overlap the earlier pattern's stands."""
    taken: list[tuple[int, int]] = []
    for number in numbers:
        pattern = rule.patterns[number]
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

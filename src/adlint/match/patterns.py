"""Pattern rules: regular expressions over the folded text, run only where a word stands that a match must hold."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from adlint.errors import Unreadable
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.scan import LONG, Scan, Window
from adlint.normalize import Squeezed
from adlint.normalize.squeeze import seen, squeeze, without_invisible
from adlint.rules.expression import LIMIT, compiled, limits_of


@matcher("patterns")
def find_patterns(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every match of a pattern, or of its group `hit` where it has one.

    Raises Unreadable (limit-time) where a rule that is not shipped with adlint takes too long.
    """
    for segment, windows in scan.due(rule):
        folded = scan.folded_of(segment)
        spans = _spans(rule, windows, folded, scan.seen_of(segment) if len(folded) <= LONG else None, seen)
        if "squeezed" in rule.views:
            spans += _spans(rule, windows, folded, None, squeeze)
        for start, end in dict.fromkeys(spans):
            hidden = without_invisible(folded[start:end]) != folded[start:end]
            yield Candidate(rule, segment, start, end, rule.confidence, rule.severity, hidden=hidden)


def _spans(
    rule: Rule, windows: Sequence[Window], folded: str, whole: Squeezed | None, view_of: Callable[[str], Squeezed]
) -> list[tuple[int, int]]:
    """The spans of the patterns in their windows, in order of place, as a view shows the copy.

    `whole` is the view of all the text where that is what the windows show. Of two spans that overlap the earlier
    pattern's stands.
    """
    taken: list[tuple[int, int]] = []
    limits = limits_of(rule.trusted)
    for number, since, until in windows:
        view = whole or view_of(folded[since:until])
        find, group = _finder(rule.patterns[number], rule.trusted)
        try:
            matches = [match.span(group) for match in find(view.text, **limits)]
        except TimeoutError as error:
            raise Unreadable("limit-time", rule=rule.id, limit=LIMIT) from error
        for match in matches:
            if match[0] < match[1]:
                start, end = view.back(*match)
                span = since + start, since + end
                if not _is_taken(span, taken):
                    insort(taken, span)
    return taken


@lru_cache(4096)
def _finder(pattern: str, trusted: bool) -> tuple[Callable[..., Iterable[Any]], str | int]:
    """The expression's finditer, and the group whose span is wanted."""
    expression = compiled(pattern, trusted)
    return expression.finditer, "hit" if "hit" in expression.groupindex else 0


def _is_taken(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    after = bisect_left(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, after - 1) : after + 1])

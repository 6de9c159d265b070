"""From the copy as it looks on paper, which the recognisers read, back to the copy as it is.

Invisible characters, however many, hide no number: they are gone before anything is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.normalize.squeeze import INVISIBLE

if TYPE_CHECKING:
    from adlint.match.scan import Hit, Scan

#: So many different ones in one document are a list of people, not a contact.
LIST = 5

#: The frame of 1️⃣: a way to write a digit, not a way to hide one.
_KEYCAP = "\ufe0f\u20e3"
_FRAME = expression(f"[{_KEYCAP}]{{0,2}}")
_HIDING = expression(f"[{INVISIBLE}]")


def found(
    rule: Rule, scan: Scan, segment: int, span: tuple[int, int], severity: Severity, confidence: float | None = None
) -> Candidate:
    """The candidate for a span of `scan.seen_of(segment).text`, with offsets in the segment itself."""
    view = scan.seen_of(segment)
    start, end = view.back(*span)
    frame = _FRAME.match(view.folded, end)
    end = frame.end() if frame else end
    hidden = any(char not in _KEYCAP for char in _HIDING.findall(view.folded[start:end]))
    return Candidate(
        rule, segment, start, end, rule.confidence if confidence is None else confidence, severity, hidden=hidden
    )


def anchored(rule: Rule, scan: Scan) -> Iterator[tuple[Hit, str, int, int]]:
    """Each anchor of the rule that stands somewhere: the hit, the text on paper, where the anchor begins and ends."""
    for hit in scan.hits(rule, "anchor"):
        view = scan.seen_of(hit.segment)
        yield hit, view.text, view.ahead(hit.start), view.ahead(hit.end)


def listed(candidates: Iterable[Candidate], value_of: Callable[[Candidate], str]) -> Iterator[Candidate]:
    """The candidates; five different ones that are nobody's own contact are a list of people, and so errors."""
    every = list(candidates)
    values = {value_of(item) for item in every if item.severity is not Severity.INFO}
    for item in every:
        is_listed = len(values) >= LIST and item.severity is Severity.WARNING
        yield item._replace(severity=Severity.ERROR) if is_listed else item


def outermost(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that lie in no other: 620062 4000000000006 holds a number of thirteen digits, and is one of 19."""
    last: Candidate | None = None
    for item in sorted(candidates, key=lambda item: (item.segment, item.start, -item.end)):
        if last is None or item.segment != last.segment or item.end > last.end:
            last = item
            yield item

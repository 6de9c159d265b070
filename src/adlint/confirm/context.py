"""Circumstances in which the law lets the words stand: negation, a goal, a usage tip, a quotation of law …

They are data: the exemptions of the rulesets, each with the clause it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from adlint.confirm.trace import Trace
from adlint.errors import Unreadable
from adlint.finding import Candidate, Exemption
from adlint.normalize.sentence import sentence_around
from adlint.rules.expression import LIMIT, compiled, limits_of
from adlint.rules.needs import may_hold

if TYPE_CHECKING:
    from adlint.match.scan import Scan

#: What a doubtful finding's confidence is lowered to; shown with strict only.
DOUBT = 0.3

Judge = Callable[[list[Candidate], "Scan", Trace], list[Candidate]]


def context(exemptions: Sequence[Exemption]) -> Judge:
    """A judge that lets go what an exemption covers, or doubts it where the exemption says so.

    Raises Unreadable (limit-time) where an exemption that is not shipped with adlint takes too long.
    """

    def judge(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
        kept = []
        for candidate in found:
            exemption = _exempting(candidate, scan, exemptions)
            if exemption is None:
                kept.append(candidate)
            elif exemption.effect == "doubt":
                trace.note(candidate, "doubted", "context", exemption.name)
                kept.append(candidate._replace(confidence=min(candidate.confidence, DOUBT)))
            else:
                trace.drop(candidate, "context", exemption.name)
        return kept

    return judge


def _exempting(candidate: Candidate, scan: Scan, exemptions: Sequence[Exemption]) -> Exemption | None:
    ours = [item for item in exemptions if candidate.rule.id.startswith(item.applies)]
    if not ours:
        return None
    view = scan.seen_of(candidate.segment)
    start, end = view.ahead(candidate.start), view.ahead(candidate.end)
    since, until = sentence_around(view.text, start, end)
    for exemption in ours:
        try:
            if _holds(exemption, view.text, start, end, since, until):
                return exemption
        except TimeoutError as error:
            raise Unreadable("limit-time", rule=exemption.name, limit=LIMIT) from error
    return None


def _holds(exemption: Exemption, text: str, start: int, end: int, since: int, until: int) -> bool:
    trusted, limits, needs = exemption.trusted, limits_of(exemption.trusted), exemption.needs

    def found(how: str, patterns: Sequence[str], first: int, last: int) -> Iterator[Any]:
        for pattern in patterns:
            if may_hold(needs, pattern, text, first, last):
                yield getattr(compiled(pattern, trusted), how)(text, first, last, **limits)

    def is_in(patterns: Sequence[str], first: int, last: int) -> bool:
        return any(found("search", patterns, first, last))

    if is_in(exemption.unless, since, until) or (exemption.requires and not is_in(exemption.requires, since, until)):
        return False
    for matches in found("finditer", exemption.covers, since, until):
        if any(match.start() < end and start < match.end() for match in matches):
            return True
    return (
        is_in(exemption.before, since, start)
        or any(found("match", exemption.after, end, until))
        or is_in(exemption.sentence, since, until)
    )

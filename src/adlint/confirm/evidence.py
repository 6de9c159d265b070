"""A figure stands if its source and period are named nearby, in a note, or in brackets; else: which are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from adlint.confirm.trace import Trace
from adlint.errors import Unreadable
from adlint.expression import expression
from adlint.finding import Candidate, Evidence, Severity
from adlint.rules.expression import LIMIT, compiled, limits_of
from adlint.rules.needs import may_hold

if TYPE_CHECKING:
    from adlint.match.scan import Scan

Judge = Callable[[list[Candidate], "Scan", Trace], list[Candidate]]

#: How many segments before and after the figure a reader takes in with it.
NEARBY = 2

#: And how many characters of each.
REACH = 300

#: A note at the foot, which speaks for the whole document.
_NOTE = expression(
    r"\s*(?:[*※#①-⑳]|\[?\d{1,2}[\])、.]|注\s*\d{0,2}\s*[:：]|(?:数据|资料|信息|文献)?来源|数据说明|备注|说明\s*[:：])"
)


def evidence(kinds: Mapping[str, Evidence], lang: str = "zh") -> Judge:
    """A judge that lets figures go whose evidence is there, and names what is missing in the others' facts.

    Raises Unreadable (limit-time) where a kind of evidence that is not shipped with adlint takes too long to find.
    """

    def judge(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
        kept = []
        notes = _notes(scan) if any(candidate.rule.evidence for candidate in found) else ""
        for candidate in found:
            wanted = [kinds[name] for name in candidate.rule.evidence]
            text = _nearby(candidate, scan) + notes if wanted else ""
            missing = [item for item in wanted if not _is_given(item, text)]
            if wanted and not missing:
                trace.drop(candidate, "evidence", "、".join(candidate.rule.evidence))
                continue
            if missing:
                said = ("、" if lang == "zh" else ", ").join(item.say[lang] for item in missing)
                candidate = candidate._replace(facts={**candidate.facts, "missing": said})
                if len(missing) < len(wanted) and all(item.lowers for item in missing):
                    trace.note(candidate, "lowered", "evidence", said)
                    candidate = candidate._replace(severity=Severity.INFO)
            kept.append(candidate)
        return kept

    return judge


def _nearby(candidate: Candidate, scan: Scan) -> str:
    """The folded copy around a candidate: REACH characters, and the segments next to its own."""
    own = scan.seen_of(candidate.segment)
    parts = [own.text[max(0, own.ahead(candidate.start) - REACH) : own.ahead(candidate.end) + REACH]]
    for number in range(max(0, candidate.segment - NEARBY), min(len(scan.texts), candidate.segment + NEARBY + 1)):
        if number != candidate.segment:
            parts.append(scan.seen_of(number).text[:REACH])
    return "\n".join(parts)


def _notes(scan: Scan) -> str:
    """The notes of a document, folded, each on a line of its own."""
    numbers = (number for number, text in enumerate(scan.texts) if _NOTE.match(text))
    return "".join(f"\n{scan.seen_of(number).text[:REACH]}" for number in numbers)


def _is_given(item: Evidence, text: str) -> bool:
    limits = limits_of(item.trusted)
    try:
        return any(
            may_hold(item.needs, pattern, text) and compiled(pattern, item.trusted).search(text, **limits)
            for pattern in item.patterns
        )
    except TimeoutError as error:
        raise Unreadable("limit-time", rule=item.name, limit=LIMIT) from error

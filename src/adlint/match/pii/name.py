"""Full names beside a number by which the person can be reached: together they identify him or her."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.id_card import is_id_card
from adlint.match.pii.phone import mobiles_in
from adlint.match.pii.vicinity import NAMED, graded, is_name, stance_of, vicinity_of
from adlint.match.scan import Scan

#: How far behind a name the number may stand.
WITHIN = 40

_STOP = expression("[。!?;\n]")
_ID = expression("(?<![0-9])[0-9]{17}[0-9x](?![0-9])")


@matcher("pii.name")
def find_names(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Names behind a label such as 收货人 with a mobile or identity number in the same sentence."""
    for segment in scan.digit_segments:
        folded = scan.folded_of(segment)
        if not _is_reachable(folded):
            continue
        for match in NAMED.finditer(folded):
            start, end = match.span("name")
            if is_name(match["name"]) and _is_reachable(_STOP.split(folded[end : end + WITHIN])[0]):
                near = vicinity_of(scan, segment, end, end)
                yield Candidate(rule, segment, start, end, rule.confidence, graded(rule, stance_of(near)))


def _is_reachable(folded: str) -> bool:
    """True if a mobile or identity number stands in the text."""
    return any(is_id_card(match[0]) for match in _ID.finditer(folded)) or any(True for _ in mobiles_in(folded))

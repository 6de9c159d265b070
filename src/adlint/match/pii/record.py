"""Numbers that only their label gives away: medical records, social insurance, school registers, military papers."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import digits_of
from adlint.match.scan import Scan

#: Between a label and its number.
_LINK = expression(r"(?:号码?|编号|账号|帐号|no\.?)?\s{0,2}(?:[:=#(]|是|为)?\s{0,2}")
_NUMBER = expression(r"[a-z]{0,4}-?[0-9](?:[0-9a-z]|-(?=[0-9a-z])){3,21}(?![0-9a-z*]|-[0-9*])")
_OFFICER = expression(r"[\u4e00-\u9fff]字第?[0-9]{4,8}号?")
#: Behind these, a number counts something.
_COUNT = expression(r"\s?(?:[+多余]?[人年月日份次个例万亿元位名张套本]|[.:/][0-9]|-[0-9]{1,2})")
#: A label with less than so many digits is followed by something else.
FEWEST_DIGITS = 4


@matcher("pii.record")
def find_records(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """The number right behind one of the rule's anchors."""
    found: set[tuple[int, int]] = set()
    for hit in scan.hits(rule, "anchor"):
        folded = scan.folded_of(hit.segment)
        link = _LINK.match(folded, hit.end)
        at = link.end() if link else hit.end
        match = _OFFICER.match(folded, at) if "官证" in hit.word else _NUMBER.match(folded, at)
        if not match or _COUNT.match(folded, match.end()) or (hit.segment, match.start()) in found:
            continue
        if len(digits_of(match[0])) >= FEWEST_DIGITS and len(set(match[0])) > 1:
            found.add((hit.segment, match.start()))
            yield Candidate(rule, hit.segment, *match.span(), rule.confidence, rule.severity)

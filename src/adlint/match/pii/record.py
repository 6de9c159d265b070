"""Numbers that only their label gives away: medical records, social insurance, school registers, military papers."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import digits_of
from adlint.match.pii.found import anchored, found
from adlint.match.pii.vicinity import heading_of
from adlint.match.scan import Scan

#: Between a label and its number.
_LINK = expression(r"(?:号码?|码|编号|账号|帐号|no\.?)?\s{0,2}(?:[:=#(]|是|为)?\s{0,2}")
_NUMBER = expression(r"[a-z]{0,4}-?[0-9](?:[0-9a-z]|-(?=[0-9a-z])){3,21}(?![0-9a-z*]|-[0-9*])")
_OFFICER = expression(r"[\u4e00-\u9fff]字第?[0-9]{4,8}号?")
#: Behind these, a number counts something.
_COUNT = expression(r"\s?(?:[+多余]?[人年月日份次个例万亿元位名张套本]|[.:/][0-9]|-[0-9]{1,2})")
#: A label with less than so many digits is followed by something else.
FEWEST_DIGITS = 4


@matcher("pii.record")
def find_records(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """The number right behind one of the rule's anchors."""
    for segment, span in numbers_behind(rule, scan):
        yield found(rule, scan, segment, span, rule.severity)


def numbers_behind(rule: Rule, scan: Scan) -> Iterator[tuple[int, tuple[int, int]]]:
    """Segment and span, as seen on paper, of each number right behind one of the rule's anchors."""
    known: set[tuple[int, int]] = set()
    for hit, text, _, behind in anchored(rule, scan):
        link = _LINK.match(text, behind)
        at = link.end() if link else behind
        match = _OFFICER.match(text, at) if "官证" in hit.word else _NUMBER.match(text, at)
        if not match or _COUNT.match(text, match.end()) or (hit.segment, match.start()) in known:
            continue
        if len(digits_of(match[0])) >= FEWEST_DIGITS and len(set(match[0])) > 1:
            known.add((hit.segment, match.start()))
            yield hit.segment, match.span()
    for segment in _cells_under_a_label(rule, scan):
        match = _NUMBER.fullmatch(scan.seen_of(segment).text)
        if match and len(digits_of(match[0])) >= FEWEST_DIGITS and len(set(match[0])) > 1:
            yield segment, match.span()


def _cells_under_a_label(rule: Rule, scan: Scan) -> Iterator[int]:
    """Cells with digits in columns that are headed by one of the rule's anchors."""
    for segment in scan.digit_segments:
        heading = heading_of(scan, segment)
        if heading and heading.endswith(tuple(rule.anchors)):
            yield segment

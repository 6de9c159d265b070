"""Telephones of homes. A landline belongs to a firm unless it is called a home's, or a person's home stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.address import tells_home
from adlint.match.pii.digits import is_part_of_more, is_something_else
from adlint.match.pii.found import found
from adlint.match.pii.vicinity import Vicinity, is_addressing, is_naming, is_own, vicinity_of
from adlint.match.scan import Scan

_AREA = r"\(?0(?<![0-9]0)(?:10|2[0-9]|[3-9][0-9]{2})\)?[ -]{0,2}"
_NUMBER = r"[2-8][0-9]{2,3}[ -]?[0-9]{4}(?![0-9]|-[0-9]{4})"
_LANDLINE = expression(_AREA + _NUMBER)
_HOME_LABEL = expression(
    rf"(?:宅电|家庭电话|住宅电话|家中电话|家里电话|家里座机)(?:号码?)?\s{{0,2}}[:是为]?\s{{0,2}}(?P<number>(?:{_AREA})?{_NUMBER})"
)


@matcher("pii.landline")
def find_landlines(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Landlines called a home's beside a person, and those beside a person and his or her home."""
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        called = {match.span("number") for match in _HOME_LABEL.finditer(text)}
        for span in sorted(called | {match.span() for match in _LANDLINE.finditer(text)}):
            if is_part_of_more(text, *span, ("tel", "phone")):
                continue
            near = vicinity_of(scan, segment, *span)
            if _is_private(near, is_called_so=span in called) and not is_something_else(near, text, *span):
                yield found(rule, scan, segment, span, rule.severity)


def _is_private(near: Vicinity, *, is_called_so: bool) -> bool:
    around = f"{near.sentence}\uffff{near.after}"
    if not (is_naming(near) or is_addressing(near)):
        return is_called_so and tells_home(around)
    return is_called_so or (tells_home(around) and not is_own(near.label))

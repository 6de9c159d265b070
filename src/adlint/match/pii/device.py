"""Identifiers of devices, behind a label only: IMEI (Luhn), IMSI, MAC address, advertising identifiers (UUID)."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import digits_of, passes_luhn
from adlint.match.pii.found import anchored, found
from adlint.match.scan import Scan

#: Between a label and its identifier.
_LINK = expression(r"\s?[12]?(?:号码?|码|地址|id)?\s{0,2}(?:[:=#(]|是|为)?\s{0,2}")
_IDENTIFIER = expression(
    r"(?P<imei>[0-9](?:[ -]?[0-9]){14})(?![ -]?[0-9a-z])"
    r"|(?P<mac>[0-9a-f]{2}(?P<sign>[:-])(?:[0-9a-f]{2}(?P=sign)){4}[0-9a-f]{2})(?![0-9a-f:-])"
    r"|(?P<cisco>[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-f.])"
    r"|(?P<uuid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![0-9a-f])"
)


@matcher("pii.device")
def find_devices(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """The identifier right behind one of the rule's anchors."""
    known: set[tuple[int, int]] = set()
    for hit, text, _, behind in anchored(rule, scan):
        link = _LINK.match(text, behind)
        match = _IDENTIFIER.match(text, link.end() if link else behind)
        if match and is_device_id(match[0]) and (hit.segment, match.start()) not in known:
            known.add((hit.segment, match.start()))
            yield found(rule, scan, hit.segment, match.span(), rule.severity)


def is_device_id(text: str) -> bool:
    """True for a well-formed identifier: fifteen digits with a check digit or of mainland SIM cards, MAC, UUID."""
    match = _IDENTIFIER.fullmatch(text.lower())
    if not match:
        return False
    if match["imei"]:
        digits = digits_of(text)
        return len(set(digits)) > 1 and (passes_luhn(digits) or digits.startswith("460"))
    return len(set(text)) > 2

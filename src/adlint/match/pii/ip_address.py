"""Public IPv4 addresses in bulk: a screenshot of a log. One alone is a server's, and so are the known resolvers."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import is_something_else
from adlint.match.pii.found import found
from adlint.match.pii.vicinity import Vicinity, vicinity_of
from adlint.match.scan import Scan

#: So many different ones are visitors, not a server and its neighbour.
BULK = 3

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_ADDRESS = expression(rf"(?<![0-9a-z.])(?:{_OCTET}\.){{3}}{_OCTET}(?![0-9a-z]|\.[0-9]|/[0-9])")
#: Not routed (RFC 6890) or set apart for examples (RFC 5737).
_RESERVED = expression(
    r"(?:0|10|127|22[4-9]|2[3-5][0-9])\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|169\.254\."
    r"|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.|192\.0\.[02]\.|198\.(?:1[89]|51\.100)\.|203\.0\.113\."
)
_RESOLVERS = frozenset(
    [
        "8.8.8.8",
        "8.8.4.4",
        "1.1.1.1",
        "1.0.0.1",
        "9.9.9.9",
        "114.114.114.114",
        "114.114.115.115",
        "223.5.5.5",
        "223.6.6.6",
        "119.29.29.29",
        "180.76.76.76",
        "1.2.4.8",
        "210.2.4.8",
        "101.226.4.6",
        "208.67.222.222",
    ]
)
_LOG = expression(r"(?<![a-z])ip|登[录陆]|访客|访问|日志|来源|\blog")


@matcher("pii.ip-address")
def find_ip_addresses(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Public addresses that a log tells of, if there are three different ones or more."""
    known: list[tuple[int, tuple[int, int]]] = []
    numbers: set[str] = set()
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        if text.count(".") < BULK:
            continue
        for match in _ADDRESS.finditer(text):
            near = vicinity_of(scan, segment, *match.span())
            if is_public(match[0]) and _is_of_log(near) and not is_something_else(near, text, *match.span()):
                known.append((segment, match.span()))
                numbers.add(match[0])
    if len(numbers) >= BULK:
        for segment, span in known:
            yield found(rule, scan, segment, span, rule.severity)


def is_public(address: str) -> bool:
    """True for a dotted IPv4 address that somebody may be behind."""
    return bool(_ADDRESS.fullmatch(address)) and not _RESERVED.match(address) and address not in _RESOLVERS


def _is_of_log(near: Vicinity) -> bool:
    return bool(_LOG.search(near.sentence) or _LOG.search(near.above))

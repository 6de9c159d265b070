"""E-mail addresses, found from their @ outwards, so that a text of nothing but letters costs nothing.

A role at a firm's domain (service@brand.cn) is no personal data; a name there, or anything at a public provider, is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.match import matcher
from adlint.match.pii.digits import is_hidden
from adlint.match.pii.vicinity import Stance, Vicinity, graded, stance_of, vicinity_of
from adlint.match.scan import Scan
from adlint.normalize.squeeze import without_invisible
from adlint.record import NamedTuple

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = rf"(?P<domain>{_LABEL}(?:\.{_LABEL}){{0,6}}\.[a-z]{{2,24}})(?![a-z0-9-]|\.[a-z0-9]|@)"
#: One pattern for each way of writing the sign: `re` runs fast through a text to a literal, slowly to a choice.
_SIGNS = ("@", " @ ", "(at)", "[at]", "艾特")
_SIGNED = {sign: expression(re.escape(sign) + _DOMAIN) for sign in _SIGNS}
_LOCAL = "abcdefghijklmnopqrstuvwxyz0123456789._%+-"
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1

_PERSONAL = frozenset(("private", "personal", "my", "me", "myself", "home", "self", "geren", "siren"))
_OFFICE = expression(
    r"(?:客服|官方|公司|企业|投稿|媒体|招聘|简历|商务|合作|服务|公共|举报|投诉|监督|建议|反馈|加盟|招商|咨询"
    r"|新闻|公关|品牌|售后|采购)[^,]{0,8}\Z"
)
_SAMPLE = expression(r"(?:例如|比如|形如|譬如|格式|示例|样例|如)\s?:?\s?\Z")


class Mailbox(NamedTuple):
    """What an address says of itself."""

    is_public: bool  # at a provider where anybody may have one
    is_role: bool  # an office's, or called like its domain
    is_personal: bool  # private@…, me@…


@matcher("pii.email")
def find_emails(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Addresses of persons; offices are let pass, what an office may stand behind is a hint.

    The rule's params name the `providers` where anybody has an address, and the `roles` of offices.
    """
    found = list(addresses_in(scan.folded))
    providers = frozenset(rule.params.get("providers", ()) if found else ())
    roles = frozenset(rule.params.get("roles", ()) if found else ())
    for start, end in found:
        segment = bisect_right(scan.starts, start) - 1
        since, until = start - scan.starts[segment], end - scan.starts[segment]
        near = vicinity_of(scan, segment, since, until)
        mailbox = _mailbox(without_invisible(scan.folded[start:end]), providers, roles)
        severity = _severity(rule, near, mailbox)
        if severity:
            hidden = is_hidden(scan.folded[start:end])
            yield Candidate(rule, segment, since, until, rule.confidence, severity, hidden=hidden)


def addresses_in(folded: str) -> Iterator[tuple[int, int]]:
    """Spans of well-formed addresses in folded text, in order; invisible characters inside do not hide them."""
    signs = [sign for sign in _SIGNS if sign in folded]
    seen = without_invisible(folded) if signs else folded
    found = sorted(span for sign in signs for span in _spans(seen, _SIGNED[sign]))
    if found and seen != folded:
        kept = [at for at, char in enumerate(folded) if without_invisible(char)]
        found = [(kept[start], kept[end - 1] + 1) for start, end in found]
    yield from found


def _spans(folded: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(folded):
        before = folded[max(0, match.start() - _LONGEST_LOCAL - 2) : match.start()]
        local = before[len(before.rstrip(_LOCAL)) :].lstrip("._%+-")
        if local and local[-1] != "." and len(local) <= _LONGEST_LOCAL:
            yield match.start() - len(local), match.end()


def _mailbox(address: str, providers: frozenset[str], roles: frozenset[str]) -> Mailbox:
    local, domain = _parts(address)
    words = [word.rstrip("0123456789") for word in re.split(r"[._+-]", local)]
    is_public = domain in providers
    is_role = not roles.isdisjoint(words) or (not is_public and _is_named_after(local, domain))
    return Mailbox(is_public, is_role, not _PERSONAL.isdisjoint(words))


def _severity(rule: Rule, near: Vicinity, mailbox: Mailbox) -> Severity | None:
    """How grave it is; None for what an office may publish."""
    is_of_office = mailbox.is_role and not mailbox.is_public
    stance = stance_of(near)
    if stance is Stance.THIRD:
        return None if is_of_office else graded(rule, stance)
    if is_of_office or _SAMPLE.search(near.label):
        return None
    if mailbox.is_role or stance is Stance.OWN or (_OFFICE.search(near.label) and not mailbox.is_personal):
        return Severity.INFO
    return rule.severity


def _is_named_after(local: str, domain: str) -> bool:
    """True if the local part repeats the domain's name: brand@brand.com, brandcn@brand.com.cn."""
    return any(label in local or local in label for label in domain.split(".")[:-1] if len(label) > 3 < len(local))


def _parts(address: str) -> tuple[str, str]:
    for pattern in _SIGNED.values():
        match = pattern.search(address)
        if match:
            return address[: match.start()], match["domain"]
    return address, ""

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
from adlint.match.pii.found import found, listed
from adlint.match.pii.vicinity import Stance, Vicinity, graded, stance_of, vicinity_of
from adlint.match.scan import Scan
from adlint.record import NamedTuple

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
#: The dot before the last label may be a Chinese one, if what follows is a well-known ending.
_DOMAIN = (
    rf"(?P<domain>{_LABEL}(?:\.{_LABEL}){{0,6}}(?:\.[a-z]{{2,24}}|[。·](?:com|cn|net|org)))"
    r"(?![a-z0-9-]|\.[a-z0-9]|@)"
)
#: One pattern for each way of writing the sign: `re` runs fast through a text to a literal, slowly to a choice.
_SIGNS = ("@", " @ ", "(at)", "[at]", "{at}", "【at】", "艾特", "爱特")
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
    yield from listed(_mailboxes(rule, scan), lambda item: scan.folded_of(item.segment)[item.start : item.end])


def _mailboxes(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    text = scan.seen.text
    spans = list(addresses_in(text))
    providers = frozenset(rule.params.get("providers", ()) if spans else ())
    roles = frozenset(rule.params.get("roles", ()) if spans else ())
    for start, end in spans:
        segment = bisect_right(scan.starts, scan.seen.back(start, end)[0]) - 1
        base = scan.seen.ahead(scan.starts[segment])
        near = vicinity_of(scan, segment, start - base, end - base)
        severity = _severity(rule, near, _mailbox(text[start:end], providers, roles))
        if severity:
            yield found(rule, scan, segment, (start - base, end - base), severity)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Spans of well-formed addresses in folded text without invisible characters, in order."""
    yield from sorted(span for sign in _SIGNS if sign in text for span in _spans(text, _SIGNED[sign]))


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
            return address[: match.start()], re.sub("[。·]", ".", match["domain"])
    return address, ""

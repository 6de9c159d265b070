"""Matchers: rules and a scanned document → candidates. One function per kind of rule, under @matcher("kind")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from adlint.finding import Candidate, Rule

if TYPE_CHECKING:
    from adlint.match.scan import Scan

Matcher = Callable[[Rule, "Scan"], Iterator[Candidate]]

#: Which module holds which kinds; kept as names so that only the kinds in use are imported.
MODULES: dict[str, str] = {
    "terms": "terms",
    "near": "near",
    "patterns": "patterns",
    "pii.phone": "pii.phone",
    "pii.id-card": "pii.id_card",
    "pii.bank-card": "pii.bank_card",
    "pii.email": "pii.email",
    "pii.plate": "pii.plate",
    "pii.passport": "pii.passport",
    "pii.account": "pii.account",
    "pii.address": "pii.address",
    "pii.name": "pii.name",
    "pii.device": "pii.device",
    "pii.record": "pii.record",
    "pii.linked": "pii.linked",
    "pii.landline": "pii.landline",
    "pii.ip-address": "pii.ip_address",
    "housekeeping": "housekeeping",
    "brand.name": "brand.name",
    "brand.symbol": "brand.symbol",
    "brand.slogan": "brand.slogan",
    "brand.phrase": "brand.phrase",
    "brand.claim": "brand.claim",
    "brand.partner": "brand.partner",
}

#: Kinds that only look where digits stand in a row.
_AMONG_DIGITS = frozenset(
    {
        "pii.phone",
        "pii.id-card",
        "pii.bank-card",
        "pii.name",
        "pii.landline",
        "pii.ip-address",
        "pii.record",
        "pii.linked",
    }
)

#: Kinds that only look where a word of theirs stands; brand.phrase may have a regular expression.
_BY_WORDS = ("brand.name", "brand.symbol", "brand.slogan", "brand.claim", "brand.partner")

_MATCHERS: dict[str, Matcher] = {}


def matcher(kind: str) -> Callable[[Matcher], Matcher]:
    """Register a function as the matcher for rules of this kind."""

    def register(function: Matcher) -> Matcher:
        _MATCHERS[kind] = function
        return function

    return register


class Due:
    """Which of the rules may find something in a document, so that the others need not even be asked."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._numbers = {rule.id: number for number, rule in enumerate(rules)}
        numbered = [(number, rule) for number, rule in enumerate(rules) if rule.kind != "housekeeping"]
        self._among_digits = {number for number, rule in numbered if rule.kind in _AMONG_DIGITS}
        self._wordless = {
            number
            for number, rule in numbered
            if rule.kind not in ("terms", "near", "patterns", *_BY_WORDS)
            and rule.kind not in _AMONG_DIGITS
            and not rule.anchors
            and (rule.kind != "brand.phrase" or rule.params)  # else there is no brand
        }

    def rules_for(self, scan: Scan) -> list[Rule]:
        """The rules that may match, in their order."""
        hit = self._numbers.keys() & scan.rules_hit  # the claims of a brand are looked for too, and are no rule
        numbers = {self._numbers[rule_id] for rule_id in hit} | self._wordless
        if scan.digit_segments:
            numbers |= self._among_digits
        return [self._rules[number] for number in sorted(numbers)]


def matcher_of(kind: str) -> Matcher:
    """The matcher for a kind of rule; KeyError if there is none."""
    if kind not in _MATCHERS:
        import_module(f"{__name__}.{MODULES[kind]}")
    return _MATCHERS[kind]

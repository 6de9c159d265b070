"""Matchers: rules and a scanned document → candidates. One function per kind of rule, under @matcher("kind")."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    "housekeeping": "housekeeping",
    "brand.name": "brand.name",
    "brand.symbol": "brand.symbol",
    "brand.slogan": "brand.slogan",
    "brand.phrase": "brand.phrase",
    "brand.claim": "brand.claim",
    "brand.partner": "brand.partner",
}

#: Kinds that only look where digits stand in a row.
_AMONG_DIGITS = frozenset({"pii.phone", "pii.id-card", "pii.bank-card", "pii.name"})

_MATCHERS: dict[str, Matcher] = {}


def matcher(kind: str) -> Callable[[Matcher], Matcher]:
    """Register a function as the matcher for rules of this kind."""

    def register(function: Matcher) -> Matcher:
        _MATCHERS[kind] = function
        return function

    return register


def may_match(rule: Rule, scan: Scan) -> bool:
    """False if nothing that the rule needs stands in the document, so that its matcher need not even be imported."""
    if rule.kind in _AMONG_DIGITS:
        return bool(scan.digit_segments)
    if rule.kind in ("terms", "near"):
        return bool(scan.hits(rule))
    if rule.kind == "housekeeping":
        return False
    if rule.kind == "patterns":
        return scan.may_match(rule)
    if rule.kind.startswith("brand."):
        # A phrase may be a regular expression; without a spec there is nothing to look for.
        return bool(rule.params) and (rule.kind == "brand.phrase" or bool(scan.hits(rule)))
    return not rule.anchors or bool(scan.hits(rule, "anchor"))


def matcher_of(kind: str) -> Matcher:
    """The matcher for a kind of rule; KeyError if there is none."""
    if kind not in _MATCHERS:
        import_module(f"{__name__}.{MODULES[kind]}")
    return _MATCHERS[kind]

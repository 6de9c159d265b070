"""The shipped rules of personal data, each asked alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adlint.finding import Candidate
from adlint.match import matcher_of
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.model import Document, Segment
from adlint.rules.parse import parse_rulesets
from adlint.rules.ruleset import Ruleset

FILE = Path(__file__).parents[3] / "rulesets" / "pii.yaml"

Found = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def pii_rules() -> Ruleset:
    """rulesets/pii.yaml by itself."""
    return parse_rulesets([(FILE, True, FILE.read_bytes())])


@pytest.fixture(scope="session")
def scan_of(pii_rules: Ruleset) -> Callable[[Document], Scan]:
    """A function: a document scanned for the words of these rules."""
    lexicon = Lexicon(pii_rules.rules)
    return lambda document: Scan(document, lexicon)


@pytest.fixture(scope="session")
def candidates(pii_rules: Ruleset, scan_of: Callable[[Document], Scan]) -> Callable[[str, Document], list[Candidate]]:
    """A function: what one rule stops at in a document."""

    def find(rule_id: str, document: Document) -> list[Candidate]:
        rule = pii_rules.rule_of(rule_id)
        return list(matcher_of(rule.kind)(rule, scan_of(document)))

    return find


@pytest.fixture(scope="session")
def found(candidates: Callable[[str, Document], list[Candidate]]) -> Found:
    """A function: the words that one rule finds in segments of text, each with its severity."""

    def find(rule_id: str, *texts: str) -> list[tuple[str, str]]:
        document = Document("t", tuple(Segment(text, "body") for text in texts))
        hits = candidates(rule_id, document)
        return [(texts[hit.segment][hit.start : hit.end], hit.severity.value) for hit in hits]

    return find

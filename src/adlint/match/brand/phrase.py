"""Nicknames and phrases that the brand does not use, as words or as regular expressions."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.errors import Unreadable
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.brand.entries import candidate_of, found_entries
from adlint.match.brand.spans import Spans
from adlint.match.scan import Hit, Scan
from adlint.rules.brand import Entry
from adlint.rules.expression import LIMIT, compiled, limits_of


@matcher("brand.phrase")
def find_phrases(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every such phrase, but in the longer ones that the entry excepts.

    Raises Unreadable (limit-time) where a regular expression takes too long.
    """
    for entry, hit in found_entries(rule, scan):
        yield candidate_of(entry, hit)
    for entry in rule.params["entries"]:
        if entry.pattern:
            covers = Spans(hit[:3] for hit in scan.hits(rule) if hit.word in entry.cover)
            for hit in _matches(entry, scan):
                if not covers.cover_more(*hit[:3]):
                    yield candidate_of(entry, hit)


def _matches(entry: Entry, scan: Scan) -> Iterator[Hit]:
    expression = compiled(entry.pattern, False)
    group = "hit" if "hit" in expression.groupindex else 0
    for segment in range(len(scan.texts)):
        view = scan.seen_of(segment)
        try:
            spans = [match.span(group) for match in expression.finditer(view.text, **limits_of(False))]
        except TimeoutError as error:
            raise Unreadable("limit-time", rule=entry.rule.id, limit=LIMIT) from error
        for since, until in spans:
            if since < until:
                yield Hit(segment, *view.back(since, until), entry.pattern, False)

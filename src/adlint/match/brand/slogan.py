"""Slogans: words that are nearly one, but not quite."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.brand.likeness import stretches_like
from adlint.match.scan import Scan
from adlint.normalize import fold
from adlint.normalize.squeeze import squeeze
from adlint.record import NamedTuple
from adlint.rules.brand import Slogan
from adlint.rules.variants import core_of


class Altered(NamedTuple):
    """Words like a slogan that are not it; offsets in the segment's text."""

    slogan: Slogan
    segment: int
    start: int
    end: int


@matcher("brand.slogan")
def find_slogans(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every stretch like a slogan that differs in more than spaces, commas, quotation marks, width and case."""
    for item in altered(rule, scan):
        own = item.slogan.rule
        yield Candidate(own, item.segment, item.start, item.end, own.confidence, own.severity)


def altered(rule: Rule, scan: Scan) -> Iterator[Altered]:
    """The words that are like a slogan of the rule."""
    by_word: dict[str, dict[int, list[int]]] = {}
    for hit in scan.hits(rule):
        by_word.setdefault(hit.word, {}).setdefault(hit.segment, []).append(hit.start)
    for slogan in rule.params["entries"]:
        core = core_of(slogan.official)
        places: dict[int, list[int]] = {}
        for sign in slogan.signs:
            for segment, starts in by_word.get(sign, {}).items():
                places.setdefault(segment, []).extend(starts)
        for segment in sorted(places):
            for since, until in _windows(sorted(places[segment]), 3 * len(slogan.official) + 20):
                yield from _altered_in(slogan, core, scan, segment, since, until)


def _windows(starts: list[int], reach: int) -> Iterator[tuple[int, int]]:
    """The stretches around the places, those that touch in one."""
    since, until = starts[0] - reach, starts[0] + reach
    for start in starts[1:]:
        if start - reach > until:
            yield max(0, since), until
            since = start - reach
        until = start + reach
    yield max(0, since), until


def _altered_in(slogan: Slogan, core: str, scan: Scan, segment: int, since: int, until: int) -> Iterator[Altered]:
    folded = scan.folded_of(segment)
    stretch = folded[since:until]
    kept = _kept(stretch)
    text = "".join(stretch[at] for at in kept)
    for like in stretches_like(core, text, slogan.similarity):
        if like.distance:
            start, end = _to_words(folded, since + kept[like.start], since + kept[like.end - 1] + 1, slogan.official)
            yield Altered(slogan, segment, start, end)


def _kept(stretch: str) -> list[int]:
    """The offsets of the characters that count."""
    view = squeeze(stretch)
    return [view.back(at, at + 1)[0] for at, char in enumerate(view.text) if char not in ",、\n"]


def _to_words(folded: str, start: int, end: int, official: str) -> tuple[int, int]:
    """The span widened to whole Latin words, where the slogan ends in such."""
    plain = fold(official)
    if _is_alnum(plain[-1]):
        while end < len(folded) and _is_alnum(folded[end]) and _is_alnum(folded[end - 1]):
            end += 1
    if _is_alnum(plain[0]):
        while start and _is_alnum(folded[start - 1]) and _is_alnum(folded[start]):
            start -= 1
    return start, end


def _is_alnum(char: str) -> bool:
    return char.isascii() and char.isalnum()

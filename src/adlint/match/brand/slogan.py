"""Slogans: words that are nearly one, but not quite."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.brand.likeness import stretches_like
from adlint.match.scan import Hit, Scan
from adlint.normalize import fold
from adlint.normalize.squeeze import squeeze
from adlint.record import NamedTuple
from adlint.rules.brand import Slogan
from adlint.rules.variants import core_of


class Like(NamedTuple):
    """Words like a slogan; offsets in the segment's text."""

    slogan: Slogan
    segment: int
    start: int
    end: int
    distance: int  # 0: only spaces, commas, quotation marks, width or case differ, if anything


@matcher("brand.slogan")
def find_slogans(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every stretch like a slogan that differs in more than spaces, commas, quotation marks, width and case."""
    for item in like_slogans(rule, scan):
        own = item.slogan.rule
        if item.distance:
            yield Candidate(own, item.segment, item.start, item.end, own.confidence, own.severity)


def like_slogans(rule: Rule, scan: Scan) -> Iterator[Like]:
    """The words that are slogans of the rule, or like them."""
    by_word: dict[str, list[Hit]] = {}
    for hit in scan.hits(rule):
        by_word.setdefault(hit.word, []).append(hit)
    for slogan in rule.params["entries"]:
        core = core_of(slogan.official)
        places: dict[int, list[tuple[int, str]]] = {}
        for sign in slogan.signs:
            for hit in by_word.get(sign, ()):
                places.setdefault(hit.segment, []).append((hit.start, sign))
        least = _least_signs(len(core), len(slogan.signs), slogan.similarity)
        for segment in sorted(places):
            for since, until in _windows(sorted(places[segment]), 2 * len(slogan.official) + 8, least):
                yield from _like_in(slogan, core, scan, segment, since, until)


def _least_signs(length: int, signs: int, similarity: float) -> int:
    """How many of its signs are left in anything so like a slogan: an insertion breaks one pair, other edits two."""
    broken = max(2 * int((1 - similarity) * (length + more) + 1e-9) - more for more in range(length + 1))
    return max(1, signs - broken)


def _windows(places: list[tuple[int, str]], reach: int, least: int) -> Iterator[tuple[int, int]]:
    """The stretches around places where so many signs stand close together, those that touch in one."""
    since = until = -1
    counts: dict[str, int] = {}
    last = 0
    for start, sign in places:
        counts[sign] = counts.get(sign, 0) + 1
        while places[last][0] < start - reach:
            gone = places[last][1]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            last += 1
        if len(counts) < least:
            continue
        if until >= 0 and start - 2 * reach > until:
            yield since, until
            until = -1
        since = max(0, places[last][0] - reach) if until < 0 else since
        until = start + reach
    if until >= 0:
        yield since, until


def _like_in(slogan: Slogan, core: str, scan: Scan, segment: int, since: int, until: int) -> Iterator[Like]:
    folded = scan.folded_of(segment)
    stretch = folded[since:until]
    kept = _kept(stretch)
    text = "".join(stretch[at] for at in kept)
    for like in stretches_like(core, text, slogan.similarity):
        start, end = since + kept[like.start], since + kept[like.end - 1] + 1
        if like.distance:
            start, end = _to_words(folded, start, end, slogan.official)
        yield Like(slogan, segment, start, end, like.distance)


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

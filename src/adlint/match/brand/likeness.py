"""Stretches of a text that are like a given one: edit distance, wherever the stretch may begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.match.brand.spans import Spans
from adlint.record import NamedTuple

_ENDS = frozenset("。！？!?;；：:()（）\uffff")


class Stretch(NamedTuple):
    """text[start:end], and in how many characters it differs."""

    start: int
    end: int
    distance: int


def stretches_like(wanted: str, text: str, similarity: float) -> Iterator[Stretch]:
    """The stretches that are at least so like `wanted` (1 - distance / the longer length), the most like first.

    None overlap. Among equals: one that begins or ends where a sentence does, then the one of the likest length.
    """
    found = []
    for end, (distance, start) in enumerate(_distances(wanted, text)):
        length = max(len(wanted), end - start)
        if start < end and 1 - distance / length >= similarity - 1e-9 and not _runs_over(wanted, text, start, end):
            bounds = (start == 0 or text[start - 1] in _ENDS) + (end == len(text) or text[end] in _ENDS)
            found.append((distance, -bounds, abs(end - start - len(wanted)), start, end))
    spans = Spans()
    taken: list[Stretch] = []
    for distance, _, _, start, end in sorted(found):
        if not spans.touch(0, start, end):
            spans.add(0, start, end)
            taken.append(Stretch(start, end, distance))
    yield from sorted(taken)


def _runs_over(wanted: str, text: str, start: int, end: int) -> bool:
    """True if a stretch begins or ends with the end of a sentence that the wanted text has not."""
    return (text[start] in _ENDS and wanted[0] not in _ENDS) or (text[end - 1] in _ENDS and wanted[-1] not in _ENDS)


def _distances(wanted: str, text: str) -> list[tuple[int, int]]:
    """For every end in the text the least distance of a stretch that ends there, and where that one starts.

    Sellers' algorithm: as the table of the edit distance, but a stretch may start anywhere for nothing.
    """
    above = [(0, start) for start in range(len(text) + 1)]
    for row, char in enumerate(wanted, 1):
        line = [(row, 0)]
        for column, other in enumerate(text, 1):
            cost, start = above[column - 1]
            best = (cost + (char != other), start)
            if above[column][0] + 1 < best[0]:
                best = (above[column][0] + 1, above[column][1])
            if line[-1][0] + 1 < best[0]:
                best = (line[-1][0] + 1, line[-1][1])
            line.append(best)
        above = line
    return above

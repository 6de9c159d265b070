"""Stretches of copy that can be asked what they cover, without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator


class Spans:
    """Spans by segment."""

    def __init__(self, spans: Iterable[tuple[int, int, int]] = ()) -> None:
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._longest = 0
        for segment, start, end in spans:
            self._spans.setdefault(segment, []).append((start, end))
            self._longest = max(self._longest, end - start)
        for listed in self._spans.values():
            listed.sort()

    def add(self, segment: int, start: int, end: int) -> None:
        """One more."""
        insort(self._spans.setdefault(segment, []), (start, end))
        self._longest = max(self._longest, end - start)

    def cover(self, segment: int, start: int, end: int) -> bool:
        """True if one of them holds the stretch, or is it."""
        return any(one <= start and end <= other for one, other in self._near(segment, start, end))

    def cover_more(self, segment: int, start: int, end: int) -> bool:
        """True if one of them holds the stretch and is longer."""
        return any(
            one <= start and end <= other and other - one > end - start
            for one, other in self._near(segment, start, end)
        )

    def lie_in(self, segment: int, start: int, end: int) -> bool:
        """True if the stretch holds one of them."""
        return any(start <= one and other <= end for one, other in self._near(segment, start, end))

    def touch(self, segment: int, start: int, end: int) -> bool:
        """True if one of them shares a character with the stretch."""
        return any(one < end and start < other for one, other in self._near(segment, start, end))

    def _near(self, segment: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        listed = self._spans.get(segment, [])
        first = bisect_left(listed, (start - self._longest, 0))
        for number in range(first, bisect_right(listed, (end, 0))):
            yield listed[number]

"""What has been read so far: segments, and the review comments that stand for some of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from adlint.model import Directive, Place, Segment
from adlint.record import NamedTuple

_DIRECTIVE = re.compile(r"adlint-ignore(?:(-start|-end|-file)\b)?", re.IGNORECASE)


class _Block(NamedTuple):
    first: int  # the segment it begins with
    notes: list[int]  # directives that stand for it
    is_running: bool


class Transcript:
    """Takes segments in reading order and finds out which of them a directive stands for.

    A block is what a person would call one: a paragraph, a heading, a list item, a table. Containers of blocks
    (a page's outer boxes, a whole list) are none, or one comment could wave a whole page through.
    """

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._notes: list[Directive] = []
        self._waiting: list[int] = []  # directives whose block has not begun
        self._ending: list[int] = []  # ends of a stretch that stand inside its last segment
        self._blocks: list[_Block] = []

    def add(self, segments: Iterable[Segment | None]) -> None:
        """Add what was just read as one piece; None stands for white space."""
        before = len(self.segments)
        self.segments.extend(segment for segment in segments if segment)
        here = len(self.segments)
        if here > before:
            self._settle(self._waiting)
            for number in self._ending:
                self._notes[number] = self._notes[number]._replace(first=here, last=here)
            self._ending.clear()

    def enter(self, *, is_running: bool = False) -> None:
        """A block begins; comments inside a running one (a paragraph) stand for all of it."""
        self._blocks.append(_Block(len(self.segments), self._waiting, is_running))
        self._waiting = []

    def leave(self) -> None:
        """The innermost block ends."""
        self._settle(self._blocks.pop().notes)

    def skip(self) -> None:
        """A block passes that holds no copy (code): the comment before it was meant for that."""
        self._waiting.clear()

    def comment(self, text: str, place: Place, *, is_inside: bool = False) -> None:
        """Note a comment if it is a directive; `is_inside` if copy of the same segment stands before it."""
        text = text.strip()
        match = _DIRECTIVE.match(text)
        if not match:
            return
        number, here = len(self._notes), len(self.segments)
        block = self._blocks[-1] if self._blocks else None
        if match.group(1):
            self._notes.append(Directive(text, place, here, here))
            if match.group(1).lower() == "-end" and is_inside:
                self._ending.append(number)
        elif block and block.is_running:
            self._notes.append(Directive(text, place, block.first, here))
            block.notes.append(number)
        else:
            self._notes.append(Directive(text, place, here, here))
            self._waiting.append(number)

    @property
    def directives(self) -> tuple[Directive, ...]:
        """All directives; one after which nothing came stands for nothing."""
        return tuple(self._notes)

    def _settle(self, numbers: list[int]) -> None:
        for number in numbers:
            self._notes[number] = self._notes[number]._replace(last=len(self.segments))
        numbers.clear()

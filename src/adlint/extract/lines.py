"""A decoded text with its lines: they end at \\n, \\r\\n and \\r, as in editors, and at nothing else."""

from __future__ import annotations

from bisect import bisect_right

from adlint.model import Place
from adlint.text import lines_of


class Sheet:
    """A decoded text, and the place of every offset in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [start for start, _, _ in lines_of(text)]

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds this offset."""
        return bisect_right(self.starts, offset)

    def start_of(self, line: int) -> int:
        """The offset at which a 1-based line begins; past the last line, the end of the text."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def end_of(self, line: int) -> int:
        """The offset at which a 1-based line ends, without what ends it."""
        start, end = self.start_of(line), self.start_of(line + 1)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return end

    def place_of(self, offset: int, where: Place = Place()) -> Place:  # noqa: B008  (a frozen value)
        """`where` with the line and column of this offset put in."""
        line = self.line_of(offset)
        return Place(line, offset - self.starts[line - 1] + 1, *where[2:])  # _replace takes three times as long

"""From the content of a Markdown block back to the source, past the marks of quotes, lists, headings and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from adlint.extract.lines import Sheet
from adlint.record import NamedTuple

_CONTAINER = re.compile(r"[ \t]*(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]))")


class Trail(NamedTuple):
    """A block's content and where its pieces came from: (offset in the content, offset in the source)."""

    content: str
    pieces: tuple[tuple[int, int], ...]

    def source_of(self, at: int) -> int:
        """The source offset of a character of the content."""
        number = max(0, bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1)
        start, offset = self.pieces[number]
        return max(0, offset + at - start)

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The source stretches that content[start:end] came from."""
        while start < end:
            number = bisect_right(self.pieces, start, key=lambda piece: piece[0])
            stop = min(end, self.pieces[number][0]) if number < len(self.pieces) else end
            offset = self.source_of(start)
            yield offset, offset + stop - start
            start = stop


def trail_of_lines(sheet: Sheet, content: str, first: int, last: int) -> Trail | None:
    """The trail of a paragraph whose lines end with those of source lines first … last, or None if they do not."""
    pieces = []
    at, number = 0, first
    for line in content.split("\n"):
        body = line.lstrip(" \t")  # tabs may have been turned into spaces
        offset = None
        while offset is None and number <= last:
            offset = _end_of_line(sheet, number, body.rstrip())
            number += 1
        if offset is None:
            return None
        pieces.append((at + len(line) - len(body), offset))
        at += len(line) + 1
    return Trail(content, tuple(pieces))


def trail_of_heading(sheet: Sheet, content: str, number: int) -> Trail | None:
    """The trail of a # heading, which may close with more of them, or None if the content is not there."""
    start = sheet.start_of(number)
    text, body = sheet.text[start : sheet.end_of(number)].rstrip(), content.rstrip()
    for shown in (text.rstrip("#").rstrip(), text):
        if shown.endswith(body):
            return Trail(content, ((0, start + len(shown) - len(body)),))
    return None


def trails_of_row(sheet: Sheet, number: int, depth: int) -> list[Trail]:
    """The cells of a table row that stands in `depth` quotes or list items."""
    start, end = past_containers(sheet, number, depth), sheet.end_of(number)
    row = sheet.text[start:end]
    start += len(row) - len(row.lstrip())
    end = start + len(row.strip())
    cells: list[Trail] = []
    pieces: list[tuple[int, int]] = []
    content, at = "", start
    for match in re.compile(r"\\?\|").finditer(sheet.text, start, end):
        pieces.append((len(content), at))
        content += sheet.text[at : match.start()]
        at = match.end() - 1  # of \| the second character is kept
        if match.group() == "|":
            cells.append(Trail(content, tuple(pieces)))
            content, pieces, at = "", [], match.end()
    cells.append(Trail(content + sheet.text[at:end], (*pieces, (len(content), at))))
    if not cells[0].content:
        cells = cells[1:]
    return cells if not cells or cells[-1].content else cells[:-1]


def past_containers(sheet: Sheet, number: int, depth: int) -> int:
    """Where a line begins after the marks of at most `depth` quotes and list items."""
    at, end = sheet.start_of(number), sheet.end_of(number)
    for _ in range(depth):
        match = _CONTAINER.match(sheet.text, at, end)
        if not match:
            break
        at = match.end()
    return at


def _end_of_line(sheet: Sheet, number: int, body: str) -> int | None:
    text = sheet.text[sheet.start_of(number) : sheet.start_of(number + 1)].rstrip()
    return sheet.start_of(number) + len(text) - len(body) if text.endswith(body) else None

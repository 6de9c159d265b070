"""Rows and columns of tables, and what people call a cell: 第4行·卖点."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NO_HEADING = re.compile(r"[。！？!?；;\n]|[0-9]{5}")
_LONGEST_HEADING = 20
#: Spans are honoured up to this column; a page may claim any number of them.
_WIDEST = 200


def cell_label(row: int, column: int, heading: str = "") -> str:
    """A cell by its 1-based row and its column's heading, or the column's letter (0-based: A, B …)."""
    return f"第{row}行·{heading or _letter(column)}"


def table_label(row: int, column: int, heading: str = "") -> str:
    """A cell of a table inside a page, whose rows are not lines of the file."""
    return f"表格{cell_label(row, column, heading)}"


def headings_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The headings that a first row holds, or nothing where it looks like a row of copy or figures."""
    headings = tuple(" ".join(text.split()) for text in texts)
    return headings if any(headings) and all(map(_is_heading, headings)) else ()


def _is_heading(text: str) -> bool:
    """True of short words; a longer number may be personal data, which labels would spread."""
    return len(text) <= _LONGEST_HEADING and not _NO_HEADING.search(text) and not re.fullmatch(r"[0-9.,%¥￥-]+", text)


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


class Grid:
    """Where one is in a table whose cells come in reading order and may span."""

    def __init__(self) -> None:
        self.row = 0
        self.column = -1
        self._next = 0
        self._taken: dict[int, int] = {}  # columns that cells of earlier rows reach into, and for how many rows
        self._first: dict[int, str] = {}
        self._headings: tuple[str, ...] = ()

    def begin_row(self) -> None:
        """Go to the next row."""
        if self.row == 1:
            width = max(self._first, default=-1) + 1
            self._headings = headings_of([self._first.get(column, "") for column in range(width)])
        self.row += 1
        self._next = 0
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def begin_cell(self, columns: int = 1, rows: int = 1) -> None:
        """Go to the next free cell, which covers that many columns and rows."""
        if not self.row:
            self.begin_row()
        while self._next in self._taken:
            self._next += 1
        self.column = self._next
        self._next += max(1, min(columns, _WIDEST))
        if rows > 1:
            self._taken.update(dict.fromkeys(range(self.column, min(self._next, _WIDEST)), rows))

    def note(self, text: str) -> None:
        """Remember what a cell of the first row says: it may be the heading of its column."""
        if self.row == 1:
            self._first[self.column] = self._first.get(self.column, "") + text

    def label(self) -> str:
        """The present cell in words."""
        heading = self._headings[self.column] if self.column < len(self._headings) else ""
        return table_label(self.row, self.column, heading)

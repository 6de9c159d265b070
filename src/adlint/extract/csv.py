"""Tables as text: every cell is a segment, called by its row and its column's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.errors import Unreadable
from adlint.extract import extractor, suffix_of
from adlint.extract.decode import decode
from adlint.extract.draft import Draft, stretch
from adlint.extract.grid import cell_label, headings_of
from adlint.extract.lines import Sheet
from adlint.model import Document, Place, Segment, Source
from adlint.text import lines_of

_LINE_END = re.compile(r"\r\n?|\n")

#: A cell as the file has it: where its parts start and end, quotation marks left out.
_Field = list[tuple[int, int]]


class _Unclosed(Exception):
    """A quoted cell has no end; `args[0]` is the offset of its quotation mark."""


@extractor(".csv", ".tsv")
def read_csv(source: Source) -> Document:
    """All cells that say something; where a quotation mark is missing, the rest line by line."""
    decoded = decode(source.data, source.encoding)
    sheet = Sheet(decoded.text)
    suffix = source.suffix or suffix_of(source.name)
    delimiter = "\t" if suffix.lower() == ".tsv" else _delimiter_of(decoded.text)
    segments: list[Segment] = []
    problems = list(decoded.problems)
    headings: tuple[str, ...] = ()
    try:
        for row, fields in enumerate(_rows(decoded.text, delimiter), 1):
            if row == 1:
                headings = headings_of([_text_of(sheet, field) for field in fields])
            for column, field in enumerate(fields):
                heading = headings[column] if column < len(headings) else ""
                segment = _segment(sheet, field, cell_label(row, column, heading)) if field else None
                if segment:
                    segments.append(segment)
    except _Unclosed as unclosed:
        start = unclosed.args[0]
        problems.append(Unreadable("doc-partial", reason="unclosed-quote", line=sheet.line_of(start)))
        segments += _lines_from(sheet, start)
    return Document(source.name, tuple(segments), problems=tuple(problems), encoding=decoded.encoding)


def _delimiter_of(text: str) -> str:
    """The one of , ; and tab that the first row has most of, outside quotation marks."""
    row, is_quoted = [], False
    for character in text[:10_000]:
        if character == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            if character in "\r\n":
                break
            row.append(character)
    return max(",;\t", key=row.count)


def _rows(text: str, delimiter: str) -> Iterator[list[_Field]]:
    """The rows as spreadsheets count them, empty ones too; raises _Unclosed after the last good cell."""
    plain = re.compile(rf"[^\r\n{delimiter}]*")
    at = 0
    fields: list[_Field] = []
    while True:
        field: _Field = []
        if text.startswith('"', at):
            try:
                at = _quoted(text, at, field)
            except _Unclosed:
                yield fields
                raise
        end = _end_of(plain, text, at)
        if end > at:
            field.append((at, end))
        fields.append(field)
        at = end
        if text.startswith(delimiter, at):
            at += 1
            continue
        line_end = _LINE_END.match(text, at)
        if line_end or len(fields) > 1 or fields[0]:
            yield fields
        if not line_end:
            return
        at, fields = line_end.end(), []


def _quoted(text: str, at: int, field: _Field) -> int:
    """Where the quoted cell that begins here ends; its parts are added, one quotation mark of each "" left out."""
    start = at
    at += 1
    while (end := text.find('"', at)) >= 0:
        if not text.startswith('""', end):
            field.append((at, end))
            return end + 1
        field.append((at, end + 1))
        at = end + 2
    raise _Unclosed(start)


def _end_of(plain: re.Pattern[str], text: str, at: int) -> int:
    match = plain.match(text, at)
    return match.end() if match else at


def _text_of(sheet: Sheet, field: _Field) -> str:
    return "".join(sheet.text[start:end] for start, end in field)


def _segment(sheet: Sheet, field: _Field, label: str) -> Segment | None:
    if len(field) == 1:
        return stretch(sheet, *field[0], "cell", Place(cell=label))
    draft = Draft(sheet)
    for start, end in field:
        draft.copy(start, end)
    return draft.take("cell", Place(cell=label))


def _lines_from(sheet: Sheet, start: int) -> list[Segment]:
    found = [stretch(sheet, start + begin, start + end, "cell") for begin, end, _ in lines_of(sheet.text[start:])]
    return [segment for segment in found if segment]

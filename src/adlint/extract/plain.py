"""Plain text: every line is a segment."""

from __future__ import annotations

from adlint.extract import extractor
from adlint.extract.decode import decode
from adlint.model import Anchor, Document, Place, Segment, Source
from adlint.text import lines_of


@extractor(".txt")
def read_plain(source: Source) -> Document:
    """The lines that say something; there is no comment syntax, so no directives."""
    decoded = decode(source.data, source.encoding)
    return Document(source.name, segments_of_lines(decoded.text), problems=decoded.problems, encoding=decoded.encoding)


def segments_of_lines(text: str) -> tuple[Segment, ...]:
    """One body segment per line, without the white space around it."""
    segments = []
    for start, end, number in lines_of(text):
        line = text[start:end]
        copy = line.strip()
        if copy:
            indent = line.index(copy[0])
            anchor = Anchor(0, Place(line=number, column=indent + 1), start + indent)
            segments.append(Segment(copy, "body", (anchor,)))
    return tuple(segments)

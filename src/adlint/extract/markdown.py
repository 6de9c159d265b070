"""Markdown; the plainest of it without the parser, whose import takes twice as long as a bare interpreter."""

from __future__ import annotations

from adlint.expression import expression
from adlint.extract import extractor
from adlint.extract.decode import decode
from adlint.extract.draft import Draft
from adlint.extract.lines import Sheet
from adlint.extract.transcript import Transcript
from adlint.model import Document, Kind, Source
from adlint.text import lines_of

#: Anything that may mean something in Markdown, but for a heading's # and the space after it. A line of nothing else
#: is text in every dialect; a test holds what is read here against what the parser makes of it.
_MARKED = expression(
    r"[\\`*_\[\]<>&~|=\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\ufffc\ufffd]"
    r"|//|www\.|[ ](?=[\r\n]|\Z)|(?:\A|[\r\n])(?:[ +>-]|[0-9]{1,9}[.)]|#{7}|#{1,6}(?![ #])|#[^\r\n]*#(?=[\r\n]|\Z))"
)


@extractor(".md", ".markdown")
def read_markdown(source: Source) -> Document:
    """What a rendered page would show, and nothing of code, addresses and comments."""
    decoded = decode(source.data, source.encoding)
    sheet = Sheet(decoded.text)
    if _MARKED.search(sheet.text):
        from adlint.extract.blocks import transcribe_markdown

        transcript = transcribe_markdown(sheet)
    else:
        transcript = transcribe_prose(sheet)
    return Document(
        source.name,
        tuple(transcript.segments),
        directives=transcript.directives,
        problems=decoded.problems,
        encoding=decoded.encoding,
    )


def transcribe_prose(sheet: Sheet) -> Transcript:
    """Headings and paragraphs of a text that holds no other marks."""
    transcript = Transcript()
    draft = Draft(sheet)
    before = 0  # where the line before ended

    def finish(kind: Kind) -> None:
        transcript.add([draft.take(kind)])

    for start, end, _ in lines_of(sheet.text):
        line = sheet.text[start:end]
        if not line or line.startswith("#"):
            finish("body")
        elif not draft.is_blank:
            draft.wrap(before, "\n")
        if line.startswith("#"):
            draft.copy(start + len(line) - len(line.lstrip("#").lstrip(" ")), end)
            finish("title")
        else:
            draft.copy(start, end)
        before = end
    finish("body")
    return transcript

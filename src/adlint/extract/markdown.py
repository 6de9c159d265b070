"""Markdown; what most copy is made of without the parser, whose import takes twice as long as a bare interpreter."""

from __future__ import annotations

import re

from adlint.expression import expression
from adlint.extract import extractor
from adlint.extract.decode import decode
from adlint.extract.draft import Draft
from adlint.extract.lines import Sheet
from adlint.extract.transcript import Transcript
from adlint.model import Document, Kind, Segment, Source
from adlint.text import lines_of

#: What a line may begin with: a heading's #, the mark of a list item. What it says follows on the same line.
_NEVER = r"(?![ #>+-]|[0-9]{1,9}[.)])"  # would be a block inside the item
_HEADING = expression(r"#{1,6}[ ]{1,9}(?![ #])")
_BULLET = expression(rf"[-+*][ ]{_NEVER}")
_NUMBER = expression(rf"(?P<number>[0-9]{{1,9}})(?P<sign>[.)])(?:[ ]{_NEVER}|(?P<unknown>[ ]|$))")
#: Anything that may mean something in Markdown. A piece of nothing else is text in every dialect.
_SPECIAL = (
    r"\\`*_\[\]<>&~|=\t\r\n\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    r"\ufeff\ufffc\ufffd"
)
#: Text, bold words, a picture or a link, in the forms that leave no doubt. An address is a path or begins with http.
_PIECE = expression(
    rf"(?P<text>[^{_SPECIAL}!]{{1,4000}}|!(?!\[))"
    rf"|(?<!\*)\*\*(?P<bold>(?!\W)[^{_SPECIAL}]{{1,200}}(?<!\W))\*\*(?!\*)"
    rf"|(?P<picture>!)?\[(?P<told>[^{_SPECIAL}]{{1,200}})\]\((?:https?://|/|\./)?[A-Za-z0-9_./#?=%&-]{{1,400}}\)"
)
#: Begins an address in running text, which is not copy.
_ADDRESS = expression(r"//|www\.", re.IGNORECASE)


@extractor(".md", ".markdown")
def read_markdown(source: Source) -> Document:
    """What a rendered page would show, and nothing of code, addresses and comments."""
    decoded = decode(source.data, source.encoding)
    sheet = Sheet(decoded.text)
    transcript = transcribe_prose(sheet)
    if transcript is None:
        from adlint.extract.blocks import transcribe_markdown

        transcript = transcribe_markdown(sheet)
    return Document(
        source.name,
        tuple(transcript.segments),
        directives=transcript.directives,
        problems=decoded.problems,
        encoding=decoded.encoding,
    )


def transcribe_prose(sheet: Sheet) -> Transcript | None:
    """What the parser would make of headings, paragraphs and flat lists; None if the text may hold anything else.

    A test holds the two against each other.
    """
    prose = _Prose(sheet)
    return prose.transcript if all(prose.takes(start, end) for start, end, _ in lines_of(sheet.text)) else None


class _Prose:
    """Takes line after line, until one of them is beyond it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._transcript = Transcript()
        self._draft = Draft(sheet)
        self._told: list[Segment | None] = []
        self._is_open = False  # a paragraph goes on until something ends it
        self._sign = ""  # the ordered list that the line before belongs to: its . or )
        self._before = 0  # where the line before ended

    @property
    def transcript(self) -> Transcript:
        """All that has been taken."""
        self._finish("body")
        return self._transcript

    def takes(self, start: int, end: int) -> bool:
        """False if the line may mean something that is not known here."""
        text, sign = self.sheet.text, ""
        if start == end:
            self._finish("body")
        elif heading := _HEADING.match(text, start, end):
            self._finish("body")
            if text[end - 1] == "#" or not self._put(heading.end(), end):
                return False
            self._finish("title")
        elif bullet := _BULLET.match(text, start, end):
            self._finish("body")
            if not self._put(bullet.end(), end):
                return False
        elif number := _NUMBER.match(text, start, end):
            sign = number.group("sign")
            # In the middle of a paragraph only a list's first number is one.
            is_item = not self._is_open or self._sign == sign or number.group("number") == "1"
            self._finish("body")
            if number.group("unknown") is not None or not is_item or not self._put(number.end(), end):
                return False
        else:
            if self._is_open:
                self._draft.wrap(self._before, "\n")
            if text[start] in " #>+-" or text.startswith("* ", start) or not self._put(start, end):
                return False
        self._sign, self._before = sign, end
        return True

    def _finish(self, kind: Kind) -> None:
        self._transcript.add([self._draft.take(kind), *self._told])
        self._told = []
        self._is_open = False

    def _put(self, start: int, end: int) -> bool:
        """Take the inside of a block's line; False if it is not all plain."""
        text = self.sheet.text
        if start == end or text[end - 1] == " ":
            return False
        self._is_open = True
        while start < end:
            piece = _PIECE.match(text, start, end)
            if not piece or (piece.group("text") and _ADDRESS.search(piece.group("text"))):
                return False
            if piece.group("picture"):
                self._draft.gap(start)
                aside = Draft(self.sheet)
                aside.copy(*piece.span("told"))
                self._told.append(aside.take("alt"))
            else:
                self._draft.copy(*piece.span(piece.lastgroup or 0))
            start = piece.end()
        return True

"""Web pages: what a reader sees, and what screen readers and search engines are told."""

from __future__ import annotations

import re

from adlint.extract import extractor
from adlint.extract.decode import decode
from adlint.extract.draft import Draft
from adlint.extract.elements import (
    BLOCKS,
    CLOSES,
    FILLED,
    INLINE,
    KINDS,
    LISTS,
    NOT_COPY,
    RUNNING,
    TOLD_ATTRIBUTES,
    TOLD_META,
    is_block,
)
from adlint.extract.grid import Grid
from adlint.extract.lines import Sheet
from adlint.extract.references import reference_at
from adlint.extract.tags import Page, Span, Token
from adlint.extract.transcript import Transcript
from adlint.model import Document, Kind, Place, Segment, Source
from adlint.record import NamedTuple

_NEAR = 64  # so far up an element to close is looked for: pages nest deeply, but not between <li> and <li>

_BUTTON_CLASS = re.compile(r"btn|button", re.IGNORECASE)
_PIECE = re.compile(r"[ \t\n\r\f]+|&|[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*")


@extractor(".html", ".htm")
def read_html(source: Source) -> Document:
    """Titles, paragraphs, cells, buttons and told attributes of a page."""
    decoded = decode(source.data, source.encoding)
    sheet, transcript = Sheet(decoded.text), Transcript()
    transcribe_html(sheet, transcript, 0, len(decoded.text))
    return Document(
        source.name,
        tuple(transcript.segments),
        directives=transcript.directives,
        problems=decoded.problems,
        encoding=decoded.encoding,
    )


def transcribe_html(sheet: Sheet, transcript: Transcript, start: int, end: int) -> None:
    """Read a stretch of HTML, a whole page or a block inside Markdown."""
    reader = _Reader(sheet, transcript, Page(sheet.text, start, end))
    for token in reader.page.tokens():
        reader.read(token)
    reader.finish()


def told_by(sheet: Sheet, token: Token) -> list[Segment | None]:
    """What a tag says to people in its attributes: alternative texts, hints, captions of buttons, descriptions."""
    values = {name: sheet.text[span.start : span.end].strip().lower() for name, span in reversed(token.attributes)}
    spans: list[tuple[Span, Kind]] = [(span, "alt") for name, span in token.attributes if name in TOLD_ATTRIBUTES]
    if token.name == "input" and values.get("type") in ("submit", "button", "reset"):
        spans += [(span, "button") for name, span in token.attributes if name == "value"]
    if token.name == "meta" and TOLD_META & {values.get("name", ""), values.get("property", "")}:
        spans += [(span, "body") for name, span in token.attributes if name == "content"]
    told: list[Segment | None] = []
    for span, kind in sorted(spans):
        draft = Draft(sheet)
        run_on(draft, span.start, span.end)
        told.append(draft.take(kind))
    return told


def run_on(draft: Draft, start: int, end: int) -> None:
    """Add source text as a browser shows it: references resolved, white space run together."""
    text = draft.sheet.text
    at = start
    while at < end:
        match = _PIECE.match(text, at, end)
        stop = match.end() if match else end
        if text[at] == "&":
            reference = reference_at(text, at, end)
            if reference:
                draft.put(reference[0], at)
                stop = reference[1]
            else:
                draft.copy(at, stop)
        elif text[at] in " \t\n\r\f":
            if "\n" in text[at:stop] and draft.last != "":
                draft.wrap(at, " " if draft.last not in (" ", "\n") else "")
            elif draft.last not in ("", " ", "\n"):
                draft.put_or_copy(" ", at)
        else:
            draft.copy(at, stop)
        at = stop


class _Open(NamedTuple):
    """An element whose end tag is awaited; only those that matter are kept."""

    name: str
    kind: Kind  # of what stands in it
    first: int  # the segment it begins with


class _Reader:
    """Follows the tags of one page; no recursion, so depth costs nothing."""

    def __init__(self, sheet: Sheet, transcript: Transcript, page: Page) -> None:
        self.page = page
        self.sheet = sheet
        self.transcript = transcript
        self.draft = Draft(sheet)
        self.told: list[Segment | None] = []  # by tags inside the running segment; comes after it
        self.stack: list[_Open] = []
        self.counts: dict[str, int] = {}
        self.grids: list[Grid] = []
        self.silent = 0  # open elements whose content is not copy

    def read(self, token: Token) -> None:
        """Take in the next token."""
        if token.kind == "text":
            if not self.silent:
                run_on(self.draft, token.start, token.end)
        elif token.kind == "comment":
            text = self.sheet.text[token.body.start : token.body.end]
            self.transcript.comment(text, self.sheet.place_of(token.start), is_inside=not self.draft.is_blank)
        elif token.kind == "start":
            self._start(token)
        else:
            self._end(token.name)

    def finish(self) -> None:
        """Close what is still open."""
        self._flush()
        while self.stack:
            self._close()

    def _flush(self) -> None:
        kind = self._kind()
        where = Place(cell=self.grids[-1].label()) if kind == "cell" and self.grids else Place()
        self.transcript.add([self.draft.take(kind, where), *self.told])
        self.told = []

    def _end_line(self) -> None:
        """A block begins or ends: code in a line does not go on past it, whether its end tag is there or not."""
        while self.stack and self.stack[-1].name in NOT_COPY & INLINE:
            self._close()
        self._flush()

    def _start(self, token: Token) -> None:
        name = token.name
        is_button = name == "a" and any(
            attribute == "class" and _BUTTON_CLASS.search(self.sheet.text, span.start, span.end)
            for attribute, span in token.attributes
        )
        if name == "br":
            self.draft.put("\n", token.start)
            return
        if is_block(name):
            self._end_line()
        elif is_button:
            self._flush()
        if name in CLOSES:
            self._close_implied(*CLOSES[name])
        if not self.silent:
            self.told += told_by(self.sheet, token)
        if name in NOT_COPY:
            # One that is never closed would hide the rest of the page, and so would a second of its name.
            if self.page.is_closed_after(name, token.end) and not self.counts.get(name):
                self.draft.gap(token.start)
                self._open(name, self._kind())
        elif name in FILLED:
            self.draft.gap(token.start)
        elif name in KINDS or name in BLOCKS or name in LISTS or is_button:
            self._open(name, "button" if is_button else KINDS.get(name, self._kind()))
        self._count_cells(token)

    def _count_cells(self, token: Token) -> None:
        if token.name == "table":
            self.grids.append(Grid())
        elif self.grids and token.name == "tr":
            self.grids[-1].begin_row()
        elif self.grids and token.name in ("td", "th"):
            spans = {name: self.sheet.text[span.start : span.end].strip() for name, span in token.attributes}
            columns, rows = (
                int(value) if re.fullmatch("[0-9]{1,3}", value := spans.get(name, "1")) else 1
                for name in ("colspan", "rowspan")
            )
            self.grids[-1].begin_cell(columns, rows)

    def _end(self, name: str) -> None:
        if is_block(name):
            self._end_line()
        if self.counts.get(name):
            while self.stack[-1].name != name:
                self._close()
            self._close()

    def _close_implied(self, names: frozenset[str], bounds: frozenset[str]) -> None:
        for depth in range(1, min(_NEAR, len(self.stack)) + 1):
            if self.stack[-depth].name in bounds:
                return
            if self.stack[-depth].name in names:
                for _ in range(depth):
                    self._close()
                return

    def _kind(self) -> Kind:
        return self.stack[-1].kind if self.stack else "body"

    def _open(self, name: str, kind: Kind) -> None:
        self.stack.append(_Open(name, kind, len(self.transcript.segments)))
        self.counts[name] = self.counts.get(name, 0) + 1
        self.silent += name in NOT_COPY
        if name in BLOCKS:
            self.transcript.enter(is_running=name in RUNNING)

    def _close(self) -> None:
        element = self.stack[-1]
        if element.name not in INLINE or element.name == "a":
            self._flush()
        self.stack.pop()
        self.counts[element.name] -= 1
        self.silent -= element.name in NOT_COPY
        if element.name in BLOCKS:
            self.transcript.leave()
        if element.name == "table" and self.grids:
            self.grids.pop()
        elif element.name in ("td", "th") and self.grids:
            said = self.transcript.segments[element.first : element.first + 3]  # more is no heading
            self.grids[-1].note(" ".join(segment.text for segment in said if segment.kind == "cell"))

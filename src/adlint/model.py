"""What was read: a Source becomes a Document of Segments, each knowing where its characters came from.

Values are NamedTuples: frozen, typed, comparable, and cheap to define at start-up.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from adlint.errors import AdlintError
from adlint.record import NamedTuple

#: The part a segment plays on the page; rules choose by it (`where: [title]`).
Kind = Literal["title", "body", "button", "cell", "alt", "caption", "speech", "ocr", "note"]


class Box(NamedTuple):
    """A rectangle in image pixels, origin top left; right and bottom are exclusive."""

    left: float
    top: float
    right: float
    bottom: float


class Source(NamedTuple):
    """A name to show and the bytes behind it.

    `suffix` (".md") chooses the extractor; it is taken from the name when empty.
    `encoding` names the charset of text formats; empty means: find out.
    """

    name: str
    data: bytes
    suffix: str = ""
    encoding: str = ""


class Place(NamedTuple):
    """Where something is, in the reader's terms; unset parts do not apply."""

    line: int | None = None  # 1-based
    column: int | None = None  # 1-based, code points
    end_column: int | None = None  # exclusive, on the same line
    page: int | None = None  # pdf page or slide
    paragraph: int | None = None  # docx
    cell: str | None = None  # "价目表!B4", or csv "第4行·卖点"
    path: str | None = None  # JSON pointer, element path
    time: float | None = None  # seconds into a video
    box: Box | None = None  # image pixels


class Anchor(NamedTuple):
    """From character `start` of a segment on, the text came from `place`, one to one.

    `offset` is the code point in the decoded source text that `start` stands at, where there is such a text.
    """

    start: int
    place: Place
    offset: int | None = None


class Segment(NamedTuple):
    """One stretch that a reader takes in at once: a paragraph, title, button, cell, subtitle cue."""

    text: str
    kind: Kind
    anchors: tuple[Anchor, ...] = (Anchor(0, Place(line=1, column=1), 0),)
    confidence: float = 1.0  # below 1.0 when read by OCR

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where text[start:end] stands in the source: one place per line, cell or box that it touches."""
        places: list[Place] = []
        first = max(0, bisect_right(self.anchors, start, key=lambda anchor: anchor.start) - 1)
        for number in range(first, len(self.anchors)):
            anchor = self.anchors[number]
            if number > first and anchor.start >= end:
                break
            until = self.anchors[number + 1].start if number + 1 < len(self.anchors) else len(self.text)
            since = max(start, anchor.start)
            if min(end, until) <= since and number + 1 < len(self.anchors):
                continue
            place = _advance(anchor.place, since - anchor.start, max(1, min(end, until) - since))
            if places and _same_stretch(places[-1], place):
                places[-1] = places[-1]._replace(end_column=place.end_column)
            else:
                places.append(place)
        return tuple(places)

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Code points of text[start:end] in the decoded source, or None where they are not in one piece."""
        number = max(0, bisect_right(self.anchors, start, key=lambda anchor: anchor.start) - 1)
        anchor = self.anchors[number]
        until = self.anchors[number + 1].start if number + 1 < len(self.anchors) else len(self.text)
        if anchor.offset is None or end > until:
            return None
        since = anchor.offset + start - anchor.start
        return since, since + end - start


class Picture(NamedTuple):
    """An image in a document, for OCR and the visual checks; `data` is its encoded bytes."""

    name: str
    data: bytes
    place: Place


class Directive(NamedTuple):
    """A review comment such as `adlint-ignore AD101: reason`, and the segments it stands for.

    `first` and `last` bound the segments of its block, `last` exclusive.
    """

    text: str
    place: Place
    first: int
    last: int


class Document(NamedTuple):
    """What an extractor read from one Source; `problems` are the parts it could not read."""

    source: str
    segments: tuple[Segment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    directives: tuple[Directive, ...] = ()
    problems: tuple[AdlintError, ...] = ()
    encoding: str = ""  # as found; empty for formats without one


def _advance(place: Place, by: int, length: int) -> Place:
    if place.column is None:
        return place
    return place._replace(column=place.column + by, end_column=place.column + by + length)


def _same_stretch(before: Place, after: Place) -> bool:
    """True if both lie on one line (or in one cell, box …) and only the columns differ."""
    return before._replace(column=None, end_column=None) == after._replace(column=None, end_column=None)

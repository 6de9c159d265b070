"""A segment while it is being written down, stretch by stretch, each with its place in the source."""

from __future__ import annotations

from adlint.extract.lines import Sheet
from adlint.model import Anchor, Kind, Place, Segment

#: Stands where something stood that is not copy (code, a picture, a bare URL): what is left and right of it
#: does not touch on the page, so it must not read as one word.
GAP = "\ufffc"

_NOWHERE = Place()
#: All white space, as str.isspace has it (a test holds it against that), and gaps.
_BLANK = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000" + GAP
)


class Draft:
    """Collects text and anchors; `take` hands over the segment and starts anew."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._clear()

    def _clear(self) -> None:
        self.is_blank = True
        self.last = ""  # the last character so far
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int, bool]] = []  # from here on; came from there; character for character
        self._next = -1  # the source offset that would need no new mark
        self._wrapped: tuple[int, str] | None = None  # a line ended there, and what stands for it if anything does

    def copy(self, start: int, end: int) -> None:
        """Add source[start:end] as it stands."""
        if start < end:
            self._unwrap(self.sheet.text[start])
        while start < end:
            line = self.sheet.line_of(start)
            stop = min(end, self.sheet.start_of(line + 1))
            if start != self._next:
                self._marks.append((self._length, start, True))
            self._add(self.sheet.text[start:stop])
            # A new line needs a mark of its own: columns start again.
            self._next = stop if stop != self.sheet.start_of(line + 1) else -1
            start = stop

    def put(self, text: str, at: int) -> None:
        """Add characters that the source spells otherwise (an entity, an escape) at offset `at`."""
        self._unwrap(text[:1])
        for character in text:
            self._marks.append((self._length, at, False))
            self._add(character)
        self._next = -1

    def put_or_copy(self, text: str, at: int) -> None:
        """Add characters, as a copy if they are what the source has there."""
        if self.sheet.text.startswith(text, at):
            self.copy(at, at + len(text))
        else:
            self.put(text, at)

    def end_line(self, at: int) -> None:
        """Add the line end that stands at `at`, whichever it is, as \\n."""
        self.put_or_copy("\n", at)

    def wrap(self, at: int, otherwise: str) -> None:
        """Note that a line ends at `at` in the source but goes on for the reader.

        Between two Chinese characters that is nothing, so that a wrapped word stays one; else it is `otherwise`.
        """
        if self._wrapped is None:
            self._wrapped = at, otherwise

    def gap(self, at: int) -> None:
        """Note that something other than copy stands here; gaps in a row are one."""
        self._wrapped = None
        if self.last not in ("", GAP):
            self.put(GAP, at)

    def take(self, kind: Kind, where: Place = _NOWHERE) -> Segment | None:
        """The segment without white space around it, or None if nothing else was there; the draft is empty again."""
        text, marks, is_blank = "".join(self._parts), self._marks, self.is_blank
        self._clear()
        if is_blank:
            return None
        cut = len(text) - len(text.lstrip(_BLANK))
        text = text.strip(_BLANK)
        return Segment(text, kind, self._anchors(marks, cut, cut + len(text), where))

    def _anchors(self, marks: list[tuple[int, int, bool]], cut: int, end: int, where: Place) -> tuple[Anchor, ...]:
        anchors: list[Anchor] = []
        for number, (start, offset, is_literal) in enumerate(marks):
            until = marks[number + 1][0] if number + 1 < len(marks) else end
            if until <= cut or start >= end:
                continue
            skipped = max(0, cut - start)
            place = self.sheet.place_of(offset + skipped, where)
            anchors.append(Anchor(start + skipped - cut, place, offset + skipped if is_literal else None))
        return tuple(anchors)

    def _unwrap(self, following: str) -> None:
        if self._wrapped is not None:
            at, otherwise = self._wrapped
            self._wrapped = None
            if not (_is_chinese(self.last) and _is_chinese(following)):
                self.put_or_copy(otherwise, at)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self.last = text[-1]
        if self.is_blank and text.strip(_BLANK):
            self.is_blank = False


def _is_chinese(character: str) -> bool:
    """True for Han characters and the punctuation between them, which stand without spaces."""
    return "\u2e80" <= character < "\ua000" or "\uf900" <= character < "\ufb00" or "\ufe30" <= character < "\uff61"


def stretch(sheet: Sheet, start: int, end: int, kind: Kind, where: Place = _NOWHERE) -> Segment | None:
    """The segment that source[start:end] is, or None if there is only white space."""
    line = sheet.line_of(start)
    if end > sheet.start_of(line + 1):
        draft = Draft(sheet)
        draft.copy(start, end)
        return draft.take(kind, where)
    text = sheet.text[start:end]
    copy = text.strip(_BLANK)
    if not copy:
        return None
    start += text.index(copy[0])
    return Segment(copy, kind, (Anchor(0, sheet.place_of(start, where), start),))

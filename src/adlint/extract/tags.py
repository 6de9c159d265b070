"""HTML as a row of tags, comments and text with exact offsets, in time linear in its length.

html.parser is quadratic on unfinished tags in older patch releases, lxml drops what is nested deeply, and neither
tells offsets. This reads as browsers do, except where they would lose text: what is never closed (a tag, a comment,
a script) is read as if it had not been opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from adlint.record import NamedTuple

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:._-]*)(?=[ \t\n\r\f/>])")
_ATTRIBUTE = re.compile(
    r"""[ \t\n\r\f/]*([^ \t\n\r\f/>][^ \t\n\r\f/>=]*)"""
    # The last kind of value lacks its second quotation mark.
    r"""(?:[ \t\n\r\f]*=[ \t\n\r\f]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\r\f>"'][^ \t\n\r\f>]*)|["']([^>]*))?)?"""
)
_CLOSE = re.compile(r"[ \t\n\r\f/]*>")
_EMPTY_COMMENT = re.compile(r"<!---?>")
_COMMENT_END = re.compile(r"--!?>")

#: Elements whose content holds no tags; that of the first ones is not even text.
_SILENT = frozenset({"script", "style"})
_TAGLESS = frozenset({"title", "textarea"})


class Span(NamedTuple):
    """A stretch of the source."""

    start: int
    end: int


class Token(NamedTuple):
    """A piece of the page; `body` is a comment's inside, `attributes` are a start tag's values."""

    kind: Literal["text", "start", "end", "comment"]
    start: int
    end: int
    name: str = ""
    attributes: tuple[tuple[str, Span], ...] = ()
    body: Span = Span(0, 0)


class Page:
    """A stretch of HTML source, to be read once from beginning to end."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.start = start
        self.end = len(text) if end is None else end
        self._trusts_quotes = True
        self._last_close = text.rfind(">", start, self.end)
        self._last_comment_end = text.rfind("-->", start, self.end)
        self._last_end_tags: dict[str, int] = {}

    def is_closed_after(self, name: str, at: int) -> bool:
        """True if an end tag of that name comes later."""
        if name not in self._last_end_tags:
            found = [match.start() for match in _end_tag(name).finditer(self.text, self.start, self.end)]
            self._last_end_tags[name] = found[-1] if found else -1
        return self._last_end_tags[name] >= at

    def tokens(self) -> Iterator[Token]:
        """Everything on the page, in order; scripts and styles without their content."""
        done = at = self.start  # text up to `done` has been handed out
        while (at := self.text.find("<", at, self.end)) >= 0 and at < self._last_close:
            token = self._markup(at)
            if token is None:
                at += 1
                continue
            if done < at:
                yield Token("text", done, at)
            yield token
            done = at = token.end
            if token.kind == "start" and token.name in _SILENT | _TAGLESS and self.is_closed_after(token.name, at):
                match = _end_tag(token.name).search(self.text, at, self.end)
                done = at = match.start() if match else at
                if token.name in _TAGLESS and at > token.end:
                    yield Token("text", token.end, at)
        if done < self.end:
            yield Token("text", done, self.end)

    def _markup(self, at: int) -> Token | None:
        """The tag or comment that begins at this <, or None if the < is only a sign."""
        text = self.text
        if text.startswith("<!--", at):
            return self._comment(at)
        if text.startswith(("<!", "<?"), at):
            return Token("comment", at, text.find(">", at, self.end) + 1)
        named = _NAME.match(text, at + 1, self.end)
        if not named:
            return None
        attributes, end = self._attributes(named.end())
        return Token("end" if text[at + 1] == "/" else "start", at, end, named.group(1).lower(), attributes)

    def _attributes(self, at: int) -> tuple[tuple[tuple[str, Span], ...], int]:
        """The attributes that have a value, and where the tag ends."""
        limit = self.end if self._trusts_quotes else self.text.find(">", at, self.end) + 1
        found: list[tuple[str, Span]] = []
        position = at
        while not (close := _CLOSE.match(self.text, position, limit)):
            match = _ATTRIBUTE.match(self.text, position, limit)
            if not match:
                # The page ends inside the tag, since a quote is missing somewhere. From here on a tag ends at
                # its first >, or a page of such tags would be read to its end for each of them.
                self._trusts_quotes = False
                return self._attributes(at)
            if match.lastindex and match.lastindex > 1:
                found.append((match.group(1).lower(), Span(*match.span(match.lastindex))))
            position = match.end()
        return tuple(found), close.end()

    def _comment(self, at: int) -> Token:
        empty = _EMPTY_COMMENT.match(self.text, at, self.end)
        if empty:
            return Token("comment", at, empty.end())
        end = _COMMENT_END.search(self.text, at + 4, self.end) if at + 4 <= self._last_comment_end else None
        if not end:  # never closed: what follows is still on the page
            return Token("comment", at, at + 4)
        return Token("comment", at, end.end(), body=Span(at + 4, end.start()))


def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE | re.ASCII)

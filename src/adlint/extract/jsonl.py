"""JSON and JSON lines: every string value is a segment.

Our own scanner instead of the json module: it knows where things are, goes as deep as the file does, reads both
values of a repeated key, and gets what can be got from a broken file.
"""

from __future__ import annotations

import re

from adlint.errors import Unreadable
from adlint.extract import extractor, suffix_of
from adlint.extract.decode import decode
from adlint.extract.draft import Draft, stretch
from adlint.extract.keys import is_address, kind_of_key, pointer
from adlint.extract.lines import Sheet
from adlint.model import Document, Place, Segment, Source
from adlint.text import lines_of

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
      (?P<sign>[{}\[\],:])
    | "(?P<text>[^"\\\r\n]*)"
    | (?P<quote>")
    | (?P<scalar>(?:-?[0-9][0-9.eE+-]*|true|false|null|NaN|-?Infinity)(?=[ \t\r\n,\]}]|$))
    | (?P<junk>[^ \t\r\n"][^\r\n"]*)
    )""",
    re.VERBOSE,
)
_STOP = re.compile(r'["\\\r\n]')
_AFTER_STRING = re.compile(r"[ \t\r\n]*(?:[,\]}:]|$)")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_LOST = "\ufffd"
#: Deeper values have no path (there is still the line): paths as long as the file is deep would fill the memory.
_DEEPEST_PATH = 100
_MOST_PROBLEMS = 20


@extractor(".json", ".jsonl", ".ndjson")
def read_json(source: Source) -> Document:
    """The string values, each with its JSON pointer; what is broken is told, and read as far as it goes."""
    decoded = decode(source.data, source.encoding)
    sheet = Sheet(decoded.text)
    is_lines = (source.suffix or suffix_of(source.name)).lower() != ".json"
    pieces = [(start, end) for start, end, _ in lines_of(decoded.text)] if is_lines else [(0, len(decoded.text))]
    segments: list[Segment] = []
    broken: list[int] = []
    for start, end in pieces:
        scanner = _Scanner(sheet, start, end)
        segments += scanner.segments
        if scanner.broken is not None:
            broken.append(sheet.line_of(scanner.broken))
    return Document(
        source.name,
        tuple(segments),
        problems=(*decoded.problems, *_problems_of(broken)),
        encoding=decoded.encoding,
    )


def _problems_of(lines: list[int]) -> list[Unreadable]:
    """One problem per broken line; past the first ones, one for all the rest."""
    problems = [Unreadable("doc-partial", reason="json", line=line) for line in lines[:_MOST_PROBLEMS]]
    rest = lines[_MOST_PROBLEMS:]
    return [*problems, Unreadable("doc-partial", reason="json", line=rest[0], count=len(rest))] if rest else problems


class _Level:
    """An object or array that is still open, and the member that the scanner is at."""

    def __init__(self, opening: str, path: str | None, name: str) -> None:
        self.is_object = opening == "{"
        self.path = path
        self.name = name  # the nearest key: an array's values go by that of the array
        self.key = ""
        self.index = 0


class _Scanner:
    """Reads a stretch of JSON once; `broken` is where it first was none."""

    def __init__(self, sheet: Sheet, start: int, end: int) -> None:
        self.sheet = sheet
        self.end = end
        self.segments: list[Segment] = []
        self.broken: int | None = None
        self._levels: list[_Level] = []
        self._expected = "value"  # value, key, colon, comma; "first value" and "first key" may also be an end
        self._key_span = (0, 0)
        at = start
        while match := _TOKEN.match(sheet.text, at, end):
            at = self._take(match)
        if self._levels:
            self._break(end)
        if self._expected == "colon":
            self._emit(*self._key_span)

    def _take(self, match: re.Match[str]) -> int:
        """Take in one token and return where the next one begins."""
        group = match.lastgroup or ""
        at = match.start(group)
        if self._expected == "colon" and match.group(group) != ":":
            self._break(at)
            self._emit(*self._key_span)  # it was a value after all
            self._expected = "comma"
        if group == "sign":
            self._sign(match.group(group), at)
        elif group in ("text", "quote"):
            start = at if group == "text" else at + 1
            stop = match.end("text") if group == "text" else self._end_of_string(start)
            self._string(start, stop)
            return min(stop + 1, self.end) if self.sheet.text.startswith('"', stop) else stop
        elif group == "scalar":
            self._value_begins(at)
            self._value_ends()
        else:
            self._break(at)
            self._emit(at, match.end())
        return match.end()

    def _sign(self, sign: str, at: int) -> None:
        level = self._levels[-1] if self._levels else None
        if sign in "{[":
            self._value_begins(at)
            self._levels.append(_Level(sign, self._path(), self._name()))
            self._expected = "first key" if sign == "{" else "first value"
        elif sign in "}]":
            is_due = self._expected == "comma" or self._expected.startswith("first")
            if not level or level.is_object != (sign == "}") or not is_due:
                self._break(at)
            if level:
                self._levels.pop()
            self._value_ends()
        elif sign == ",":
            if self._expected != "comma" or not level:
                self._break(at)
            if level:
                level.index += 1
                self._expected = "key" if level.is_object else "value"
        else:
            if self._expected != "colon":
                self._break(at)
            self._expected = "value"

    def _string(self, start: int, stop: int) -> None:
        if self._expected.endswith("key"):
            self._levels[-1].key = _unescaped(self.sheet.text[start:stop])
            self._key_span = (start, stop)
            self._expected = "colon"
            return
        self._value_begins(start)
        self._emit(start, stop)
        self._value_ends()

    def _value_begins(self, at: int) -> None:
        if not self._expected.endswith("value"):
            self._break(at)

    def _value_ends(self) -> None:
        self._expected = "comma" if self._levels else "value"

    def _break(self, at: int) -> None:
        self.broken = at if self.broken is None else self.broken

    def _end_of_string(self, at: int) -> int:
        """Where the string ends: at its quotation mark, or with its line if the mark is missing."""
        text, may_wrap = self.sheet.text, False
        while match := _STOP.search(text, at, self.end):
            at = match.start()
            if text[at] == '"':
                return at
            if text[at] == "\\":
                at = min(at + 2, self.end)
            elif may_wrap or (may_wrap := self._wraps(at)):
                at += 1
            else:
                self._break(at)
                return at
        self._break(self.end)
        return self.end

    def _wraps(self, at: int) -> bool:
        """True if the next quotation mark ends a string, so that this line end (forbidden, but usual) is inside it."""
        mark = self.sheet.text.find('"', at, self.end)
        return mark >= 0 and _AFTER_STRING.match(self.sheet.text, mark + 1, self.end) is not None

    def _path(self) -> str | None:
        if self.broken is not None:  # who knows what belongs to what
            return None
        if not self._levels:
            return ""
        level = self._levels[-1]
        if level.path is None or len(self._levels) > _DEEPEST_PATH:
            return None
        return pointer(level.path, level.key if level.is_object else level.index)

    def _name(self) -> str:
        if not self._levels:
            return ""
        return self._levels[-1].key if self._levels[-1].is_object else self._levels[-1].name

    def _emit(self, start: int, stop: int) -> None:
        raw = self.sheet.text[start:stop]
        name = self._name()
        if is_address(name, raw.replace("\\/", "/")):
            return
        where = Place(path=self._path())
        if "\\" in raw:
            segment = _draft(self.sheet, start, stop).take(kind_of_key(name), where)
        else:
            segment = stretch(self.sheet, start, stop, kind_of_key(name), where)
        if segment:
            self.segments.append(segment)


def _draft(sheet: Sheet, start: int, stop: int) -> Draft:
    """What a string with escapes says, with an anchor at each."""
    draft = Draft(sheet)
    for match in _ESCAPE.finditer(sheet.text, start, stop):
        draft.copy(start, match.start())
        draft.put(_meaning(match.group()), match.start())
        start = match.end()
    draft.copy(start, stop)
    return draft


def _unescaped(raw: str) -> str:
    return _ESCAPE.sub(lambda match: _meaning(match.group()), raw) if "\\" in raw else raw


def _meaning(escape: str) -> str:
    if len(escape) == 2:
        return _PLAIN.get(escape[1], escape)
    units = [int(escape[at + 2 : at + 6], 16) for at in range(0, len(escape), 6)]
    if len(units) == 2:
        return chr(0x10000 + ((units[0] - 0xD800) << 10) + units[1] - 0xDC00)
    return _LOST if 0xD800 <= units[0] < 0xE000 else chr(units[0])

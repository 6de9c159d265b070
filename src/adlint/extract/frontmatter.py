"""The YAML before a Markdown text: titles, descriptions and tags are copy, dates and addresses are not."""

from __future__ import annotations

import re

import yaml

from adlint.extract.draft import Draft, stretch
from adlint.extract.keys import is_address, kind_of_key, pointer
from adlint.extract.lines import Sheet
from adlint.model import Kind, Place, Segment
from adlint.text import lines_of

_NO_COPY_KEYS = frozenset({"date", "updated", "created", "lastmod", "modified", "published", "expires", "slug", "id"})
_NO_COPY_KEYS |= {"url", "uuid", "permalink", "layout", "aliases", "lang", "locale", "type", "weight"}
#: What YAML takes for something else than text.
_NO_COPY = re.compile(r"(?:true|false|yes|no|on|off|null|~|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?)?", re.I)
_MEMBER = re.compile(r"[ \t]*(?:- )?([\w-]+):[ \t]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Front matter is flat; what is deeper is read as lines, since YAML can be slow on purpose.
_DEEPEST = 20


def segments_of_front_matter(sheet: Sheet, start: int, end: int) -> list[Segment]:
    """The values that are copy; where the YAML is broken, what stands after the keys."""
    try:
        return _segments(sheet, start, end)
    except (yaml.YAMLError, ValueError, OverflowError):  # the latter for escapes such as \U99999999
        return _segments_of_lines(sheet, start, end)


def _segments_of_lines(sheet: Sheet, start: int, end: int) -> list[Segment]:
    """Line by line; a second colon (title: 面膜: 第一) is all it takes to break YAML."""
    segments = []
    for begin, stop, _ in lines_of(sheet.text[start:end]):
        match = _MEMBER.match(sheet.text, start + begin, start + stop)
        at = match.end() if match else start + begin
        name = match.group(1) if match else ""
        if _is_copy(name, sheet.text[at : start + stop].strip(), is_plain=True):
            segments.append(stretch(sheet, at, start + stop, _kind_of(name), Place(path=f"/{name}" if name else None)))
    return [segment for segment in segments if segment]


def _is_copy(name: str, value: str, *, is_plain: bool) -> bool:
    if name.lower() in _NO_COPY_KEYS or is_address(name, value):
        return False
    return not (is_plain and _NO_COPY.fullmatch(value))


def _kind_of(name: str) -> Kind:
    return "title" if kind_of_key(name) == "title" else "body"


class _Level:
    """A mapping or sequence that is still open."""

    def __init__(self, path: str, name: str, *, is_mapping: bool) -> None:
        self.path = path
        self.name = name  # the nearest key
        self.is_mapping = is_mapping
        self.key: str | None = None  # of the value that comes next
        self.index = 0

    def child(self) -> str:
        """The path of the value that comes next."""
        return pointer(self.path, self.index if not self.is_mapping else self.key or "")

    def move_on(self) -> None:
        """That value is done."""
        self.key = None
        self.index += 1


def _segments(sheet: Sheet, start: int, end: int) -> list[Segment]:
    segments: list[Segment] = []
    levels: list[_Level] = []
    for event in yaml.parse(sheet.text[start:end], Loader=yaml.SafeLoader):
        level = levels[-1] if levels else None
        if isinstance(event, yaml.CollectionStartEvent):
            if len(levels) == _DEEPEST:
                raise ValueError
            name = (level.key if level.is_mapping else level.name) if level else ""
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            levels.append(_Level(level.child() if level else "", name or "", is_mapping=is_mapping))
        elif isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
            if levels:
                levels[-1].move_on()
        elif isinstance(event, yaml.ScalarEvent) and level and level.is_mapping and level.key is None:
            level.key = event.value
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            if isinstance(event, yaml.ScalarEvent):
                segments += _segment(sheet, start, event, level)
            if level:
                level.move_on()
    return segments


def _segment(sheet: Sheet, start: int, event: yaml.ScalarEvent, level: _Level | None) -> list[Segment]:
    name = (level.key if level.is_mapping else level.name) or "" if level else ""
    value = _SURROGATE.sub("\ufffd", event.value)
    if not _is_copy(name, value, is_plain=event.style is None) or not event.start_mark or not event.end_mark:
        return []
    draft = Draft(sheet)
    _write(draft, value, start + event.start_mark.index, start + event.end_mark.index, event.style)
    segment = draft.take(_kind_of(name), Place(path=level.child() if level else ""))
    return [segment] if segment else []


def _write(draft: Draft, value: str, start: int, end: int, style: str | None) -> None:
    """Add a value word by word where its words stand, or all of it at its beginning where that is not clear."""
    text = draft.sheet.text
    if style == '"' and text.find("\\", start, end) >= 0:
        draft.put(value, start)
        return
    at = start
    if style in ("|", ">"):
        at = draft.sheet.start_of(draft.sheet.line_of(start) + 1)  # a comment may stand after the sign
    elif style:
        at += 1
    words = []
    for word in re.finditer(r"\S+", value):
        found = text.find(word.group(), at, end)
        if found < 0:
            draft.put(value, start)
            return
        words.append((word.start(), found, len(word.group())))
        at = found + len(word.group())
    done, at = 0, start
    for position, found, length in words:
        if done < position:
            draft.put_or_copy(value[done:position], at)
        draft.copy(found, found + length)
        done, at = position + length, found + length

"""Subtitles: each cue is a segment, with the second at which it appears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.errors import AdlintError, Unreadable
from adlint.extract import extractor
from adlint.extract.decode import Decoded, decode
from adlint.extract.draft import Draft, stretch
from adlint.extract.lines import Sheet
from adlint.extract.references import reference_at
from adlint.extract.transcript import Transcript
from adlint.model import Document, Place, Segment, Source
from adlint.text import lines_of

_TIMING = re.compile(r"[ \t]*(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,3}))?[ \t]*-->")
_NUMBER = re.compile(r"[ \t]*[0-9]+[ \t]*")
#: Part of a cue's text but not shown: <i>, <c.loud>, <00:01.000>, {\an8}. And what is spelled: &amp;
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<[0-9:.]{1,20}>|</>|\{\\[^{}]{0,200}\}|&")
_ASS_TIME = re.compile(r"[ \t]*([0-9]{1,4}):([0-9]{1,2}):([0-9]{1,2})(?:[.:]([0-9]{1,3}))?[ \t]*")
_ASS_MARKUP = re.compile(r"\{[^{}]*\}|\\[Nnh]")
_ASS_MEANING = {"\\N": "\n", "\\n": "\n", "\\h": " "}
_ASS_SECTIONS = {"[script info]", "[v4 styles]", "[v4+ styles]", "[events]", "[fonts]", "[graphics]"}
_ASS_SECTIONS |= {"[aegisub project garbage]", "[aegisub extradata]"}
_ASS_SILENT = {"comment", "picture", "sound", "movie", "command"}
_ASS_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")

_Line = tuple[int, int]  # start and end in the source


@extractor(".srt", ".vtt")
def read_subtitles(source: Source) -> Document:
    """The cues; in WebVTT a NOTE may hold a directive for the cue after it."""
    decoded = decode(source.data, source.encoding)
    cues = _Cues(Sheet(decoded.text))
    for block in _blocks_of(decoded.text):
        cues.read(block)
    return _document(source, decoded, cues.transcript, cues.first_stray)


@extractor(".ass", ".ssa")
def read_substation(source: Source) -> Document:
    """The text of the dialogue lines; everything else in such a file is about style."""
    decoded = decode(source.data, source.encoding)
    sheet, transcript = Sheet(decoded.text), Transcript()
    fields: tuple[str, ...] = _ASS_FIELDS
    first_stray, is_events = 0, True
    for start, end, number in lines_of(decoded.text):
        name, colon, rest = (part.strip() for part in decoded.text[start:end].partition(":"))
        is_whole = True
        if name.lower() in _ASS_SECTIONS:
            is_events = name.lower() == "[events]"
        elif name.lower() == "format":
            named = tuple(field.strip().lower() for field in rest.split(","))
            fields = named if "text" in named else fields
        elif name.lower() == "dialogue" and colon:
            segment, is_whole = _dialogue(sheet, decoded.text.index(":", start) + 1, end, fields)
            transcript.add([segment])
        elif is_events and name and not name.startswith(";") and not (colon and name.lower() in _ASS_SILENT):
            transcript.add([stretch(sheet, start, end, "speech")])
            is_whole = False
        first_stray = first_stray or (0 if is_whole else number)
    return _document(source, decoded, transcript, first_stray)


def _document(source: Source, decoded: Decoded, transcript: Transcript, first_stray: int) -> Document:
    problems: list[AdlintError] = list(decoded.problems)
    if first_stray:
        problems.append(Unreadable("doc-partial", reason="subtitles", line=first_stray))
    return Document(
        source.name,
        tuple(transcript.segments),
        directives=transcript.directives,
        problems=tuple(problems),
        encoding=decoded.encoding,
    )


def _blocks_of(text: str) -> Iterator[list[_Line]]:
    """Runs of lines that are not empty."""
    block: list[_Line] = []
    for start, end, _ in lines_of(text):
        if text[start:end].strip():
            block.append((start, end))
        elif block:
            yield block
            block = []
    if block:
        yield block


class _Cues:
    """Reads SubRip and WebVTT block by block; `first_stray` is the first line that belongs to no cue, or 0."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.transcript = Transcript()
        self.first_stray = 0
        self._is_web = sheet.text.startswith("WEBVTT")
        self._time: float | None = None

    def read(self, block: list[_Line]) -> None:
        """Take in the next block, usually one cue."""
        timings = [number for number, line in enumerate(block) if _TIMING.match(self.sheet.text, *line)]
        self._outside(block[: timings[0]] if timings else block, is_head=bool(timings))
        for number, until in zip(timings, [*timings[1:], len(block)], strict=False):
            match = _TIMING.match(self.sheet.text, *block[number])
            self._time = _seconds(match) if match else None
            lines = block[number + 1 : until]
            # The number of the next cue, where the empty line between the two is missing.
            if until < len(block) and lines and _NUMBER.fullmatch(self.sheet.text, *lines[-1]):
                lines.pop()
            self._cue(lines)

    def _outside(self, lines: list[_Line], *, is_head: bool) -> None:
        """What stands before a timing line, or in a block without one."""
        if not lines:
            return
        start, end = lines[0][0], lines[-1][1]
        text = self.sheet.text[start:end].strip()
        if self._is_web and text.startswith("NOTE"):
            self.transcript.comment(text.removeprefix("NOTE"), self.sheet.place_of(start))
        elif self._is_web and (is_head or start == 0 or text.startswith(("STYLE", "REGION"))):
            return  # the name of a cue, the head of the file, style sheets
        elif not is_head and self._time is not None and "->" not in text:
            self._cue(lines)  # an empty line inside a cue
        else:
            strays = [line for line in lines if not _NUMBER.fullmatch(self.sheet.text, *line)]
            self.transcript.add([stretch(self.sheet, *line, "speech") for line in strays])
            if strays:
                self.first_stray = self.first_stray or self.sheet.line_of(strays[0][0])

    def _go_on(self, draft: Draft, end: int, start: int) -> None:
        """A cue is one sentence over its lines, unless a dash says that somebody else speaks."""
        if self.sheet.text[start] in "-‐–—－":
            draft.end_line(end)
        else:
            draft.wrap(end, "\n")

    def _cue(self, lines: list[_Line]) -> None:
        draft = Draft(self.sheet)
        for number, (start, end) in enumerate(lines):
            if number:
                self._go_on(draft, lines[number - 1][1], start)
            for match in _MARKUP.finditer(self.sheet.text, start, end):
                if match.start() < start:  # inside a reference
                    continue
                draft.copy(start, match.start())
                start = match.end()
                if match.group() == "&":
                    meaning, start = reference_at(self.sheet.text, match.start(), end) or ("&", start)
                    draft.put_or_copy(meaning, match.start())
            draft.copy(start, end)
        self.transcript.add([draft.take("speech", Place(time=self._time))])


def _dialogue(sheet: Sheet, start: int, end: int, fields: tuple[str, ...]) -> tuple[Segment | None, bool]:
    """What a dialogue line says, and whether it has all its fields; without them, all of it is taken for text."""
    at, time = start, None
    for field in fields[: fields.index("text")]:
        comma = sheet.text.find(",", at, end)
        if comma < 0:
            return stretch(sheet, start, end, "speech"), False
        if field == "start" and (match := _ASS_TIME.fullmatch(sheet.text, at, comma)):
            time = _seconds(match)
        at = comma + 1
    draft = Draft(sheet)
    for match in _ASS_MARKUP.finditer(sheet.text, at, end):
        draft.copy(at, match.start())
        draft.put(_ASS_MEANING.get(match.group(), ""), match.start())
        at = match.end()
    draft.copy(at, end)
    return draft.take("speech", Place(time=time)), True


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")

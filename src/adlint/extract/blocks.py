"""The blocks of Markdown: headings, paragraphs, list items, tables, and the front matter before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from adlint.expression import expression
from adlint.extract.draft import Draft, stretch
from adlint.extract.elements import FILLED
from adlint.extract.grid import headings_of, table_label
from adlint.extract.html import told_by, transcribe_html
from adlint.extract.inline import Misplaced, Run, markdown_parser, runs_of
from adlint.extract.lines import Sheet
from adlint.extract.tags import Page
from adlint.extract.trail import Trail, past_containers, trail_of_heading, trail_of_lines, trails_of_row
from adlint.extract.transcript import Transcript
from adlint.model import Anchor, Kind, Place, Segment
from adlint.text import lines_of

#: Blocks that a directive can stand for; whether it may stand inside them.
_BLOCKS = {"paragraph": True, "heading": True, "list_item": False, "blockquote": False}
#: Tokens that account for all of their lines; containers do not, as parts of them may have been dropped.
_WHOLE = {"inline", "heading_open", "table_open", "fence", "code_block", "html_block", "hr"}
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]\n]*\]:")
#: Begins with a key, comments aside: a text between two rules (---) is not front matter.
_KEYED = expression(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[\w\"'-]+[ \t]*:(?=[ \t\r\n])")
#: Front matter is short; what is longer is a text between two rules.
_LONGEST = 64_000
_SAYS = re.compile(r"\w")


def transcribe_markdown(sheet: Sheet) -> Transcript:
    """What a rendered page would show, and nothing of code, addresses and comments."""
    reader = _Reader(sheet)
    reader.read()
    return reader.transcript


def front_matter_of(text: str) -> tuple[int, int, int] | None:
    """Where the YAML starts and ends, and the number of the line that closes it; None if there is none."""
    start = 0
    for begin, end, number in lines_of(text[: _LONGEST + 10]):
        line = text[begin:end].rstrip()
        if number == 1:
            if line != "---":
                return None
            continue
        start = start or begin
        if line in ("---", "..."):
            return (start, begin, number) if _KEYED.match(text, start, begin) else None
    return None


class _Reader:
    """Goes through the blocks of one text and keeps book of the lines they account for."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.transcript = Transcript()
        self.parser = markdown_parser()
        self.env: dict[str, Any] = {}
        self.known: set[int] = set()  # numbers of lines that a block has been made of
        self.depth = 0  # quotes and list items around the present block
        self.kind: Kind = "body"

    def read(self) -> None:
        """Read everything."""
        matter = front_matter_of(self.sheet.text)
        skipped = 0
        if matter:
            start, end, skipped = matter
            from adlint.extract.frontmatter import segments_of_front_matter  # most texts have none and need no YAML

            self.transcript.add(segments_of_front_matter(self.sheet, start, end))
            self.known.update(range(1, skipped + 1))
        # The same number of lines as in the source, each with the same columns.
        rest = re.sub(r"\r\n?", "\n", self.sheet.text[self.sheet.start_of(skipped + 1) :])
        tokens: list[Token] = []
        self.parser.block.parse("\n" * skipped + rest, self.parser, self.env, tokens)
        self._drop_notes()
        number = 0
        while number < len(tokens):
            number = self._block(tokens, number)
        self._read_unknown_lines()

    def _block(self, tokens: Sequence[Token], number: int) -> int:
        """Take in the token of that number and return the number of the next one."""
        token = tokens[number]
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.map and token.type in _WHOLE:
            first, after = token.map
            if token.type == "fence" and not self._is_closed(token):  # a forgotten ``` must not hide the rest
                after = first + 1
            self.known.update(range(first + 1, after + 1))
        if token.type == "table_open":
            self._table(token)
            return next(n for n in range(number, len(tokens)) if tokens[n].type == "table_close") + 1
        if name in _BLOCKS and token.nesting > 0:
            self.transcript.enter(is_running=_BLOCKS[name])
            self.depth += not _BLOCKS[name]
            self.kind = "title" if name == "heading" else "body"
        elif name in _BLOCKS and token.nesting < 0:
            self.transcript.leave()
            self.depth -= not _BLOCKS[name]
        elif token.type == "inline" and token.map:
            self._text(token.content, token.map[0] + 1, token.map[1], tokens[number - 1].markup)
        elif token.type == "html_block" and token.map:
            start = past_containers(self.sheet, token.map[0] + 1, self.depth)
            end = self.sheet.start_of(token.map[1] + 1)
            transcribe_html(self.sheet, self.transcript, start, end)
        elif token.type in ("fence", "code_block"):
            self.transcript.skip()
        return number + 1

    def _is_closed(self, fence: Token) -> bool:
        """True unless its end is missing."""
        first, after = fence.map or (0, 0)
        at = past_containers(self.sheet, after, self.depth)
        return after > first + 1 and self.sheet.text[at : self.sheet.end_of(after)].strip().startswith(fence.markup)

    def _text(self, content: str, first: int, last: int, markup: str) -> None:
        """A paragraph or heading."""
        content = content.strip()
        if not content:
            return
        if markup.startswith("#"):
            trail = trail_of_heading(self.sheet, content, first)
        else:
            trail = trail_of_lines(self.sheet, content, first, last)
        runs = self._runs(content)
        if trail and all(_stands(self.sheet, trail, run) for run in runs):
            self._write(trail, runs, self.kind, Place())
        else:
            # Where exactly is not known: only the line is told, and the text comes with its marks.
            self.transcript.add([Segment(content, self.kind, (Anchor(0, Place(line=first)),))])

    def _table(self, token: Token) -> None:
        """Every cell of every row, also those beyond the last column, which are not shown."""
        first, after = (token.map[0] + 1, token.map[1] + 1) if token.map else (0, 0)
        self.transcript.enter()
        headings: tuple[str, ...] = ()
        # The second line says only how columns are aligned.
        for row, line in enumerate([first, *range(first + 2, after)], 1):
            trails = trails_of_row(self.sheet, line, self.depth)
            cells = [(trail, self._runs(trail.content)) for trail in trails]
            if row == 1:
                headings = headings_of(["".join(run.text for run in runs) for _, runs in cells])
            for column, (trail, runs) in enumerate(cells):
                label = table_label(row, column, headings[column] if column < len(headings) else "")
                self._write(trail, runs, "cell", Place(cell=label))
        self.transcript.leave()

    def _runs(self, content: str) -> list[Run]:
        try:
            return runs_of(content, self.parser, self.env)
        except Misplaced:
            return [Run("same", 0, len(content), content)]

    def _write(self, trail: Trail, runs: Sequence[Run], kind: Kind, where: Place) -> None:
        draft, told = Draft(self.sheet), []
        for run in runs:
            if run.kind == "told":
                aside = Draft(self.sheet)
                self._put(aside, trail, run.runs)
                told.append(aside.take("alt"))
            elif run.kind == "tag":
                told += self._tag(draft, trail, run)
            else:
                self._put(draft, trail, [run])
        self.transcript.add([draft.take(kind, where), *told])

    def _put(self, draft: Draft, trail: Trail, runs: Sequence[Run]) -> None:
        for run in runs:
            if run.kind == "same":
                for start, end in trail.stretches(run.start, run.end):
                    draft.copy(start, end)
            elif run.kind == "other":
                draft.put(run.text, trail.source_of(run.start))
            elif run.kind == "break":
                draft.end_line(trail.source_of(run.start))
            elif run.kind == "wrap":
                draft.wrap(trail.source_of(run.start), "\n")
            elif run.kind == "gap":
                draft.gap(trail.source_of(run.start))

    def _tag(self, draft: Draft, trail: Trail, run: Run) -> list[Segment | None]:
        """What a tag inside a line does to it; what its attributes say is returned."""
        told: list[Segment | None] = []
        start, end = trail.source_of(run.start), trail.source_of(run.end - 1) + 1
        for token in Page(self.sheet.text, start, end).tokens():
            if token.kind == "comment":
                text = self.sheet.text[token.body.start : token.body.end]
                self.transcript.comment(text, self.sheet.place_of(start), is_inside=True)
            elif token.kind == "start":
                told += told_by(self.sheet, token)
                if token.name == "br":
                    draft.put("\n", start)
                elif token.name in FILLED:
                    draft.gap(start)
        return told

    def _drop_notes(self) -> None:
        """Leave only real link targets: a note of one word ([^1]: …) is one to the parser, and so is any Chinese."""
        targets = self.env.get("references", {})
        twice = [(target["label"], target) for target in self.env.get("duplicate_refs", ())]
        for label, target in [*targets.items(), *twice]:
            if label.startswith("^") or target["href"].startswith("%"):
                targets.pop(label, None)
            else:
                self.known.update(range(target["map"][0] + 1, target["map"][1] + 1))

    def _read_unknown_lines(self) -> None:
        """Lines that the parser dropped (nested too deeply, or taken for link targets) as they are."""
        for number in range(1, len(self.sheet.starts) + 1):
            if number not in self.known:
                start, end = past_containers(self.sheet, number, 1000), self.sheet.end_of(number)
                footnote = _FOOTNOTE.match(self.sheet.text, start, end)
                start = footnote.end() if footnote else start
                if _SAYS.search(self.sheet.text, start, end):
                    self.transcript.add([stretch(self.sheet, start, end, "body")])


def _stands(sheet: Sheet, trail: Trail, run: Run) -> bool:
    """True if a run's text is in the source where its trail leads."""
    if run.kind == "told":
        return all(_stands(sheet, trail, inner) for inner in run.runs)
    said = "".join(sheet.text[start:end] for start, end in trail.stretches(run.start, run.end))
    return run.kind != "same" or said == run.text

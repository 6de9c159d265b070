"""`read(text, ".md")` reads a text and asserts what every extractor promises about places."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from adlint.extract import extract
from adlint.extract.decode import decode
from adlint.model import Directive, Document, Place, Segment, Source
from adlint.text import lines_of


class Reading(NamedTuple):
    """A document in the terms tests ask for."""

    document: Document

    @property
    def texts(self) -> list[str]:
        """What the segments say."""
        return [segment.text for segment in self.document.segments]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Kind and text of each segment."""
        return [(segment.kind, segment.text) for segment in self.document.segments]

    @property
    def codes(self) -> list[str]:
        """The codes of the problems."""
        return [problem.code for problem in self.document.problems]

    @property
    def directives(self) -> list[tuple[str, list[str]]]:
        """Each directive and the texts that it stands for."""
        return [(item.text, self.texts[item.first : item.last]) for item in self.document.directives]

    def directive(self) -> Directive:
        """The only directive."""
        (directive,) = self.document.directives
        return directive

    def places(self, words: str) -> list[Place]:
        """Where the first occurrence of these words stands."""
        segment = self.segment(words)
        start = segment.text.index(words)
        return list(segment.places(start, start + len(words)))

    def at(self, words: str) -> list[tuple[int | None, int | None, int | None]]:
        """Line, column and end column of each place of these words."""
        return [(place.line, place.column, place.end_column) for place in self.places(words)]

    def place(self, words: str) -> Place:
        """The first place of these words."""
        return self.places(words)[0]

    def segment(self, words: str) -> Segment:
        """The first segment that holds these words."""
        return next(segment for segment in self.document.segments if words in segment.text)


Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """A function from text (or bytes) and suffix to a checked Reading."""

    def read(data: str | bytes, suffix: str, encoding: str = "") -> Reading:
        data = data.encode() if isinstance(data, str) else data
        document = extract(Source(f"文案{suffix}", data, encoding=encoding))
        _assert_places(document, decode(data, encoding).text)
        return Reading(document)

    return read


def _assert_places(document: Document, text: str) -> None:
    """Every character that claims an offset is there; lines and columns agree; directives are in range."""
    starts = [start for start, _, _ in lines_of(text)]
    for segment in document.segments:
        assert segment.text.strip(), segment
        assert segment.anchors[0].start == 0, segment
        positions = [anchor.start for anchor in segment.anchors]
        assert positions == sorted(set(positions)), segment
        for anchor, until in zip(segment.anchors, [*positions[1:], len(segment.text)], strict=True):
            assert anchor.start < until, segment
            assert anchor.place.line is not None, segment
            if anchor.offset is None:
                continue
            said = segment.text[anchor.start : until]
            assert text[anchor.offset : anchor.offset + len(said)] == said, segment
            assert anchor.place.column is not None, segment
            assert starts[anchor.place.line - 1] + anchor.place.column - 1 == anchor.offset, segment
            # One to one means on one line: columns are counted on from the anchor.
            assert not any(anchor.offset < start < anchor.offset + len(said) for start in starts), segment
    for directive in document.directives:
        assert 0 <= directive.first <= directive.last <= len(document.segments)

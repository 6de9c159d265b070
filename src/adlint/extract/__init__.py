"""Bytes to Documents: one file per format, each a function under @extractor(".suffix", …)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from adlint.errors import Unreadable
from adlint.model import Document, Source

Extractor = Callable[[Source], Document]

#: Which module reads which suffix; kept as names so that only the format at hand is imported.
MODULES: dict[str, str] = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "jsonl",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".ass": "subtitles",
    ".ssa": "subtitles",
}

_EXTRACTORS: dict[str, Extractor] = {}


def extractor(*suffixes: str) -> Callable[[Extractor], Extractor]:
    """Register a function as the reader of these suffixes."""

    def register(function: Extractor) -> Extractor:
        for suffix in suffixes:
            _EXTRACTORS[suffix] = function
        return function

    return register


def extract(source: Source) -> Document:
    """What the source says, segment by segment.

    Raises Unreadable where nothing can be read (type-unsupported, enc-uncertain, doc-broken …);
    parts that could not be read are in Document.problems.
    """
    suffix = (source.suffix or suffix_of(source.name)).lower()
    if suffix not in _EXTRACTORS:
        if suffix not in MODULES:
            raise Unreadable("type-unsupported", suffix=suffix or source.name)
        import_module(f"{__name__}.{MODULES[suffix]}")
    return _EXTRACTORS[suffix](source)


def suffix_of(name: str) -> str:
    """The last suffix of a name with its dot, or nothing."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, suffix = base.rpartition(".")
    return f".{suffix}" if dot and stem else ""

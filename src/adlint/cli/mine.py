"""adlint rules mine: longer phrases of a corpus that contain a term, for a rule's author to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import click

from adlint.batch import read_source
from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.discover import discover
from adlint.cli.options import Whole, common, option
from adlint.cli.plan import Scope, nothing_matched
from adlint.cli.words import say
from adlint.errors import Unreadable
from adlint.extract import MODULES as FORMATS
from adlint.extract import extract
from adlint.normalize import fold
from adlint.text import mask_all, pad, visible, width

#: Characters on each side of a term that the segmenter is shown.
WINDOW = 12

HELP = """从语料里找含有一个词的更长说法，按次数列出，例如 第一 → 第一次、第一时间。

它们多半是正常说法，可以写进规则的 allow；要逐条看过，不能照抄。"""


@click.command(cls=Command, help=HELP)
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS")
@option("--term", multiple=True, required=True, metavar="TERM", help="要找的词，可重复")
@option("--least", type=Whole(1), default=2, metavar="N", help="至少出现几次，默认 2")
@option("--top", type=Whole(1), default=50, metavar="N", help="每个词最多列几条，默认 50")
@common
def command(corpus: tuple[str, ...], term: tuple[str, ...], least: int, top: int, **given: Any) -> int:
    """List the phrases; 0, or 3 if a file could not be read."""
    scope = Scope(Asked(**given))
    lang = scope.settings_of("x").lang
    found = discover(corpus, FORMATS, lambda path, is_folder: False)
    if not found.files:
        raise nothing_matched(corpus)
    counts: dict[tuple[str, bool], Counter[str]] = {(item, kind): Counter() for item in term for kind in (True, False)}
    examples: dict[tuple[str, str], str] = {}
    for text in _texts(found.files, scope):
        for item in term:
            for phrase, is_word, around in phrases_around(text, fold(item)):
                counts[item, is_word][phrase] += 1
                examples.setdefault((item, phrase), around)
    for (item, is_word), phrases in counts.items():
        rows = sorted((row for row in phrases.items() if row[1] >= least), key=lambda row: (-row[1], row[0]))[:top]
        console.out(_told(item, is_word, rows, examples, lang))
    console.out(say("mine.next", lang) + "\n")
    return 0


def phrases_around(text: str, term: str) -> Iterator[tuple[str, bool, str]]:
    """What each occurrence of the term is part of, with the words around it.

    A longer word of the dictionary (True), or else the term with the word after it (False).
    """
    from adlint.confirm.boundary import _tokenizer  # the one place that imports jieba

    at = text.find(term)
    while at >= 0:
        since, end = max(0, at - WINDOW), at + len(term)
        window = text[since : end + WINDOW]
        phrase, following = _covering(_tokenizer().cut(window, HMM=False), at - since, end - since)
        if phrase != term:
            yield phrase, True, window
        elif following.isalpha() and not following.isascii():
            yield phrase + following, False, window
        at = text.find(term, end)


def _covering(words: Iterable[str], start: int, end: int) -> tuple[str, str]:
    """The words that touch window[start:end], joined, and the word after them."""
    joined, at = "", 0
    for word in words:
        if at >= end:
            return joined, word
        if start < at + len(word):
            joined += word
        at += len(word)
    return joined, ""


def _texts(files: tuple[str, ...], scope: Scope) -> Iterator[str]:
    for path in files:
        try:
            document = extract(read_source(path, scope.settings_of(path)))
        except Unreadable as error:
            error.facts.setdefault("name", path)
            raise
        for segment in document.segments:
            yield fold(segment.text)


def _told(
    term: str, is_word: bool, rows: list[tuple[str, int]], examples: dict[tuple[str, str], str], lang: str
) -> str:
    if not rows:
        return say("mine.none" if is_word else "mine.none-after", lang, term=visible(term)) + "\n"
    columns = max(width(phrase) for phrase, _ in rows)
    lines = [say("mine.heading" if is_word else "mine.heading-after", lang, term=visible(term))]
    for phrase, count in rows:
        around = mask_all(examples[term, phrase].replace("\n", " "))
        lines.append(f"{count:8}  {pad(visible(phrase), columns)}  {visible(around)}")
    return "\n".join(lines) + "\n"

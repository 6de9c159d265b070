"""The inside of a Markdown block as a row of runs, each knowing where in the block it stands.

markdown-it-py decides what is emphasis, link or code; it does not tell offsets. So its rules are wrapped: what a rule
adds to the token list stands where the rule began. Literal text between those tokens follows on the last one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from adlint.record import NamedTuple

_Rule = Callable[[StateInline, bool], bool]

#: A URL in running text. Not copy, and it ends where Chinese begins.
_URL = re.compile(r"(?:(?:https?|ftp)://|(?<![a-zA-Z0-9])www\.)[a-zA-Z0-9._~:/?#@!$&*+,;=%()'-]+", re.IGNORECASE)


class Run(NamedTuple):
    """A stretch of a block: what it says, and where in the block's content it stands.

    same: text as it stands. other: text that the source spells otherwise. break: a line end. wrap: a line end
    that is none on the page. gap: something that is
    not copy. tag: an HTML tag or comment. told: `runs` that are read apart, such as a picture's alternative text.
    """

    kind: Literal["same", "other", "break", "wrap", "gap", "tag", "told"]
    start: int
    end: int
    text: str = ""
    runs: tuple[Any, ...] = ()  # of Run; mypy knows no recursive tuples


class Misplaced(Exception):
    """The parser did something unforeseen, so that places would be wrong."""


def markdown_parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, whose inline rules note where their tokens stand."""
    # Nesting beyond the limit is dropped by the parser, and read as plain lines by us.
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    # Joining pieces of text would lose their places.
    parser.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    wrapped: Ruler[_Rule] = Ruler()
    for number, rule in enumerate(parser.inline.ruler.getRules("")):
        wrapped.push(str(number), _noting_places(rule))
    parser.inline.ruler = wrapped
    return parser


def runs_of(content: str, parser: MarkdownIt, env: MutableMapping[str, Any]) -> list[Run]:
    """The runs of a block's content in order; raises Misplaced if one does not stand where it seems to."""
    found = _runs(content, parser.inline.parse(content, parser, env, []), 0)
    runs: list[Run] = []
    number = 0
    while number < len(found):
        first = last = found[number]
        number += 1
        if first.kind != "same":
            runs.append(first)
            continue
        # A URL may be in pieces, for its _ or * could have been emphasis.
        while number < len(found) and found[number].kind == "same" and found[number].start == last.end:
            last = found[number]
            number += 1
        runs += _without_urls(content, first.start, last.end)
    return runs


def _noting_places(rule: _Rule) -> _Rule:
    def noting(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        at, first, pending = state.pos, len(state.tokens), state.pending
        if not rule(state, False):
            return False
        new = state.tokens[first:]
        if pending and new and new[0].type == "text":
            new = new[1:]  # literal text up to here, which the rule only flushed
        if new and new[0].type == "link_open" and new[0].markup != "autolink":
            # What is inside the link has been noted already, or follows on what has.
            new[0].meta.update(at=at, end=at + 1, link_end=state.pos)
            new[-1].meta.update(at=state.pos, end=state.pos)
            return True
        for token in new:
            end = at + len(token.content) if token.type == "text" else state.pos
            token.meta.update(at=at, end=end)
            at = end if token.type == "text" else at
        return True

    return noting


def _runs(content: str, tokens: Sequence[Token], base: int) -> list[Run]:
    runs: list[Run] = []
    cursor, is_autolink = base, False
    for token in tokens:
        at = base + token.meta["at"] if token.meta else cursor
        end = base + token.meta["end"] if token.meta else at + len(token.content)
        if token.type == "link_open":
            is_autolink = token.markup == "autolink"
            link_end = base + token.meta.get("link_end", 0)
            runs += [Run("gap", at, end)] if is_autolink else _titles(content, token, at, link_end)
        elif token.type == "link_close":
            is_autolink = False
        elif not is_autolink:
            runs += _run(content, token, at, end)
        cursor = max(cursor, end)
    return runs


def _run(content: str, token: Token, at: int, end: int) -> list[Run]:
    text = token.content
    if token.type in ("text", "text_special"):
        if content.startswith(text, at):
            return [Run("same", at, at + len(text), text)] if text else []
        if token.type == "text":
            raise Misplaced
        return [Run("other", at, end, text)]
    if token.type in ("softbreak", "hardbreak"):
        at = content.index("\n", at, end)
        return [Run("break" if token.type == "hardbreak" else "wrap", at, at + 1, "\n")]
    if token.type == "image":
        alternative = Run("told", at, end, runs=tuple(_alternative(content, token.children or (), at + 2)))
        return [Run("gap", at, at), alternative, *_titles(content, token, at, end)]
    if token.type == "html_inline":
        return [Run("tag", at, end)]
    return [Run("gap", at, end)] if token.type == "code_inline" else []


def _alternative(content: str, tokens: Sequence[Token], base: int) -> Iterator[Run]:
    """The runs of a picture's alternative text, where code and tags are text too."""
    for run in _runs(content, tokens, base):
        if run.kind == "told":
            yield from run.runs
        elif run.kind in ("gap", "tag"):
            yield Run("same", run.start, run.end, content[run.start : run.end])
        else:
            yield run


def _titles(content: str, token: Token, at: int, end: int) -> list[Run]:
    """The title of a link or picture, which shows when pointed at."""
    title = str(token.attrGet("title") or "")
    if not title:
        return []
    start = content.rfind(title, at + 1, end)
    if start < 0 or content[start - 1] not in "\"'(":  # spelled otherwise, or in a definition elsewhere
        return [Run("told", at, end, runs=(Run("other", at, end, title),))]
    return [Run("told", at, end, runs=(Run("same", start, start + len(title), title),))]


def _without_urls(content: str, start: int, end: int) -> Iterator[Run]:
    for match in _URL.finditer(content, start, end):
        if start < match.start():
            yield Run("same", start, match.start(), content[start : match.start()])
        yield Run("gap", match.start(), match.end())
        start = match.end()
    if start < end:
        yield Run("same", start, end, content[start:end])

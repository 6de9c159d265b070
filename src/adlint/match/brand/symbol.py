"""The trademark symbol after a name: missing, another one, or where there is to be none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Suggestion
from adlint.i18n import say
from adlint.match import matcher
from adlint.match.brand.zones import is_address
from adlint.match.scan import Hit, Scan
from adlint.normalize.squeeze import INVISIBLE
from adlint.rules.brand import Writing

#: Symbols and what people type for them.
_MARK = expression(rf"[{INVISIBLE}]{{0,3}} ?([®™℠Ⓡ]|[(（](?:r|tm|sm)[)）]|ᵀᴹ|ˢᴹ)", re.IGNORECASE)

#: Not read as copy: nobody sees them.
_UNSEEN = ("alt", "note")


@matcher("brand.symbol")
def find_symbols(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every name without its symbol, or with a wrong one; `first` is the first in the order of the document."""
    for writing in rule.params["entries"]:
        is_first = True
        for hit in _names(writing, rule, scan):
            fault = _fault_of(writing, scan.texts[hit.segment], hit, is_first)
            is_first = False
            if fault:
                yield _candidate(writing, hit, *fault, scan.texts[hit.segment])


def _names(writing: Writing, rule: Rule, scan: Scan) -> Iterator[Hit]:
    """Where the name stands as it is to be written, each place once."""
    seen: set[tuple[int, int]] = set()
    for hit in scan.hits(rule):
        text = scan.texts[hit.segment]
        words = text[hit.start : hit.end]
        is_right = words == writing.official or (writing.any_case and words.lower() == writing.official.lower())
        if hit.word != writing.official or not is_right or (hit.segment, hit.start) in seen:
            continue
        if scan.document.segments[hit.segment].kind in _UNSEEN or is_address(text, hit.start, hit.end):
            continue
        seen.add((hit.segment, hit.start))
        yield hit


def _fault_of(writing: Writing, text: str, hit: Hit, is_first: bool) -> tuple[str, int, int] | None:
    """What is wrong, where the name ends, and where the words end that have to be changed."""
    for stop in _ends(writing, text, hit):
        if found := _MARK.match(text, stop):
            if writing.where == "never":
                return "never", stop, found.end()
            return None if found[1] == writing.mark else ("other", stop, found.end())
    due = writing.where == "every" or (writing.where == "first" and is_first)
    return (writing.where, hit.end, hit.end) if due else None


def _ends(writing: Writing, text: str, hit: Hit) -> Iterator[int]:
    """The end of the name, and those of the longer forms of it that stand here."""
    yield hit.end
    for form in writing.also_ok:
        if text.startswith(form, hit.start) and hit.start + len(form) > hit.end:
            yield hit.start + len(form)


def _candidate(writing: Writing, hit: Hit, how: str, stop: int, end: int, text: str) -> Candidate:
    message = {
        lang: sentence.replace("{how}", say(f"brand.symbol.{how}", lang, mark=writing.mark))
        for lang, sentence in writing.rule.message.items()
    }
    suggest = (Suggestion(text[hit.start : stop] + writing.mark, safe=True),)
    rule = writing.rule._replace(message=message, suggest=suggest)
    return Candidate(rule, hit.segment, hit.start, end, rule.confidence, rule.severity)

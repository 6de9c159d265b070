"""The words straddle two others (精|神药|品): asked of jieba, only for the rules that want it."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from adlint.confirm.trace import Trace
from adlint.finding import Candidate

if TYPE_CHECKING:
    from adlint.match.scan import Scan

#: Characters on each side of the candidate that the segmenter is shown.
WINDOW = 8


def boundary(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
    """Those whose ends are ends of words; rules without `boundary: true` are not asked."""
    kept = []
    for candidate in found:
        split = _split_word(candidate, scan) if candidate.rule.boundary else ""
        if split:
            trace.drop(candidate, "boundary", split)
        else:
            kept.append(candidate)
    return kept


def _split_word(candidate: Candidate, scan: Scan) -> str:
    """The word that one end of the candidate falls into, or nothing."""
    view = scan.seen_of(candidate.segment)
    start, end = view.ahead(candidate.start), view.ahead(candidate.end)
    at = max(0, start - WINDOW)
    for word in _tokenizer().cut(view.text[at : end + WINDOW], HMM=False):
        until = at + len(word)
        if at < start < until or at < end < until:
            return str(word)
        at = until
    return ""


@cache
def _tokenizer() -> Any:
    """A tokenizer of our own, filled from the dictionary inside the package.

    jieba's own start would load a cache from the shared temporary folder, where anybody can plant one, and import
    pkg_resources, which is slow and may be absent.
    """
    sys.modules.setdefault("pkg_resources", None)  # type: ignore[arg-type]
    try:
        with catch_warnings():
            simplefilter("ignore")  # its source has \s in plain strings, told anew wherever it is not kept compiled
            import jieba
    finally:
        if sys.modules.get("pkg_resources", 0) is None:
            del sys.modules["pkg_resources"]
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer

"""Puts in the suggestions that are marked safe, and changes nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from adlint.errors import Unreadable
from adlint.extract import suffix_of
from adlint.extract.decode import Decoded, decode, encode
from adlint.finding import Finding, Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.record import NamedTuple
from adlint.text import lines_of, mask_all, mask_spans, visible, visible_name

#: One replacement may bare the next; after so many rounds the rest is left.
ROUNDS = 4

#: Means something in one format or another; words with it are put into plain text only.
_SYNTAX = frozenset("<>&\"'`\\|,;*_[]{}#~$\t\r\n\0")


class Fixed(NamedTuple):
    """The bytes with what could be put in; the findings this was done for, and the open ones that are left."""

    data: bytes
    applied: tuple[Finding, ...] = ()
    left: tuple[Finding, ...] = ()


class _Edit(NamedTuple):
    start: int
    end: int
    words: str
    finding: Finding


def fix(source: Source, report: Report, linter: Linter | None = None) -> Fixed:
    """The source with the safe suggestions of its report put in, in its own encoding and with its own line ends.

    With a linter the result is checked again: what it would report again by the same rule is left as it was, and
    what it reports next is mended too.
    """
    return _mended(source, report, linter)[0]


def diff(source: Source, report: Report, linter: Linter | None = None) -> str:
    """What fix would change, as a unified diff, safe to print and with personal data masked; empty if nothing."""
    from difflib import unified_diff

    _, before, after = _mended(source, report, linter)
    name = visible_name(source.name)
    lines = unified_diff(_lines(before), _lines(after), name, name, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _mended(source: Source, report: Report, linter: Linter | None) -> tuple[Fixed, str, str]:
    """What fix says; and the text before and after, with personal data masked."""
    nothing = Fixed(source.data, (), report.open), "", ""
    if not any(_safe_words(finding, source) is not None for finding in report.open):
        return nothing
    try:
        decoded = decode(source.data, source.encoding)
        if encode(decoded.text, decoded) != source.data:
            return nothing
    except (Unreadable, UnicodeError):  # damaged: what we would write is not what was there
        return nothing
    text = decoded.text
    before = after = _masked(text, report)
    applied: list[Finding] = []
    for _ in range(ROUNDS if linter else 1):
        edits, again = _holding(_edits(report, text, source), text, source, decoded, linter)
        if not edits:
            break
        text, after = _put_in(edits, text), _put_in(edits, after)
        applied += [edit.finding for edit in edits]
        report = again or report._replace(findings=tuple(item for item in report.findings if item not in applied))
    return Fixed(encode(text, decoded), tuple(applied), report.open), before, after


def _edits(report: Report, text: str, source: Source) -> list[_Edit]:
    """What may be put in, in order; of two that overlap, that of the worse finding."""
    edits: list[_Edit] = []
    for finding in sorted(report.open, key=lambda item: -item.severity.rank):
        words, span = _safe_words(finding, source), finding.source_span
        if words is None or span is None or text[slice(*span)] != finding.text:
            continue
        if all(span[1] <= edit.start or edit.end <= span[0] for edit in edits):
            edits.append(_Edit(*span, words, finding))
    return sorted(edits, key=lambda edit: edit.start)


def _safe_words(finding: Finding, source: Source) -> str | None:
    """The words of the first safe suggestion that can stand in this format, if there is one."""
    if finding.source_span is None:
        return None
    is_plain = (source.suffix or suffix_of(source.name)).lower() == ".txt"
    words = (item.text for item in finding.suggestions if item.safe and item.text != finding.text)
    return next((text for text in words if is_plain or not _SYNTAX & set(text)), None)


def _holding(
    edits: list[_Edit], text: str, source: Source, decoded: Decoded, linter: Linter | None
) -> tuple[list[_Edit], Report | None]:
    """The edits that the encoding can write and that do not bring their own rule's finding back; and the new report."""
    edits = [edit for edit in edits if _can_write(edit.words, decoded)]
    while edits and linter:
        mended = _put_in(edits, text)
        data = encode(mended, decoded)
        report = linter.check(source._replace(data=data))
        if decode(data, source.encoding).text != mended or not report.complete:
            return [], None  # read as something else now: better nothing than that
        holding, moved = [], 0
        for edit in edits:
            start = edit.start + moved
            if not _is_back(edit, start, report):
                holding.append(edit)
            moved += len(edit.words) - (edit.end - edit.start)
        if len(holding) == len(edits):
            return edits, report
        edits = holding
    return edits, None


def _is_back(edit: _Edit, start: int, report: Report) -> bool:
    """True if the rule is broken again by the words that were put in at `start`, alone or with those around."""
    end = start + len(edit.words)
    spans = [item.source_span for item in report.open if item.rule_id == edit.finding.rule_id and item.source_span]
    return any(since < end and start < until for since, until in spans)


def _can_write(words: str, decoded: Decoded) -> bool:
    try:
        return bool(encode(words, decoded)) or not words
    except UnicodeEncodeError:
        return False


def _put_in(edits: Sequence[_Edit], text: str) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*parts, text[at:]])


def _masked(text: str, report: Report) -> str:
    """The text with the personal data starred out that the report tells of; as long as before."""
    spans = [item.source_span for item in report.findings if item.category == "pii" and item.source_span]
    return mask_spans(text, spans)


def _lines(text: str) -> list[str]:
    lines = [visible(mask_all(text[start:end])) for start, end, _ in lines_of(text)]
    return lines if lines[-1] else lines[:-1]

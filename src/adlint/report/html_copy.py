"""The copy of the html report: segments with every hit marked in place and linked to its card."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from adlint.finding import Finding, Severity, Status
from adlint.record import NamedTuple
from adlint.report.markup import element, plain
from adlint.report.shown import AROUND, LONGEST
from adlint.text import CUT


class Numbered(NamedTuple):
    """A finding with its number on the page, from 1."""

    number: int
    finding: Finding


def level_of(severity: Severity) -> str:
    """The class that colours a severity: lv2, lv1 or lv0."""
    return f"lv{severity.rank}"


def segments_of(findings: list[Numbered]) -> Iterator[list[Numbered]]:
    """The findings of one file, segment by segment.

    Two segments may hold the same words; then the second begins where an offset steps back,
    or stays while the place moves on.
    """
    group: list[Numbered] = []
    for item in findings:
        if group and _is_elsewhere(group[-1].finding, item.finding):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _is_elsewhere(before: Finding, after: Finding) -> bool:
    if (before.segment_text, before.kind) != (after.segment_text, after.kind) or after.start < before.start:
        return True
    return after.start == before.start and after.place != before.place


def copy_markup(found: list[Numbered]) -> str:
    """The words of a segment with its hits marked; of a very long one, the copy around them."""
    text = found[0].finding.segment_text
    spans = [(item.finding.start, item.finding.end) for item in found]
    parts: list[str] = []
    last = 0
    for since, until in _stretches(len(text), spans):
        parts.append(_cut(last, since))
        edges = {since, until} | {edge for span in spans for edge in span if since < edge < until}
        parts.extend(_piece(text[start:end], start, end, found) for start, end in pairwise(sorted(edges)))
        last = until
    return "".join(parts) + _cut(last, len(text))


def _cut(since: int, until: int) -> str:
    return element("i", CUT) if since < until else ""


def _stretches(length: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a text that are shown: all of it, or what is near a hit."""
    if length <= LONGEST:
        return [(0, length)]
    near: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        since, until = max(0, start - AROUND), min(length, end + AROUND)
        if near and since <= near[-1][1]:
            near[-1] = near[-1][0], max(near[-1][1], until)
        else:
            near.append((since, until))
    return near


def _piece(text: str, start: int, end: int, found: list[Numbered]) -> str:
    """A stretch under one set of hits: coloured by the worst, linked to it; each hit ends with its number."""
    covering = [item for item in found if item.finding.start <= start and end <= item.finding.end]
    if not covering:
        return plain(text)
    worst = max(covering, key=lambda item: (item.finding.status is Status.OPEN, item.finding.severity.rank))
    let = "" if worst.finding.status is Status.OPEN else " let"
    link = element("a", plain(text), href=f"#f{worst.number}")
    numbers = " ".join(str(item.number) for item in covering)
    mark = element("mark", link, class_=level_of(worst.finding.severity) + let, data_of=numbers)
    targets = [element("span", id=f"t{item.number}") for item in covering if item.finding.start == start]
    notes = [_note(item.number) for item in covering if item.finding.end == end]
    return "".join((*targets, mark, *notes))


def _note(number: int) -> str:
    return element("sup", element("a", str(number), href=f"#f{number}"))

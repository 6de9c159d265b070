"""What formats share: the report with personal data masked, its findings in order and by file, names made safe."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from adlint.finding import Finding, Input, Problem, Report, Status
from adlint.i18n import knows, say
from adlint.model import Place
from adlint.record import NamedTuple
from adlint.text import excerpt, mask, mask_all, mask_spans, visible, visible_name

Span = tuple[int, int]
Spans = tuple[Span, ...]

#: Longest copy around a finding that a file carries; a whole book in one segment is not repeated per finding.
LONGEST = 2000
AROUND = 500

#: How suggestions begin that nobody should paste over the copy.
_ADVISING = ("请", "补充", "改用", "删", "遮", "注明", "写明", "标明", "只写", "只留", "截图", "Please ")


def masked(report: Report) -> Report:
    """The report with personal data starred out wherever a format might print it; offsets hold."""
    parts: dict[tuple[str, Spans], list[Finding]] = {}
    for finding in report.findings:
        parts.setdefault((finding.segment_text, finding.secrets), []).append(finding)
    segments = {key: _masked_segment(*key, found) for key, found in parts.items()}
    findings = [_masked_finding(item, segments[item.segment_text, item.secrets]) for item in report.findings]
    inputs = (item._replace(scene_words=tuple(map(mask_all, item.scene_words))) for item in report.inputs)
    problems = map(_masked_problem, report.problems)
    return report._replace(findings=tuple(findings), problems=tuple(problems), inputs=tuple(inputs))


def _masked_segment(text: str, secrets: Spans, found: Iterable[Finding]) -> str:
    """The text with its secrets masked; of a very long one only the copy around the findings, all that is shown."""
    pieces = [(0, len(text))] if len(text) <= LONGEST else _merged(_reach(item, len(text)) for item in found)
    parts, done = [], 0
    for start, end in pieces:
        inside = [(max(0, first - start), min(end, last) - start) for first, last in _within(secrets, start, end)]
        parts += [text[done:start], mask_all(mask_spans(text[start:end], inside))]
        done = end
    return "".join([*parts, text[done:]])


def _reach(finding: Finding, length: int) -> Span:
    # A number that begins just outside of what is shown is to be masked inside.
    margin = AROUND + 100
    return max(0, finding.start - margin), min(length, finding.end + margin)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _within(secrets: Spans, start: int, end: int) -> Spans:
    """The secrets that reach into a stretch; they are in order and do not overlap."""
    first = max(0, bisect_left(secrets, (start, 0)) - 1)
    return tuple(span for span in secrets[first : bisect_left(secrets, (end, 0))] if span[1] > start)


def _masked_finding(finding: Finding, segment_text: str) -> Finding:
    near = _within(finding.secrets, *_reach(finding, len(segment_text)))
    known = {finding.segment_text[start:end] for start, end in near if end - start > 1}

    def clean(text: str) -> str:
        for value in known:
            if value in text:
                text = text.replace(value, mask(value))
        return mask_all(text)

    return finding._replace(
        segment_text=segment_text,
        message=clean(finding.message),
        suggestions=tuple(item._replace(text=clean(item.text)) for item in finding.suggestions),
        reason=clean(finding.reason) if finding.reason else "",
        places=tuple(
            place._replace(cell=place.cell and clean(place.cell), path=place.path and clean(place.path))
            for place in finding.places
        ),
    )


def _masked_problem(problem: Problem) -> Problem:
    """A problem's sentences masked, but for the file name in quotes: a long date in it is no bank card."""
    named = f"“{problem.source}”"

    def clean(text: str) -> str:
        return named.join(map(mask_all, text.split(named)))

    return problem._replace(message=clean(problem.message), hint=clean(problem.hint))


def by_source(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Findings file by file, in the order of the report."""
    for source, group in groupby(findings, key=attrgetter("source")):
        yield source, list(group)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Open findings before those let stand, errors before warnings before hints; else as they were."""
    return sorted(findings, key=lambda finding: (finding.status is not Status.OPEN, -finding.severity.rank))


class Window(NamedTuple):
    """The part of a segment that a file carries for one finding."""

    text: str
    start: int
    end: int
    cut_before: int  # code points of the segment left out
    cut_after: int


def window_of(finding: Finding) -> Window:
    """The whole segment, or of a very long one the copy around the finding."""
    text, start, end = finding.segment_text, finding.start, finding.end
    if len(text) <= LONGEST:
        return Window(text, start, end, 0, 0)
    since, until = max(0, start - AROUND), min(len(text), end + AROUND)
    return Window(text[since:until], start - since, end - since, since, len(text) - until)


def line_excerpt(finding: Finding) -> tuple[str, str, str]:
    """The hit and the words around it, on one line and safe to print."""
    before, hit, after = excerpt(finding.segment_text, finding.start, finding.end)
    return one_line(before), one_line(hit), one_line(after)


def one_line(text: str) -> str:
    """The text with line breaks and tabs as spaces, control characters as visible escapes."""
    return visible(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " "))


def machine_name(name: str) -> str:
    """A file name for programs: / between folders, undecodable bytes as \\xff."""
    return visible_name(slashed(name))


def uri_of(name: str) -> str:
    """A file name as a URI reference; unlike its shown form it leads back to the very bytes."""
    from urllib.parse import quote

    name = slashed(name)
    path = quote(name.encode("utf-8", "surrogateescape" if _is_bytes(name) else "surrogatepass"), safe="/")
    if name[1:3] == ":/":
        return f"file:///{name[0]}:{path[4:]}"
    return f"file://{path}" if name.startswith("/") else path


def _is_bytes(name: str) -> bool:
    return not any("\ud800" <= char < "\udc80" or "\udd00" <= char <= "\udfff" for char in name)


def slashed(name: str) -> str:
    """With / where Windows writes \\; elsewhere a backslash is a character of the name."""
    return name.replace("\\", "/") if os.sep == "\\" or name[1:3] == ":\\" else name


def category_word(category: str, lang: str) -> str:
    """A category's name for people; categories of outside rulesets go by their own."""
    key = f"category.{category}"
    return say(key, lang) if knows(key, lang) else category


def beside_name(problem: Problem, lang: str) -> Problem:
    """The problem for a line that shows the file name anyway: without the name that leads its message."""
    message = problem.message
    for name in (problem.source, problem.source.replace("\\", "/").rsplit("/", 1)[-1]):
        message = message.removeprefix(say("report.named", lang, name=name)).lstrip()
    return problem._replace(message=message)


def sentence_of(problem: Problem, lang: str) -> str:
    """What is wrong and what to do next, in one line."""
    return say("report.what-next", lang, what=problem.message, next=problem.hint) if problem.hint else problem.message


def advice_on(finding: Finding, lang: str) -> list[str]:
    """What to write instead in one sentence, then each suggestion that is no replacement but says what to do."""
    texts = [one_line(item.text) for item in finding.suggestions]
    words = [text for text in texts if not is_advice(text)]
    sentences = [text for text in texts if is_advice(text)]
    return ([say("report.instead", lang, words=" ／ ".join(words))] if words else []) + sentences


def is_advice(suggestion: str) -> bool:
    """True for 请注明来源, 改用企业热线: what to do, not what to write."""
    return suggestion.startswith(_ADVISING)


def law_line(finding: Finding, lang: str) -> str:
    """The clauses that a finding rests on, in one sentence."""
    return say("report.law", lang, law=say("report.list-mark", lang).join(map(one_line, finding.law)))


def trades_line(item: Input, lang: str) -> str:
    """For which trades an input was checked, and the words that spoke for them."""
    comma = say("doc.join", lang)
    trades = comma.join(say(f"scene.{scene}", lang) for scene in item.scenes)
    return say("report.trades", lang, trades=trades, words=comma.join(map(one_line, item.scene_words)))


def marked_excerpt(finding: Finding) -> str:
    """The hit inside 【】 with the words around it, in one line; empty where the finding is about no words."""
    before, hit, after = line_excerpt(finding)
    return f"{before}【{hit}】{after}" if hit else ""


def status_word(finding: Finding, lang: str) -> str:
    """The status for people, with the reason where there is one."""
    word = say(f"status.{finding.status.value}", lang)
    return say("report.because", lang, what=word, reason=finding.reason) if finding.reason else word


def place_fields(place: Place) -> dict[str, Any]:
    """A place for programs: only the parts that apply."""
    fields = {name: value for name, value in place._asdict().items() if value is not None}
    if place.box is not None:
        fields["box"] = [_plain(edge) for edge in place.box]
    if place.time is not None:
        fields["time"] = _plain(place.time)
    return fields


def _plain(number: float) -> float:
    """Whole numbers without a fraction, so that reports agree whether pixels were counted or measured."""
    return int(number) if number == int(number) else round(number, 3)


def parted(problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Problems that make the run incomplete, and those that only want a person's eye."""
    missing: list[Problem] = []
    advice: list[Problem] = []
    for problem in problems:
        (missing if problem.unchecked else advice).append(problem)
    return missing, advice

"""full and compact: the report on a screen. Every symbol of our own exists in GBK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adlint.extract import suffix_of
from adlint.finding import Finding, Problem, Report, Severity
from adlint.i18n import place_label, say
from adlint.report import Options, reporter
from adlint.report.shown import (
    advice_on,
    beside_name,
    by_source,
    law_line,
    line_excerpt,
    machine_name,
    one_line,
    parted,
    sentence_of,
    trades_line,
)
from adlint.text import CUT, pad, visible_name, width

_COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36", "bad": "1;31", "good": "1;32", "name": "1;4"}
_MARKS = {Severity.ERROR: "×", Severity.WARNING: "●", Severity.INFO: "─"}

#: Below this a finding shows how sure it is.
_SURE = 0.8
#: Widest column of file names in the list of problems.
_NAME_COLUMNS = 40


@reporter("full")
def full(report: Report, options: Options) -> str:
    """Findings by file with their copy, then counts, then what could not be checked."""
    lines: list[str] = []
    guessed = {item.source: item for item in report.inputs if item.scenes}
    for source, findings in by_source(report.open):
        lines.append(_paint(visible_name(source), "name", options))
        if source in guessed and not options.quiet:
            lines.append(f"  {trades_line(guessed[source], options.lang)}")
        for finding in findings:
            lines.extend(_finding_lines(finding, options))
        lines.append("")
    if not options.quiet:
        lines.extend(_closing(report, options))
    lines.extend(_problem_lines(report, options))
    return "".join(f"{_disarmed(line)}\n" for line in lines)


@reporter("compact")
def compact(report: Report, options: Options) -> str:
    """One clickable line each: path:line:col: severity id message."""
    lines = [
        f"{machine_name(finding.source)}:{_compact_place(finding, options)}: "
        f"{finding.severity.value} {finding.rule_id} {one_line(finding.message)}"
        for finding in report.open
    ]
    for problem in report.problems:
        level = "error" if problem.unchecked else "info"
        lines.append(f"{machine_name(problem.source)}: {level} {problem.code} {_told(problem, options)}")
    return "".join(f"{_disarmed(line)}\n" for line in lines)


def _compact_place(finding: Finding, options: Options) -> str:
    place = finding.place
    if place.line is not None:
        return f"{place.line}:{place.column}" if place.column else str(place.line)
    return one_line(place_label(place, options.lang))


def _finding_lines(finding: Finding, options: Options) -> Iterator[str]:
    lang = options.lang
    severity = _paint(say(f"severity.{finding.severity.value}", lang), finding.severity.value, options)
    message = one_line(finding.message)
    if finding.confidence < _SURE and (options.strict or options.verbose):
        message += say("report.confidence", lang, percent=round(finding.confidence * 100))
    yield f"  {one_line(place_label(finding.place, lang))}  {severity}  {finding.rule_id}  {message}"
    before, hit, after = line_excerpt(finding)
    if hit:
        yield f"      {before}{_paint(f'【{hit}】', finding.severity.value, options)}{after}"
    for sentence in advice_on(finding, lang):
        yield f"      → {sentence}"
    if finding.law:
        yield f"      {law_line(finding, lang)}"


def _closing(report: Report, options: Options) -> Iterator[str]:
    """How much was checked and what came out."""
    lang, counts = options.lang, report.summary
    clean = report.complete and not report.open and not report.unlisted
    timed = "" if options.elapsed is None else "-timed"
    checked = say(f"report.checked{timed}", lang, count=counts["checked"], seconds=f"{options.elapsed or 0:.1f}")
    if clean:
        yield _paint("√ " + say("report.clean", lang, checked=checked), "good", options)
    else:
        yield say("report.sentence", lang, sentence=checked)
    for severity in Severity:
        count = counts[severity.value]
        if count:
            told = say(f"report.count.{severity.value}", lang, count=count)
            yield f"{_paint(_MARKS[severity], severity.value, options)} {told}"
    if report.unlisted:
        yield say("report.unlisted", lang, count=report.unlisted)
    besides = [say(f"report.besides.{key}", lang, count=counts[key]) for key in _besides(report, options)]
    if besides:
        yield say("report.besides", lang, list=say("report.comma", lang).join(besides))
    yield from _skipped_line(report, options)
    if report.as_of and (options.dated or options.verbose):
        yield say("report.as-of", lang, day=report.as_of)
    if options.verbose:
        for item in report.inputs:
            encoding = f"  {item.encoding}" if item.encoding else ""
            yield f"  {visible_name(item.source)}  {say(f'input.{item.status}', lang)}{encoding}"


def _besides(report: Report, options: Options) -> list[str]:
    counts = report.summary
    return [
        key for key in ("doubtful", "waived", "known") if counts[key] and not (key == "doubtful" and options.strict)
    ]


def _skipped_line(report: Report, options: Options) -> Iterator[str]:
    """Files met in folders that nobody reads, counted by suffix."""
    skipped = [item.source for item in report.inputs if item.status == "skipped"]
    if skipped:
        suffixes = Counter(
            visible_name(suffix_of(name).lower()) or say("report.no-suffix", options.lang) for name in skipped
        )
        most = sorted(suffixes.items(), key=lambda item: (-item[1], item[0]))
        listed = [f"{suffix} {count}" for suffix, count in most[:10]] + ([CUT] if most[10:] else [])
        yield say("report.skipped", options.lang, count=len(skipped), list=" ".join(listed))


def _problem_lines(report: Report, options: Options) -> Iterator[str]:
    """What was read but wants a person's eye, then what could not be checked."""
    lang = options.lang
    missing, advice = parted(report.problems)
    if advice and not options.quiet:
        yield ""
        yield say("report.advice", lang)
        yield from _problem_rows(advice, options)
    if missing:
        partly = {item.source for item in report.inputs if item.status == "partial"}
        sources = {problem.source for problem in missing}
        heading = "report.unchecked-partly" if sources & partly else "report.unchecked"
        yield ""
        yield _paint(say(heading, lang, count=len(sources)), "bad", options)
        yield from _problem_rows(missing, options)
        yield _paint(say("report.incomplete", lang), "bad", options)


def _problem_rows(problems: list[Problem], options: Options) -> Iterator[str]:
    names = [visible_name(problem.source) for problem in problems]
    columns = min(_NAME_COLUMNS, max(map(width, names)))
    for name, problem in zip(names, problems, strict=True):
        yield f"  {pad(name, columns)}  {_told(problem, options)}"


def _told(problem: Problem, options: Options) -> str:
    return one_line(sentence_of(beside_name(problem, options.lang), options.lang))


def _disarmed(line: str) -> str:
    """The line, unreadable as a command to a CI runner: they look for :: after spaces, for ##[ anywhere."""
    if line.lstrip().startswith("::"):
        line = line.replace("::", "\\x3a:", 1)
    return line.replace("##vso[", "#\\x23vso[").replace("##[", "#\\x23[")


def _paint(text: str, role: str, options: Options) -> str:
    return f"\x1b[{_COLORS[role]}m{text}\x1b[0m" if options.color else text

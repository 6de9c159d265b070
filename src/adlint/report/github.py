"""github: workflow commands that GitHub turns into annotations, and the table for the page of a job."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from adlint.finding import Finding, Problem, Report, Severity
from adlint.i18n import place_label, say
from adlint.report import Options, reporter
from adlint.report.shown import (
    advice_on,
    law_line,
    line_excerpt,
    machine_name,
    marked_excerpt,
    one_line,
    sentence_of,
    worst_first,
)

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

#: GitHub refuses a step summary over 1 MiB; the rest of the page needs some of it.
_MOST_BYTES = 900_000


@reporter("github")
def write_github(report: Report, options: Options) -> Iterator[str]:
    """One annotation a line, worst first: GitHub shows ten of each level."""
    for problem in sorted(report.problems, key=lambda problem: not problem.unchecked):
        command = "error" if problem.unchecked else "notice"
        properties = {"file": machine_name(problem.source), "title": problem.code}
        yield _command(command, properties, one_line(sentence_of(problem, options.lang)))
    for finding in worst_first(report.open):
        yield _command(_COMMANDS[finding.severity], _properties(finding, options), _message(finding, options))


def _properties(finding: Finding, options: Options) -> dict[str, str]:
    place = finding.place
    properties = {"file": machine_name(finding.source)}
    if place.line is not None:
        properties["line"] = str(place.line)
        if place.column is not None:
            properties["col"] = str(place.column)
            if place.end_column is not None:
                properties["endColumn"] = str(place.end_column)
    label = "" if place.line is not None else f" {one_line(place_label(place, options.lang))}"
    return properties | {"title": f"{finding.rule_id}{label}"}


def _message(finding: Finding, options: Options) -> str:
    """The message, the copy, what to write instead and the law, one below the other."""
    lines = [one_line(finding.message), marked_excerpt(finding)]
    lines += [f"→ {sentence}" for sentence in advice_on(finding, options.lang)]
    lines.append(law_line(finding, options.lang) if finding.law else "")
    return "\n".join(filter(None, lines))


def _command(command: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{command} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def markdown(report: Report, options: Options) -> str:
    """Everything open and unchecked as Markdown tables, cut where GitHub would refuse it."""
    lang, counts = options.lang, report.summary
    parts = [f"## {say('report.title', lang)}\n\n", f"**{say(f'verdict.{report.verdict}', lang)}**\n\n"]
    if not report.complete:
        parts.append(say("report.incomplete", lang) + "\n\n")
    tiles = ("checked", "unchecked", "error", "warning", "info", "waived", "known")
    parts.append(_row([say(f"tile.{key}", lang) for key in tiles]) + _row(["---"] * len(tiles)))
    parts.append(_row([str(counts[key]) for key in tiles]) + "\n")
    if report.problems:
        parts.append(f"### {say('report.problems', lang)}\n\n")
        parts.append(_row([say(f"column.{key}", lang) for key in ("file", "rule", "message")]) + _row(["---"] * 3))
        parts.extend(_row(_problem_cells(problem, options)) for problem in report.problems)
        parts.append("\n")
    columns = ("severity", "rule", "file", "place", "text", "message", "instead")
    findings = worst_first(report.open)
    if findings:
        parts.append(_row([say(f"column.{key}", lang) for key in columns]) + _row(["---"] * len(columns)))
        parts.extend(_row(_finding_cells(finding, options)) for finding in findings)
    return _fitting(parts, lang)


def _fitting(parts: list[str], lang: str) -> str:
    size = 0
    for number, part in enumerate(parts):
        size += len(part.encode("utf-8", "replace"))
        if size > _MOST_BYTES:
            return "".join(parts[:number]) + "\n" + say("report.rows-cut", lang, count=len(parts) - number) + "\n"
    return "".join(parts)


def _problem_cells(problem: Problem, options: Options) -> list[str]:
    return [_cell(machine_name(problem.source)), problem.code, _cell(sentence_of(problem, options.lang))]


def _finding_cells(finding: Finding, options: Options) -> list[str]:
    before, hit, after = line_excerpt(finding)
    return [
        say(f"severity.{finding.severity.value}", options.lang),
        finding.rule_id,
        _cell(machine_name(finding.source)),
        _cell(place_label(finding.place, options.lang)),
        f"{_cell(before)}<mark>{_cell(hit)}</mark>{_cell(after)}",
        _cell(finding.message),
        _cell(" ／ ".join(item.text for item in finding.suggestions)),
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    """Text that Markdown and HTML leave alone, in one cell of a table."""
    return "".join(f"&#{ord(char)};" if char in _MARKUP else char for char in escape(one_line(text), quote=False))


_MARKUP = frozenset("\\`*_{}[]()#+-!|~@:")

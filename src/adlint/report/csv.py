"""csv: a table for Excel and WPS, with a byte-order mark. No cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from adlint.finding import Finding, Problem, Report
from adlint.i18n import place_label, say
from adlint.report import Options, reporter
from adlint.report.shown import category_word, machine_name, marked_excerpt, one_line, sentence_of, status_word

_COLUMNS = (
    "file",
    "place",
    "severity",
    "rule",
    "category",
    "text",
    "message",
    "instead",
    "law",
    "status",
    "confidence",
)
_FORMULA = ("=", "+", "-", "@", "\0", "＝", "＋", "－", "＠")


@reporter("csv")
def write_csv(report: Report, options: Options) -> str:
    """A row per finding, whatever its status, then a row per problem."""
    table = io.StringIO()
    table.write("\ufeff")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(say(f"column.{column}", options.lang) for column in _COLUMNS)
    for row in _rows(report, options):
        writer.writerow(map(_inert, row))
    return table.getvalue()


def _rows(report: Report, options: Options) -> Iterator[list[str]]:
    for finding in report.findings:
        yield _finding_row(finding, options)
    for problem in report.problems:
        yield _problem_row(problem, options)


def _finding_row(finding: Finding, options: Options) -> list[str]:
    lang = options.lang
    return [
        machine_name(finding.source),
        place_label(finding.place, lang),
        say(f"severity.{finding.severity.value}", lang),
        finding.rule_id,
        category_word(finding.category, lang),
        marked_excerpt(finding),
        finding.message,
        " ／ ".join(item.text for item in finding.suggestions),
        say("report.list-mark", lang).join(finding.law),
        status_word(finding, lang),
        f"{finding.confidence:.0%}",
    ]


def _problem_row(problem: Problem, options: Options) -> list[str]:
    lang = options.lang
    status = say("status.unchecked" if problem.unchecked else "status.advice", lang)
    row = dict.fromkeys(_COLUMNS, "")
    row |= {"file": machine_name(problem.source), "rule": problem.code, "status": status}
    row["severity"] = say("severity.error" if problem.unchecked else "severity.info", lang)
    return list((row | {"message": sentence_of(problem, lang)}).values())


def _inert(cell: str) -> str:
    """The cell on one line, led by ' where a spreadsheet would calculate it or trip over it."""
    lead = "'" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(("\t", "\r", "\n")) else ""
    return lead + one_line(cell)

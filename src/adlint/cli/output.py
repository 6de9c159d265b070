"""The report to where it was asked for: files first, then the screen, so that a full disk or pipe loses as little."""

from __future__ import annotations

import os
from collections import Counter

import adlint
from adlint.cli import console
from adlint.cli.asked import Asked
from adlint.cli.checking import Outcome
from adlint.cli.words import say
from adlint.errors import AdlintError
from adlint.finding import Report
from adlint.report import Options, render, render_text, step_summary, write_report

#: Formats for people, in the console's own encoding; all others are UTF-8 bytes for programs.
SCREEN = ("full", "compact")


def tell(outcome: Outcome, asked: Asked, seconds: float) -> None:
    """Write every report that was asked for.

    Raises AdlintError where one could not be written, after the others have been.
    """
    if asked.show_personal_data:
        console.err(say("warning", outcome.lang, what=say("cli.personal-data-shown", outcome.lang)))
    options = options_of(outcome, asked)
    errors = [] if outcome.interrupted else _write_files(outcome.report, asked, options)
    if not (asked.output or asked.diff):
        _show(outcome.report, asked.format, options, seconds)
    if asked.statistics:
        table = statistics(outcome.report, outcome.lang)
        (console.out if asked.format in SCREEN and not asked.output else console.err)(table)
    if errors:
        raise errors[0]


def options_of(outcome: Outcome, asked: Asked) -> Options:
    """How reports are to be told."""
    return Options(
        lang=outcome.lang,
        show_personal_data=asked.show_personal_data,
        strict=asked.strict,
        verbose=asked.verbose,
        quiet=asked.quiet,
        rules=outcome.rules,
        version=adlint.__version__,
        dated=outcome.dated,
        color=asked.format in SCREEN and not asked.output and console.has_color(asked.color),
    )


def statistics(report: Report, lang: str) -> str:
    """How many open findings each rule has, most first."""
    counts = Counter((finding.rule_id, finding.rule_name) for finding in report.open)
    if not counts:
        return say("statistics.none", lang) + "\n"
    rows = [(say("statistics.count", lang), say("statistics.rule", lang), say("statistics.name", lang))]
    rows += [(str(count), *rule) for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    from adlint.text import pad, visible, width

    columns = [max(width(row[number]) for row in rows) for number in (0, 1)]
    return "".join(f"{pad(row[0], columns[0])}  {pad(row[1], columns[1])}  {visible(row[2])}\n" for row in rows)


def _write_files(report: Report, asked: Asked, options: Options) -> list[AdlintError]:
    errors = []
    files = [*asked.report, *([(asked.format, asked.output)] if asked.output else [])]
    for format, file in files:
        try:
            write_report(file, render(report, format, options._replace(color=False)))
        except AdlintError as error:
            errors.append(error)
    return errors


def _show(report: Report, format: str, options: Options, seconds: float) -> None:
    if format in SCREEN:
        import sys

        timed = options.verbose or console.is_terminal(sys.stdout)
        console.out(render_text(report, format, options._replace(elapsed=seconds if timed else None)))
        return
    console.out_bytes(render(report, format, options))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if format == "github" and summary:
        _append(summary, step_summary(report, options))


def _append(file: str, text: str) -> None:
    try:
        with open(file, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as summary:
            summary.write(text)
    except OSError as error:
        raise AdlintError("config.report-unwritable", name=file, detail=error.strerror or "") from error

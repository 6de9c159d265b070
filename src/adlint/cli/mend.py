"""--fix and --diff: the suggestions marked safe put into files, or shown."""

from __future__ import annotations

from adlint.batch import read_source
from adlint.cli import console
from adlint.cli.asked import Asked
from adlint.cli.words import say, sentences_of
from adlint.errors import AdlintError
from adlint.finding import Report
from adlint.fix import diff, fix
from adlint.linter import Linter
from adlint.model import Source
from adlint.report import write_report
from adlint.text import visible


def mended(item: Source | str, report: Report, linter: Linter, asked: Asked) -> Report:
    """The report on an input after what could safely be mended was, or was shown as a diff."""
    if not any(words.safe for finding in report.open for words in finding.suggestions):
        return report
    source = item if isinstance(item, Source) else read_source(item, linter.settings)
    report = linter.check(source)  # the file may have changed since
    if asked.diff:
        console.out(diff(source, report, linter))
        return report
    fixed = fix(source, report, linter)
    if not fixed.applied:
        return report
    lang = linter.settings.lang
    try:
        write_report(source.name, fixed.data)
    except AdlintError as error:
        what, _ = sentences_of(error, lang)
        console.err(visible(say("error", lang, what=say("cli.unfixable", lang, name=source.name, why=what))))
        return report
    console.err(visible(say("cli.fixed", lang, count=len(fixed.applied), name=source.name)))
    return linter.check(source._replace(data=fixed.data))

"""junit: a suite per file. A finding is a failure; a file not checked is an error, never merely skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from adlint.finding import Finding, Problem, Report, Severity, Status
from adlint.i18n import place_label, say
from adlint.report import Options, reporter
from adlint.report.shown import advice_on, law_line, machine_name, marked_excerpt, one_line, sentence_of, status_word

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@reporter("junit")
def write_junit(report: Report, options: Options) -> Iterator[str]:
    """Suites in the order of the inputs."""
    findings: dict[str, list[Finding]] = {item.source: [] for item in report.inputs}
    problems: dict[str, list[Problem]] = {}
    for finding in report.findings:
        findings.setdefault(finding.source, []).append(finding)
    for problem in report.problems:
        problems.setdefault(problem.source, []).append(problem)
        findings.setdefault(problem.source, [])
    skipped = {item.source: item.code for item in report.inputs if item.status == "skipped"}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="adlint">\n'
    for source, found in findings.items():
        yield from _suite(source, found, problems.get(source, []), skipped.get(source), options)
    yield "</testsuites>\n"


def _suite(
    source: str, findings: list[Finding], problems: list[Problem], skipped: str | None, options: Options
) -> Iterator[str]:
    cases = [_problem_case(problem, options) for problem in problems]
    cases += [_finding_case(finding, options) for finding in findings]
    if skipped is not None:
        cases.append(_case(source, say("input.skipped", options.lang), f"<skipped message={_quoted(skipped)}/>"))
    if not cases:
        cases.append(_case(source, say("junit.clean", options.lang), ""))
    counts = {tag: sum(f"<{tag} " in case for case in cases) for tag in ("error", "failure", "skipped")}
    yield (
        f' <testsuite name={_quoted(machine_name(source))} tests="{len(cases)}" failures="{counts["failure"]}"'
        f' errors="{counts["error"]}" skipped="{counts["skipped"]}">\n'
    )
    yield from cases
    yield " </testsuite>\n"


def _finding_case(finding: Finding, options: Options) -> str:
    name = f"{finding.rule_id} {place_label(finding.place, options.lang)}"
    message = one_line(finding.message)
    if finding.status is not Status.OPEN:
        body = f"<skipped message={_quoted(status_word(finding, options.lang))}/>"
    elif finding.severity is Severity.INFO:  # a hint for a person never fails a build
        body = f"<system-out>{_text(message)}</system-out>"
    else:
        body = f"<failure type={_quoted(finding.severity.value)} message={_quoted(message)}>"
        body += f"{_text(_details(finding, options))}</failure>"
    return _case(finding.source, name, body)


def _details(finding: Finding, options: Options) -> str:
    lines = [marked_excerpt(finding), *advice_on(finding, options.lang)]
    lines.append(law_line(finding, options.lang) if finding.law else "")
    return "\n".join(filter(None, lines))


def _problem_case(problem: Problem, options: Options) -> str:
    sentence = sentence_of(problem, options.lang)
    if problem.unchecked:
        body = f"<error type={_quoted(problem.code)} message={_quoted(sentence)}/>"
    else:
        body = f"<system-out>{_text(sentence)}</system-out>"
    return _case(problem.source, problem.code, body)


def _case(source: str, name: str, body: str) -> str:
    return f"  <testcase classname={_quoted(machine_name(source))} name={_quoted(name)}>{body}</testcase>\n"


def _quoted(text: str) -> str:
    """An attribute with its quotes, of characters that XML 1.0 allows."""
    return quoteattr(_FORBIDDEN.sub("", one_line(text)))


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))

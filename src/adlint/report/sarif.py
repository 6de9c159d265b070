"""sarif: SARIF 2.1.0 for code scanning, worst first, since GitHub shows 5,000 of 25,000 results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from adlint.finding import Finding, Problem, Report, Severity, Status
from adlint.i18n import place_label
from adlint.model import Place
from adlint.report import Options, reporter
from adlint.report.json import dump
from adlint.report.shown import category_word, one_line, place_fields, sentence_of, uri_of, worst_first

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_HOME = "https://github.com/adlint/adlint"


@reporter("sarif")
def write_sarif(report: Report, options: Options) -> Iterator[str]:
    """One run; a result a line."""
    findings = worst_first(report.findings)
    rule_ids = {rule_id: index for index, rule_id in enumerate(sorted({finding.rule_id for finding in findings}))}
    run = {
        "tool": {"driver": _driver(rule_ids, findings, options)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, options)],
        "properties": {"verdict": report.verdict, "summary": report.summary}
        | ({"asOf": report.as_of} if report.as_of else {}),
    }
    yield f'{{"$schema": {dump(SCHEMA)},\n "version": "2.1.0",\n "runs": [{{\n'
    yield "".join(f"  {dump(key)}: {dump(value)},\n" for key, value in run.items())
    yield '  "results": ['
    for number, finding in enumerate(findings):
        yield (",\n   " if number else "\n   ") + dump(_result(finding, rule_ids[finding.rule_id], options))
    yield "]\n }]\n}\n"


def _driver(rule_ids: Iterable[str], findings: list[Finding], options: Options) -> dict[str, Any]:
    first = {finding.rule_id: finding for finding in reversed(findings)}
    driver = {
        "name": "adlint",
        "informationUri": _HOME,
        "language": "zh-CN" if options.lang == "zh" else "en-US",
        "rules": [_rule(first[rule_id], options) for rule_id in rule_ids],
    }
    return driver | ({"version": options.version} if options.version else {})


def _rule(finding: Finding, options: Options) -> dict[str, Any]:
    """What a viewer shows about a rule; of rules outside `options.rules` what their findings tell."""
    word = category_word(finding.category, options.lang)
    fields: dict[str, Any] = {
        "id": finding.rule_id,
        "name": finding.rule_name,
        "shortDescription": {"text": f"{word} ({finding.rule_name})"},
        "properties": {"category": finding.category, "tags": [finding.category]},
    }
    rule = options.rules.get(finding.rule_id)
    severity = rule.severity if rule else finding.severity
    why = rule.why.get(options.lang, "") if rule else ""
    basis = "\n".join(rule.law if rule else finding.law)
    fields["fullDescription"] = {"text": why or word}
    fields["help"] = {"text": "\n".join(filter(None, (why, basis))) or word}
    fields["defaultConfiguration"] = {"level": _LEVELS[severity]}
    return fields


def _result(finding: Finding, rule_index: int, options: Options) -> dict[str, Any]:
    locations = [_location(finding, place, options) for place in finding.places or (Place(),)]
    rectangles = [_rectangle(place) for place in dict.fromkeys(finding.places) if place.box]
    fields: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": one_line(finding.message)},
        "locations": locations,
        "partialFingerprints": {"adlint/v1": finding.fingerprint} if finding.fingerprint else {},
        "suppressions": _suppressions(finding),
        "properties": {
            "category": finding.category,
            "confidence": round(finding.confidence, 3),
            "status": finding.status.value,
            "law": list(finding.law),
            "suggestions": [item.text for item in finding.suggestions],
        },
    }
    if rectangles:
        fields["attachments"] = [{"artifactLocation": {"uri": uri_of(finding.source)}, "rectangles": rectangles}]
    return fields


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    """Why a result needs no work; an empty list says that none applies, and either all results have one or none."""
    if finding.status is Status.OPEN:
        return []
    kind = "inSource" if finding.status is Status.WAIVED else "external"
    fields = {"kind": kind, "status": "accepted"}
    return [fields | ({"justification": finding.reason} if finding.reason else {})]


def _location(finding: Finding, place: Place, options: Options) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(finding.source)}}
    if place.line is not None:
        physical["region"] = _region(finding, place)
    fields: dict[str, Any] = {"physicalLocation": physical}
    logical = list(_logical_locations(place, options))
    if logical:
        fields["logicalLocations"] = logical
    return fields


def _region(finding: Finding, place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "snippet": {"text": finding.text}}
    if place.column is not None:
        region["startColumn"] = place.column
        if place.end_column is not None:
            region |= {"endLine": place.line, "endColumn": place.end_column}
    return region


def _logical_locations(place: Place, options: Options) -> Iterator[dict[str, Any]]:
    """Pages, cells and the like: where there are no lines, or as well as lines."""
    for kind in ("page", "paragraph", "cell", "path", "time"):
        value = place_fields(place).get(kind)
        if value is not None:
            label = place_label(Place(**{kind: value}), options.lang)
            yield {"name": label, "fullyQualifiedName": f"{kind}:{value}", "kind": kind}


def _rectangle(place: Place) -> dict[str, float]:
    left, top, right, bottom = place_fields(place)["box"]
    return {"left": left, "top": top, "right": right, "bottom": bottom}


def _invocation(report: Report, options: Options) -> dict[str, Any]:
    notifications = [_notification(problem, options) for problem in report.problems]
    return {"executionSuccessful": report.complete} | (
        {"toolExecutionNotifications": notifications} if notifications else {}
    )


def _notification(problem: Problem, options: Options) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "descriptor": {"id": problem.code},
        "level": "error" if problem.unchecked else "note",
        "message": {"text": one_line(sentence_of(problem, options.lang))},
    }
    if problem.source:
        fields["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri_of(problem.source)}}}]
    return fields

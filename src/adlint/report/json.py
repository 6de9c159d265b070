"""json: the whole report as one object, schema adlint.report/1. Fields are only ever added to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from adlint.finding import Finding, Input, Problem, Report
from adlint.report import Options, reporter
from adlint.report.shown import machine_name, place_fields, slashed, uri_of, window_of
from adlint.text import CONTROLS, utf16_offset

SCHEMA = "adlint.report/1"


@reporter("json")
def write_json(report: Report, options: Options) -> Iterator[str]:
    """One object; every finding, problem and input on a line of its own, so that reports compare well."""
    yield "{"
    yield ",\n ".join(f"{dump(key)}: {dump(value)}" for key, value in head(report, options).items())
    yield from _listed("findings", map(finding_fields, report.findings))
    yield from _listed("problems", map(problem_fields, report.problems))
    yield from _listed("inputs", map(input_fields, report.inputs))
    yield "}\n"


def _listed(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f",\n {dump(name)}: ["
    for number, item in enumerate(items):
        yield (",\n  " if number else "\n  ") + dump(item)
    yield "]"


def dump(value: object) -> str:
    """A value as JSON in one line, without a raw control character."""
    return json.dumps(value, ensure_ascii=False).translate(_escapes())


@cache
def _escapes() -> dict[int, str]:
    return {code: f"\\u{code:04x}" for code in CONTROLS}


def head(report: Report, options: Options) -> dict[str, Any]:
    """What the run came to."""
    return {
        "schema": SCHEMA,
        "version": options.version,
        "verdict": report.verdict,
        "complete": report.complete,
        "summary": report.summary,
    } | ({"as_of": report.as_of} if report.as_of else {})


def finding_fields(finding: Finding) -> dict[str, Any]:
    """A finding for programs."""
    fields: dict[str, Any] = {
        "rule": finding.rule_id,
        "name": finding.rule_name,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 3),
        "status": finding.status.value,
        **source_fields(finding.source),
        "message": finding.message,
        "text": finding.text,
        "segment": _segment_fields(finding),
        "places": [place_fields(place) for place in finding.places],
        "law": list(finding.law),
        "suggestions": [{"text": item.text, "safe": item.safe} for item in finding.suggestions],
        "fingerprint": finding.fingerprint,
    }
    if finding.reason:
        fields["reason"] = finding.reason
    if finding.source_span:
        fields["source_span"] = list(finding.source_span)
    return fields


def _segment_fields(finding: Finding) -> dict[str, Any]:
    window = window_of(finding)
    fields: dict[str, Any] = {
        "kind": finding.kind,
        "text": window.text,
        "start": window.start,
        "end": window.end,
        "start_utf16": utf16_offset(window.text, window.start),
        "end_utf16": utf16_offset(window.text, window.end),
    }
    if window.cut_before or window.cut_after:
        fields |= {"cut_before": window.cut_before, "cut_after": window.cut_after}
    return fields


def problem_fields(problem: Problem) -> dict[str, Any]:
    """A problem for programs."""
    return {
        "code": problem.code,
        **source_fields(problem.source),
        "message": problem.message,
        "hint": problem.hint,
        "unchecked": problem.unchecked,
    }


def input_fields(item: Input) -> dict[str, Any]:
    """How one input ended; `code`, `encoding` and the trades it was taken for only where there are any."""
    fields: dict[str, Any] = {
        **source_fields(item.source),
        "status": item.status,
        "code": item.code,
        "encoding": item.encoding,
        "scenes": list(item.scenes),
        "scene_words": list(item.scene_words),
    }
    return {name: value for name, value in fields.items() if value or name in ("source", "status")}


def source_fields(name: str) -> dict[str, str]:
    """A file name; one that is not plain text also as a URI, which leads back to the very bytes."""
    shown = machine_name(name)
    return {"source": shown} if shown == slashed(name) else {"source": shown, "source_uri": uri_of(name)}

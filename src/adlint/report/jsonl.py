"""jsonl: a line per finding, problem and input as in json, each with its "type"; the last line sums up."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.finding import Report
from adlint.report import Options, reporter
from adlint.report.json import dump, finding_fields, head, input_fields, problem_fields


@reporter("jsonl")
def write_jsonl(report: Report, options: Options) -> Iterator[str]:
    """Lines that can be read and joined one by one."""
    for finding in report.findings:
        yield dump({"type": "finding", **finding_fields(finding)}) + "\n"
    for problem in report.problems:
        yield dump({"type": "problem", **problem_fields(problem)}) + "\n"
    for item in report.inputs:
        yield dump({"type": "input", **input_fields(item)}) + "\n"
    yield dump({"type": "summary", **head(report, options)}) + "\n"

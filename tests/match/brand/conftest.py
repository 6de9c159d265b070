"""Linters with brand specs written for the test, looking for brand wording only."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adlint.linter import Linter
from adlint.settings import Settings

HEAD = "spec: 1\nbrand: {id: test, name: {zh: 测试, en: Test}, status: fictional}\n"
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@pytest.fixture
def spec(tmp_path: Path) -> Callable[..., str]:
    """A function that writes a spec with this YAML under its head, and gives the path."""

    def write(body: str, name: str = "spec.yaml") -> str:
        path = tmp_path / name
        path.write_text(HEAD + body, "utf-8")
        return str(path)

    return write


@pytest.fixture
def brand(spec: Callable[..., str]) -> Callable[..., Linter]:
    """A function that builds a linter with a spec of this wording."""

    def build(wording: str, *, day: str = "2026-11-23", select: tuple[str, ...] = ("BW",), **more: Any) -> Linter:
        path = spec(f"wording: {wording}\n")
        return Linter(settings=Settings(vi=(path,), as_of=day, select=select, **more))

    return build


def found(linter: Linter, example: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]], Any]:
    """The spans that [[…]] mark in an example, those that were found, and the report."""
    wanted = [
        (match.start() - 4 * number, match.end() - 4 * number - 4)
        for number, match in enumerate(MARK.finditer(example))
    ]
    report = linter.check_text(MARK.sub(r"\1", example))
    assert not report.problems
    return wanted, [(item.start, item.end) for item in report.findings], report


@pytest.fixture
def check() -> Callable[..., Any]:
    """A function that checks an example, asserts the marked spans, and gives the findings."""

    def run(linter: Linter, example: str, rule: str = "") -> Any:
        wanted, spans, report = found(linter, example)
        assert spans == wanted, [(item.rule_id, item.text) for item in report.findings]
        assert not rule or {item.rule_id for item in report.findings} <= {rule}
        return report.findings

    return run
